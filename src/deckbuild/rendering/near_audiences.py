"""Finds what was meant to say for whom a part of a deck is, and does not: `olny="teacher"`, `only: teacher`."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.features.audience import AUDIENCE
from deckbuild.parsing import scanner

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

# Braces, closed or not, and the lines of divisions and separators.
_PLACE = re.compile(r"^[ \t>]*:{3,}[^\n]*|^ {0,3}!S(?:LIDE|UB)\b[^\n]*|\{[^{}\n]*\}?", re.MULTILINE)
_PAIR = re.compile(r"""(?<![\w-])(?P<word>[A-Za-z]{3,8})(?P<sign>\s*[=:]\s*)(?P<value>"[^"]*"|'[^']*'|[\w-]+)""")
_DIVISION = re.compile(r"[ \t>]*:{3,}[ \t]*(?P<value>[\w-]+)[ \t]*")
_ALIKE = 0.7  # of 1: how alike a word and `only` or `unless` are


class Near(NamedTuple):
    """What is ``written`` at the offset ``start`` of a text, and what was most likely ``meant``."""

    start: int
    written: str
    meant: str


def find(text: str, known: Collection[str]) -> Iterator[Near]:
    """Yield what in ``text``, but for code, names one of the ``known`` variants and marks nothing."""
    if not any(name in text for name in known):
        return
    regions = scanner.regions(text)
    for place, region in scanner.placed(_PLACE.finditer(text), regions):
        if region is None or place.end() <= region.start:
            yield from _in_place(place[0], place.start(), known)


def _in_place(text: str, start: int, known: Collection[str]) -> Iterator[Near]:
    division = _DIVISION.fullmatch(text)
    if division and division["value"] in known:
        yield Near(start + division.start("value"), division["value"], f'{{only="{division["value"]}"}}')
    for pair in _PAIR.finditer(text):
        names = re.findall(r"[\w-]+", pair["value"])
        meant = max(AUDIENCE, key=lambda name: _alike(pair["word"], name))
        if known_ones := [name for name in names if name in known]:
            is_near = _alike(pair["word"], meant) >= _ALIKE
            if is_near and not (pair["word"] == meant and pair["sign"] == "=" and _is_in_braces(text, pair)):
                yield Near(start + pair.start(), pair[0], f'{meant}="{" ".join(known_ones)}"')


def _alike(word: str, name: str) -> float:
    return SequenceMatcher(None, word.lower(), name).ratio()


def _is_in_braces(text: str, pair: re.Match[str]) -> bool:
    """Return whether a ``pair`` stands in braces that are closed; in others it is read nowhere."""
    return "{" in text[: pair.start()] and "}" in text[pair.end() :]
