"""Reads which slides are meant: `3-7,intro` are the third to the seventh, and the one with that id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deckbuild.pdf.printing import Choose

_NUMBERS = re.compile(r"(\d+)(?:-(\d*))?")


def choosing(words: str) -> Choose:
    """Return what chooses the slides that ``words`` name among those of a deck, as `chosen` does."""
    return lambda slides: chosen(words, [each.names for each in slides])


class NoSuchSlide(Exception):
    """A deck has no slide of this number or name; the message says which it has."""


def chosen(words: str, names: Sequence[Sequence[str]]) -> list[int]:
    """Return the numbers (from 0) of the slides that ``words`` name, in the order of the deck; of none, all.

    ``names`` are the names of each slide of the deck. Raises `NoSuchSlide`.
    """
    if not words.strip():
        return list(range(len(names)))
    return sorted({number for word in words.split(",") for number in _meant(word.strip(), names)})


def _meant(word: str, names: Sequence[Sequence[str]]) -> Iterator[int]:
    """Yield the numbers of the slides that one ``word`` names."""
    named = [number for number, each in enumerate(names) if word in each and not word.isdigit()]
    found = _NUMBERS.fullmatch(word)
    if named:
        yield from named
    elif found:
        first = int(found[1])
        last = first if found[2] is None else int(found[2] or len(names))
        if not 1 <= first <= last <= len(names):
            raise NoSuchSlide(f"there is no slide {word}: the deck has {len(names)}")
        yield from range(first - 1, last)
    else:
        ids = [name for each in names for name in each if not re.fullmatch(r"[\d/]+", name)]
        hint = nearest(word, ids)
        raise NoSuchSlide(f"there is no slide {word!r}" + (f"; {hint}" if hint else ""))
