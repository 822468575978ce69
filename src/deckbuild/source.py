"""Text that knows its place: the source of a slide, and where in it something stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file, as editors count: line and column from 1, columns in characters."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Source:
    r"""A decoded text file: ``path`` as shown to people, ``text`` with lines ending at "\n" only.

    ``str.splitlines`` breaks at U+2028, form feed and others as well; editors do not, so it is not used.
    """

    path: str
    text: str
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lengths = (len(line) + 1 for line in self.text.split("\n"))
        object.__setattr__(self, "_starts", tuple(accumulate(lengths, initial=0))[:-1])

    def locate(self, offset: int) -> Location:
        """Return the place of the character at ``offset`` (from 0; one past the end is allowed)."""
        line = bisect_right(self._starts, offset)
        return Location(self.path, line, offset - self._starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return line ``number`` (from 1) without its line end."""
        start = self._starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a source: the characters from ``start`` up to ``end``, untouched."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.source.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Placed:
    """A word that a file says, with its place in it; ``source`` is None for words of the command line."""

    text: str
    source: Source | None = None
    offset: int = 0
