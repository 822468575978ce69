"""Finds where code fences, code spans, list items and quotes end.

Each class is asked with ever larger offsets, and reads no stretch of the text twice for the same question; so that
a text of nothing but openers takes no longer than another.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_FENCE = re.compile(r"^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})([^`\n]*)$", re.MULTILINE)
_BARE_FENCE = re.compile(r"^([ \t>]*)(`{3,}|~{3,})[ \t]*$", re.MULTILINE)
_MOST_BEHIND = 50  # lines with fences behind a list item that are looked at
_NOT_QUOTED = re.compile(r"\n(?![ \t]*>)")
_TICKS = re.compile(r"`+")
# What ends a paragraph, and with it every code span: an empty line, or a line that begins another block.
_BLOCK_END = re.compile(r"\n[ \t]*(?=\n|`{3}|~{3}|#{1,6}\s|>|[-+*][ \t]|\d{1,9}[.)][ \t])")


class _Line(NamedTuple):
    """A line of nothing but a fence's characters, behind so many columns of blanks."""

    start: int
    end: int
    columns: int
    quoted: bool
    marker: str


class Fences:
    """The lines of a text that can close a code fence (CommonMark 4.5)."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: list[_Line] = []
        self._starts: list[int] | None = None
        self._opening: list[tuple[int, str, str]] | None = None  # where lines with a fence begin, it, what follows it
        self._hopeless: dict[tuple[str, int, bool], int] = {}  # the shortest fence that no line closes any more

    def closing(self, marker: str, after: int, limit: int, margin: int, *, quoted: bool) -> int:
        """Return the end of the line that closes the fence ``marker``, -1 if none does before ``limit``.

        It holds the same characters, as many or more, up to three blanks behind the ``margin``.
        """
        key = (marker[0], margin, quoted)
        if limit == len(self._text) and len(marker) >= self._hopeless.get(key, len(marker) + 1):
            return -1
        for index in range(self._first(after), len(self._lines)):
            line = self._lines[index]
            if line.start >= limit:
                return -1
            if line.marker.startswith(marker) and line.quoted == quoted and line.columns - margin < 4:
                return line.end
        if limit == len(self._text):
            self._hopeless[key] = len(marker)
        return -1

    def closing_behind(self, marker: str, item_end: int, limit: int) -> int:
        """Return the end of the line that closes the fence ``marker`` of a list item behind that item, -1 if none does.

        CommonMark (5.2) ends a fence with its item, at the first line with less indentation. If the next line with a
        fence is a bare one, and has no partner before ``limit``, then it is meant as this fence's end.
        """
        if self._opening is None:
            self._opening = [(line.start(), line[1], line[2].strip()) for line in _FENCE.finditer(self._text)]
        first = bisect_left(self._opening, (item_end,))
        lines = self._opening[first : min(bisect_left(self._opening, (limit,)), first + _MOST_BEHIND)]
        index = self._first(item_end)
        bare = self._lines[index] if index < len(self._lines) else None
        is_next = bare is not None and bool(lines) and bare.start == lines[0][0] and not bare.quoted
        if bare is None or not is_next or not bare.marker.startswith(marker):
            return -1
        return -1 if _pair_up(lines) or not _pair_up(lines[1:]) else bare.end

    def _first(self, after: int) -> int:
        """Return the index of the first line that begins behind ``after``."""
        if self._starts is None:
            self._lines = [_line(found) for found in _BARE_FENCE.finditer(self._text)]
            self._starts = [line.start for line in self._lines]
        return bisect_left(self._starts, after)


def _pair_up(lines: Iterable[tuple[int, str, str]]) -> bool:
    """Return whether each fence in ``lines`` that opens code is closed by another one."""
    opened = ""
    for _, marker, words in lines:
        if not opened:
            opened = marker
        elif not words and marker.startswith(opened):
            opened = ""
    return not opened


def _line(found: re.Match[str]) -> _Line:
    blanks = found[1].rpartition(">")[2]
    quoted = ">" in found[1]
    return _Line(found.start(), found.end(), len(blanks.expandtabs(4)) - quoted, quoted, found[2])


class Containers:
    """The ends of list items and quotes."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[int, int] = {}  # by margin; the quote's is -1

    def end(self, after: int, margin: int, *, quoted: bool) -> int:
        """Return where the item with this ``margin``, or the quote, ends; outside of both, the text's end.

        A block in it other than a paragraph ends there too, closed or not (CommonMark 5.1, 5.2).
        """
        if not quoted and not margin:
            return len(self._text)
        key = -1 if quoted else margin
        if self._ends.get(key, -1) < after:
            less = _NOT_QUOTED if quoted else re.compile(rf"\n {{0,{margin - 1}}}(?=[^ \t\n])")
            found = less.search(self._text, after)
            self._ends[key] = found.start() if found else len(self._text)
        return self._ends[key]


class CodeSpans:
    """The runs of backticks of the block that was looked at last, by their lengths."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs: dict[int, list[int]] = {}
        self._block_end = -1

    def closing(self, start: int, length: int, limit: int) -> int:
        """Return the end of the code span that ``length`` backticks at ``start`` begin; -1 if they are text.

        It ends with the next run of the same length in the same block (CommonMark 6.1), before ``limit``.
        """
        if start >= self._block_end:
            self._read(start, limit)
        runs = self._runs.get(length, [])
        at = bisect_left(runs, start + length)
        return runs[at] + length if at < len(runs) else -1

    def _read(self, start: int, limit: int) -> None:
        found = _BLOCK_END.search(self._text, start, limit)
        self._block_end = found.start() if found else limit
        self._runs = {}
        for run in _TICKS.finditer(self._text, start, self._block_end):
            self._runs.setdefault(len(run[0]), []).append(run.start())
