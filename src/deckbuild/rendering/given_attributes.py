"""Tells what is wrong with what the rules of features have found in a text, attributes among it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.features.findings import place
from deckbuild.rendering import directives, misspellings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.diagnostics.problem import Problem
    from deckbuild.features.findings import Findings


def problems(text: str, findings: Findings) -> Iterator[Problem]:
    """Yield what is wrong in ``text``, of which these are the ``findings``."""
    yield from findings.problems(text)
    for each in findings.given:
        offset = place(text, each.line, each.written)
        for word in each.strange:
            yield directives.no_attribute(word.text, place(text, each.line, word.text))
        yield from misspellings.in_attributes(each.attributes, each.written, offset, misspellings.OF_FEATURES)
