"""Measures texts in the font of diagrams, Source Sans Pro, so that boxes are drawn as wide as browsers show them."""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

ASCENT, DESCENT = 0.984, 0.273  # of an em, as the font's own table (hhea) has them
_OTHER, _WIDE = 600, 1000  # thousandths of an em: a letter that the font lacks, and one of East Asia or a picture
_BOLD = frozenset({"bold", "bolder", "500", "600", "700", "800", "900"})


@lru_cache(maxsize=4096)
def width(text: str, size: float, weight: str | None = None) -> float:
    """Return how wide the longest line of ``text`` is in letters of ``size`` pixels."""
    widths = _widths("600" if weight in _BOLD else "400")
    lines = text.split("\n")
    return max(sum(widths.get(each) or _of_other(each) for each in line) for line in lines) * size / 1000


def height(text: str, size: float) -> float:
    """Return how high the lines of ``text`` are in letters of ``size`` pixels; browsers round both of its parts."""
    return (round(size * ASCENT) + round(size * DESCENT)) * (text.count("\n") + 1)


def wrapped(text: str, size: float, weight: str | None, widest: float) -> list[str]:
    """Return the lines of ``text``, none wider than ``widest`` pixels if its words allow it."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width(longer, size, weight) > widest:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def _of_other(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return 0
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _OTHER


@cache
def _widths(weight: str) -> dict[str, int]:
    """Return the widths of characters in thousandths of an em, of the font as Fontsource packages it (hmtx)."""
    text = Path(__file__).with_name("widths.json").read_text(encoding="utf-8")
    runs: dict[str, list[int]] = json.loads(text)[weight]
    return {chr(int(first) + at): each for first, run in runs.items() for at, each in enumerate(run)}
