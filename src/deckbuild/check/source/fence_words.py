"""Tells of words behind a fence that are nearly those that take code from a file: `fiel="train.py"`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity, closest
from deckbuild.parsing import scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.check.deck import CheckedSlide

RULE = Rule(
    "D614",
    "misspelt-part",
    Severity.WARNING,
    "A fence has a word that is nearly one of those that take its code from a file: `file`, `lines`, `region`, `from`\n"
    "and `to`. So it takes nothing, and the slide shows what stands between the fences.",
)
_WORDS = ("file", "lines", "region", "from")
_NEAR = 0.75  # of 1
_WORD = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|(?<![\w.#-])(?P<name>[A-Za-z]{3,12})=(?=[\"'\w./])")


def find(slide: CheckedSlide) -> Iterator[Problem]:
    """Yield the words that are nearly right."""
    if "=" not in slide.text or ("```" not in slide.text and "~~~" not in slide.text):
        return
    for region in scanner.regions(slide.text):
        if region.kind is scanner.Kind.FENCE:
            end = slide.text.find("\n", region.start, region.end)
            for found in _WORD.finditer(slide.text, region.start, end if end >= 0 else region.end):
                name = found["name"] or ""  # else it is a text in quotes
                meant = closest(name, _WORDS, _NEAR) if name else ""
                if meant and name.lower() != meant and abs(len(name) - len(meant)) <= 1:  # `linenos=` is another tool's
                    message = f"{name}= means nothing behind a fence"
                    yield Problem(RULE, found.start(), message, f"did you mean {meant!r}?", len(name))
