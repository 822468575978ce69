"""Tells of `[^name]` where no footnote of that name is defined, and the audience reads it as it was typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.check.deck import CheckedSlide

RULE = Rule(
    "D611",
    "unread-footnote",
    Severity.WARNING,
    "`[^name]` stands behind a word as a footnote does, and no footnote of the file has that name, so the audience\n"
    "reads it as it was typed. Write `[^name]: text` on a line of its own. Where it is meant as text, write\n"
    "`\\[^name]`.",
)
_TOLD = "D708"  # that the build tells: to load the feature would take as long as all of `check`
# Behind a word or what ends a sentence; what names ranges of characters is a pattern.
_REFERENCE = re.compile(r"(?<=[\w.,;:!?)\u201d\u2019])\[\^(?P<name>(?!(?:\w-\w)+\])[A-Za-z][\w-]{2,})\](?![(:\[])")


def find(slide: CheckedSlide) -> Iterator[Problem]:
    """Yield the footnotes that stand on the slide as they were typed, but for those of which the build has told."""
    if "[^" not in slide.rendered.html or any(each.rule.code == _TOLD for each in slide.rendered.problems):
        return
    for found, (offset, width) in slide.typed(_REFERENCE):
        message = f"there is no footnote {found[0]} in this file"
        yield Problem(RULE, offset, message, f"write {found[0]}: and its text on a line of its own", width)
