"""Divides a source that was edited: only the stacks that the edit touches are read anew, all others are moved.

What stands between two separators is read on its own, so an edit changes nothing outside its stacks, as long as nothing
is wrong in them. Where something is, or where the separators are others than ours, the whole text is read.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.source import Source
from deckbuild.parsing.slides import NATIVE, Division, Slide, divide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.parsing.slides import Dialect

    Stacks = Iterable[tuple[Slide, ...]]


class _Divided(NamedTuple):
    """A source as it was divided."""

    source: Source
    start: int
    keep_empty: bool
    division: Division


class Divider:
    """Divides sources as `slides.divide` does, and remembers each by its path until it is divided again."""

    def __init__(self) -> None:
        self._last: dict[str, _Divided] = {}

    def __call__(self, source: Source, start: int, dialect: Dialect, *, keep_empty: bool = False) -> Division:
        """Divide the text of ``source`` from ``start`` on."""
        last = self._last.pop(source.path, None)
        is_alike = last is not None and (last.start, last.keep_empty, dialect) == (start, keep_empty, NATIVE)
        again = _divided_again(last, source) if last and is_alike else None
        division = again or divide(source, start, dialect, keep_empty=keep_empty)
        if dialect == NATIVE and not division.problems:
            self._last[source.path] = _Divided(source, start, keep_empty, division)
        return division


def _divided_again(last: _Divided, source: Source) -> Division | None:
    """Return the division of ``source``, which ``last`` has become; None if more than some stacks has changed."""
    old, new, stacks = last.source.text, source.text, last.division.stacks
    same = _same_at_start(old, new)
    if same <= last.start or (last.start and new[last.start - 1] != "\n"):
        return None
    changed_end = len(old) - _same_at_end(old, new, same)
    first = max(0, bisect_left([stack[0].start for stack in stacks], same) - 1)
    ends = [stack[-1].end for stack in stacks]
    behind = min(bisect_left(ends, changed_end + 1, first) + 1, len(stacks))  # a separator needs the line end before it
    begin = ends[first - 1] if first else last.start
    end = ends[behind - 1] if behind < len(stacks) else len(old)
    by = len(new) - len(old)
    inner = divide(Source(source.path, new[begin : end + by]), 0, NATIVE, keep_empty=last.keep_empty)
    if inner.problems or not inner.stacks:
        return None
    if behind < len(stacks) and inner.stacks[-1][-1].end != end + by - begin:
        return None  # an empty slide at the end of a text is left out in silence, but not this one
    moved = (
        *_moved(stacks[:first], source, 0),
        *_moved(inner.stacks, source, begin),
        *_moved(stacks[behind:], source, by),
    )
    return Division(moved, ())


def _moved(stacks: Stacks, source: Source, by: int) -> Iterator[tuple[Slide, ...]]:
    """Yield ``stacks`` as they stand in ``source``, ``by`` characters further on."""
    for stack in stacks:
        yield tuple([slide._replace(source=source, start=slide.start + by) for slide in stack])


def _same_at_start(one: str, other: str) -> int:
    """Return how many characters at the beginning are the same; whole stretches are compared at once."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _same_at_end(one: str, other: str, start: int) -> int:
    """Return how many characters at the end are the same, of those behind ``start``."""
    low, high = 0, min(len(one), len(other)) - start
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
