"""Tells of what a feature would read that the deck has not: `!INCLUDE`, icons and QR codes where they are off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.check.deck import value
from deckbuild.diagnostics.problem import Problem, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.check.deck import CheckedSlide

RULE = Rule(
    "D617",
    "feature-off",
    Severity.WARNING,
    "A text looks like the syntax of a feature that the deck has not, so the audience reads it as it was typed. Name\n"
    "the feature under `features:`, or leave that setting away: decks of our own dialect then have all features.",
)


class _Sign(NamedTuple):
    """How a ``feature`` is written; where it is on, the build tells of what it does not read by these ``codes``."""

    feature: str
    pattern: re.Pattern[str]
    codes: frozenset[str]


_SIGNS = (
    _Sign("include", re.compile(r"^!INCLUDE[ \t]+\S+", re.MULTILINE), frozenset({"D718", "D719", "D720", "D721"})),
    _Sign("icons", re.compile(r":lucide-[a-z\d-]+:"), frozenset({"D772"})),
)
_QR = "qr:"  # begins the address of a picture


def find(slide: CheckedSlide) -> Iterator[Problem]:
    """Yield what the features would read."""
    told = {each.rule.code for each in slide.rendered.problems}
    for feature, pattern, codes in _SIGNS:
        if pattern.search(slide.text) and codes.isdisjoint(told):
            yield from (_told(feature, *spot) for _, spot in slide.typed(pattern))
    if _QR in slide.text:
        codes_of_qr = (each for each in slide.shown if each.tag == "img" and value(each, "src").startswith(_QR))
        yield from (_told("qr", *spot) for _, spot in slide.named(codes_of_qr, "src"))


def _told(feature: str, offset: int, width: int) -> Problem:
    message = f"this looks like the feature {feature}, which the deck has not"
    return Problem(RULE, offset, message, f"name {feature} under features:", width)
