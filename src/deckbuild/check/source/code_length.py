"""Tells of code that is longer than an audience reads on one slide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check.deck import value
from deckbuild.diagnostics.problem import Problem, Rule, Severity
from deckbuild.parsing import scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.check.deck import CheckedSlide

RULE = Rule(
    "D609",
    "long-code",
    Severity.WARNING,
    "A block of code has more than 20 lines. Show the lines that you speak of, or step through them,\n"
    "```` ```python [1-8|9-20] ````: then the slide scrolls to those that are marked. `limits: {code_lines: 30}` sets\n"
    "another limit.",
)


def find(slide: CheckedSlide) -> Iterator[Problem]:
    """Yield the blocks of code that are too long, but for those through which the slide steps."""
    most = slide.settings.limits.code_lines
    for block in slide.shown:
        codes = [each for each in block.elements() if each.tag == "code"] if block.tag == "pre" else []
        if len(codes) == 1 and "|" not in value(codes[0], "data-line-numbers"):
            count = slide.rendered.html[codes[0].open_end : codes[0].end].rstrip().count("\n") + 1
            if count > most:
                message = f"this code has {count} lines; {most:g} are few enough to read on a slide"
                offset = slide.spot(block).offset
                yield Problem(RULE, offset, message, "show the part that you speak of", _width(slide.text, offset))


def _width(text: str, offset: int) -> int:
    """Return how many characters the code has that begins at ``offset``; 1 if it is written as HTML."""
    fences = (each for each in scanner.regions(text) if each.start <= offset < each.end)
    return next((each.end - offset for each in fences), 1)
