"""Tells of headings that leave out a level, which is how screen readers know what belongs to what."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.check.deck import CheckedSlide

RULE = Rule(
    "D602",
    "heading-jump",
    Severity.WARNING,
    "A heading stands two levels or more below the one before it on its slide, `####` below `##`. Who hears the slide\n"
    "looks for the level between. Take the next level, and let a style sheet or `{.small}` make it smaller.",
)
_HEADING = re.compile(r"h[1-6]\Z")


def find(slide: CheckedSlide) -> Iterator[Problem]:
    """Yield the headings that leave out a level; with which one a slide begins is its author's choice."""
    headings = [each for each in slide.shown if _HEADING.match(each.tag)]
    for before, heading in pairwise(headings):
        level, last = int(heading.tag[1]), int(before.tag[1])
        if level > last + 1:
            signs = "#" * (last + 1)
            message = f"this heading has the level {level}, the one before it the level {last}"
            yield Problem(RULE, slide.spot(heading).offset, message, f"write {signs}", level)
