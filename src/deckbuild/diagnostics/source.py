"""Text that knows its place: the source of a slide, and where in it something stands."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

# Stand for each character of what a variant leaves out, words and lines; no text has these characters (Unicode 23.7).
LEFT_OUT, LEFT_OUT_LINE = "\ufdd0", "\ufdd1"
_SHOWN = {ord(LEFT_OUT): "·", ord(LEFT_OUT_LINE): "·"}


class Location(NamedTuple):
    """A place in a file, as editors count: line and column from 1, columns in characters."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Source(NamedTuple):
    r"""A decoded text file: ``path`` as shown to people, ``text`` with lines ending at "\n" only.

    ``str.splitlines`` breaks at U+2028, form feed and others as well; editors do not, so it is not used.
    """

    path: str
    text: str

    def locate(self, offset: int) -> Location:
        """Return the place of the character at ``offset`` (from 0; one past the end is allowed)."""
        starts = _starts(self.text)
        line = bisect_right(starts, offset)
        return Location(self.path, line, offset - starts[line - 1] + 1)

    def line(self, number: int, start: int = 0, most: int | None = None) -> str:
        """Return line ``number`` (from 1) without its line end, or at most ``most`` characters from ``start`` on.

        In the place of what is left out stand dots.
        """
        begin, end = self._line(number)
        begin = min(begin + start, end)
        return self.text[begin : end if most is None else min(begin + most, end)].translate(_SHOWN)

    def length(self, number: int) -> int:
        """Return how many characters line ``number`` (from 1) has."""
        begin, end = self._line(number)
        return end - begin

    def around(self, number: int, most: int | None = None) -> tuple[str | None, str | None]:
        """Return the lines before and behind line ``number``, at most ``most`` characters of each.

        None stands for a line that is not there; what follows the last line end is none.
        """
        last = len(_starts(self.text)) - self.text.endswith("\n")
        before = self.line(number - 1, most=most) if number > 1 else None
        return before, self.line(number + 1, most=most) if number < last else None

    def _line(self, number: int) -> tuple[int, int]:
        """Return where line ``number`` begins, and where it ends."""
        starts = _starts(self.text)
        return starts[number - 1], starts[number] - 1 if number < len(starts) else len(self.text)


@lru_cache(maxsize=8)  # as a rule one text is asked for all its places, and then the next
def _starts(text: str) -> tuple[int, ...]:
    """Return where the lines of ``text`` begin."""
    lengths = (len(line) + 1 for line in text.split("\n"))
    return tuple(accumulate(lengths, initial=0))[:-1]


class Span(NamedTuple):
    """A stretch of a source: the characters from ``start`` up to ``end``, untouched."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.source.text[self.start : self.end]


class Placed(NamedTuple):
    """A word that a file says, with its place in it; ``source`` is None for words of the command line."""

    text: str
    source: Source | None = None
    offset: int = 0
