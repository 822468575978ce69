"""Finds the stretches of a Markdown text in which nothing but text stands: code, comments, raw elements.

A line scanner, after CommonMark 0.31 (4.4 indented code, 4.5 fences, 4.6 HTML blocks, 5.2 list items):
enough of it to know where a line that looks like a separator is one, and linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(Enum):
    """What an opaque stretch is; the value is its name in messages."""

    FENCE = "code fence"
    CODE = "indented code"
    COMMENT = "comment"
    RAW = "raw element"


@dataclass(frozen=True, slots=True)
class Region:
    """Characters from ``start`` up to ``end`` (without the last line's end) that hold only text."""

    start: int
    end: int
    kind: Kind
    closed: bool = True
    opener: str = ""


_LINE = re.compile(r"[^\n]*")
_FENCE = re.compile(r"(`{3,})[^`\n]*$|(~{3,})[^\n]*$", re.MULTILINE)
_LIST_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?:( {1,4})(?! )|(?=$|[ \t]*\n)| (?= ))", re.MULTILINE)
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
_OPENER = re.compile(r"<!--|<(pre|script|style|textarea)(?=[\s>]|$)", re.IGNORECASE | re.MULTILINE)
_HEADING = re.compile(r"#{1,6}(?:\s|$)")


def opaque(text: str, boundary: re.Pattern[str], start: int = 0) -> tuple[Region, ...]:
    """Return the opaque regions of ``text`` from ``start`` on, in order, none inside another.

    What is never closed (``closed`` is false) ends before the next match of ``boundary``: a forgotten
    fence must not swallow the slides after it.
    """
    return tuple(_Scanner(text, boundary, start).regions())


class _Scanner:
    """One walk over the lines; holds the open list items and whether a paragraph is open."""

    def __init__(self, text: str, boundary: re.Pattern[str], start: int) -> None:
        self.text = text
        self.boundary = boundary
        self.at = start
        self.items: list[int] = []  # content columns of the open list items
        self.in_paragraph = False
        self.hopeless: set[str] = set()  # closers that do not occur any more

    def regions(self) -> Iterator[Region]:
        while self.at < len(self.text):
            region = self._line()
            if region is not None:
                yield region
                self.at = region.end
                self.in_paragraph = False
            if self.at < len(self.text) and self.text[self.at] == "\n":
                self.at += 1

    def _line(self) -> Region | None:
        """Read from ``at`` to the end of the line, or to the end of the region that begins in it."""
        start, end = self.at, self._line_end(self.at)
        self.at = end
        content = self._content(start, end)
        if content == end:
            self.in_paragraph = False
            return None
        if content < 0:
            return Region(start, end, Kind.CODE)
        fence = _FENCE.match(self.text, content, end)
        if fence:
            return self._fence(content, fence[1] or fence[2])
        return self._markup(content, end)

    def _content(self, start: int, end: int) -> int:
        """Return where the line's own text begins behind indentation and list markers; -1: code."""
        at = self._skip_blanks(start, end)
        if at == end or (start and self.text[start - 1] != "\n"):
            return at
        column = _columns(self.text[start:at])
        while self.items and column < self.items[-1]:
            self.items.pop()
        if column - self._margin() >= 4:
            return at if self.in_paragraph else -1
        return self._into_items(start, at, end)

    def _into_items(self, start: int, at: int, end: int) -> int:
        """Step over list markers, opening an item for each."""
        while item := _LIST_ITEM.match(self.text, at, end):
            self.in_paragraph = False
            self.items.append(_columns(self.text[start : item.end()]) + (not item[1] and item.end() == end))
            at = self._skip_blanks(item.end(), end)
            if _columns(self.text[start:at]) - self._margin() >= 4:
                return -1 if at < end else at
        return at

    def _fence(self, start: int, marker: str) -> Region:
        """End the fence at a bare line of at least as many of its characters, 0 to 3 columns in."""
        closer = rf"^[ \t>]*{re.escape(marker[0])}{{{len(marker)},}}[ \t]*$"
        return self._until(start, self._line_end(start), closer, Kind.FENCE, marker)

    def _markup(self, at: int, end: int) -> Region | None:
        """Find a comment or raw element that opens in the rest of the line, outside code spans."""
        if self.text[at] == ">":
            self.in_paragraph = True
            return None
        opener = self._opener(at, end)
        if opener is None:
            self.in_paragraph = not _HEADING.match(self.text, at, end)
            return None
        if opener[0] == "<!--":
            return self._until(opener.start(), opener.start() + 4, "-->", Kind.COMMENT, "<!--")
        return self._until(opener.start(), opener.end(), rf"(?i:</{opener[1]}\s*>)", Kind.RAW, opener[0])

    def _opener(self, at: int, end: int) -> re.Match[str] | None:
        spans = [(span.start(), span.end()) for span in _CODE_SPAN.finditer(self.text, at, end)]
        for opener in _OPENER.finditer(self.text, at, end):
            if not any(first <= opener.start() < last for first, last in spans):
                return opener
        return None

    def _until(self, start: int, after: int, closer: str, kind: Kind, opener: str) -> Region:
        """Make the region from ``start`` to ``closer``, or to the next boundary if nothing closes it."""
        found = None
        if closer not in self.hopeless:
            found = re.compile(closer, re.MULTILINE).search(self.text, after)
        if found:
            return Region(start, found.end(), kind, opener=opener)
        self.hopeless.add(closer)
        separator = self.boundary.search(self.text, self._line_end(after))
        end = separator.start() if separator else len(self.text)
        return Region(start, end, kind, closed=False, opener=opener)

    def _margin(self) -> int:
        return self.items[-1] if self.items else 0

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def _skip_blanks(self, at: int, end: int) -> int:
        while at < end and self.text[at] in " \t":
            at += 1
        return at


def _columns(text: str) -> int:
    """Return the width of ``text`` with tab stops of four (CommonMark 2.2)."""
    return len(text.expandtabs(4))
