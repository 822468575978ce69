"""Finds where the words that an audience reads as they were typed stand in the text of their slide.

The same words may stand there several times, and be read as syntax elsewhere: that place is taken before which the same
letters stand as before the words that are shown.
"""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from deckbuild.html.source_map import Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARKS = re.compile(r"\W+")
_NEAR = 80  # characters before words by which they are known
_LIKELY = 50  # places at which words may stand that are compared


def placed(text: str, matches: Iterable[re.Match[str]]) -> Iterator[tuple[re.Match[str], int]]:
    """Yield ``matches`` in what is shown, each with the offset of its words in ``text``; none that is not there."""
    at, code = 0, Places(text)
    for found in matches:
        words = found[0].strip()
        before = found.string[max(0, found.start() - _NEAR) : found.start()]
        likely = islice(_outside_code(code, words, at), _LIKELY)
        near = {each: text[max(0, each - _NEAR) : each] for each in likely}
        if near:
            _, offset = min((-_alike(other, before), each) for each, other in near.items())
            at = offset + 1
            yield found, offset


def _outside_code(places: Places, words: str, start: int) -> Iterator[int]:
    """Yield where ``words`` stand from ``start`` on, but for code."""
    at = places.text.find(words, start)
    while at >= 0:
        if not any(begin <= at < end for begin, end in places.code):
            yield at
        at = places.text.find(words, at + 1)


def _alike(text: str, other: str) -> int:
    """Return how many letters at their ends two texts have in common, whatever marks stand between them."""
    pairs = zip(*(reversed(_MARKS.sub("", each)) for each in (text, other)), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
