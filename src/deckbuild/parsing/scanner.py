"""Finds the stretches of a Markdown text in which nothing but text stands: code, comments, raw elements.

A line scanner, after CommonMark 0.31 (4.4 indented code, 4.5 fences, 4.6 HTML blocks, 5.1 quotes, 5.2 list items,
6.1 code spans): enough of it to know where a line that looks like a separator is one, and linear in the text.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from deckbuild.parsing.delimiters import CodeSpans, Containers, Fences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class _HasPlace(Protocol):
    """A stretch of a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_Stretch = TypeVar("_Stretch", bound=_HasPlace)


class Kind(Enum):
    """What an opaque stretch is; the value is its name in messages."""

    FENCE = "code fence"
    CODE = "indented code"
    SPAN = "code span"
    COMMENT = "comment"
    RAW = "raw element"


class Region(NamedTuple):
    """Characters from ``start`` up to ``end`` (without the last line's end) that hold only text."""

    start: int
    end: int
    kind: Kind
    closed: bool = True
    opener: str = ""


_FENCE = re.compile(r"(`{3,})[^`\n]*$|(~{3,})[^\n]*$", re.MULTILINE)
_MARKER = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?=[ \t\n]|$)")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$", re.MULTILINE)
_QUOTE = re.compile(r"(?:>[ \t]*)+")
_OPENER = re.compile(
    r"\\[^\n]|(?P<ticks>`+)|<!--|<(?P<raw>pre|script|style|textarea)(?=[\s>]|$)", re.IGNORECASE | re.MULTILINE
)
_HEADING = re.compile(r"#{1,6}(?:\s|$)")
NEVER = re.compile(r"(?!)")  # as a boundary: there is none


def opaque(text: str, boundary: re.Pattern[str] = NEVER, start: int = 0) -> tuple[Region, ...]:
    """Return the opaque regions of ``text`` from ``start`` on, in order, none inside another.

    What is never closed (``closed`` is false) ends before the next match of ``boundary``: a forgotten
    fence must not swallow the slides after it. Without one the text is that of a single slide.
    """
    return tuple(regions(text, boundary, start))


def regions(text: str, boundary: re.Pattern[str] = NEVER, start: int = 0) -> Iterator[Region]:
    """Yield what ``opaque`` returns, one by one: who needs the first ones only reads no further."""
    return _Scanner(text, boundary, start).regions()


def placed(
    matches: Iterable[re.Match[str]], stretches: Iterable[_Stretch]
) -> Iterator[tuple[re.Match[str], _Stretch | None]]:
    """Yield each of ``matches`` with the first of ``stretches`` that ends behind its start, None if there is none.

    Both are in order, so one walk does.
    """
    pending = iter(stretches)
    stretch = next(pending, None)
    for match in matches:
        while stretch and stretch.end <= match.start():
            stretch = next(pending, None)
        yield match, stretch


class _Scanner:
    """One walk over the lines; holds the open list items and whether a paragraph is open."""

    def __init__(self, text: str, boundary: re.Pattern[str], start: int) -> None:
        self.text = text
        self.boundary = boundary
        self.at = start
        self.items: list[int] = []  # content columns of the open list items
        self.in_paragraph = False
        self.hopeless: set[tuple[str, int]] = set()  # closers that do not occur any more before an offset
        self.boundary_at = -1  # the last one that was looked for
        self.fences, self.containers, self.spans = Fences(text), Containers(text), CodeSpans(text)

    def regions(self) -> Iterator[Region]:
        while self.at < len(self.text):
            region = self._line()
            if region is not None:
                yield region
                self.at = region.end
            if self.at < len(self.text) and self.text[self.at] == "\n":
                self.at += 1

    def _line(self) -> Region | None:
        """Read from ``at`` to the end of the line, or to the end of the region that begins in it."""
        start, end = self.at, self._line_end(self.at)
        self.at = end
        begins = start == 0 or self.text[start - 1] == "\n"
        content = self._content(start, end) if begins else start
        if content < 0:
            self.in_paragraph = False
            return Region(start, end, Kind.CODE)
        quote = _QUOTE.match(self.text, content, end) if begins else None
        content = quote.end() if quote else self._skip_blanks(content, end)
        if begins and content == end:
            self.in_paragraph = False
            return None
        fence = _FENCE.match(self.text, content, end) if begins else None
        if fence:
            return self._fence(content, fence[1] or fence[2], quoted=quote is not None)
        return self._markup(content, end, quoted=quote is not None)

    def _content(self, start: int, end: int) -> int:
        """Return where the line's own text begins behind indentation and list markers; -1: code."""
        at = self._skip_blanks(start, end)
        if at == end:
            return at
        if self._next_boundary(start) == start:
            self.items.clear()
            self.in_paragraph = False
        column = _width(self.text[start:at])
        while self.items and column < self.items[-1]:
            self.items.pop()
        if column - self._margin() >= 4:
            return at if self.in_paragraph else -1
        return at if _RULE.match(self.text, at, end) else self._into_items(at, end, column)

    def _into_items(self, at: int, end: int, column: int) -> int:
        """Step over list markers, opening an item for each; -1 if code follows (CommonMark 5.2, rule 2)."""
        while item := _MARKER.match(self.text, at, end):
            self.in_paragraph = False
            column += len(item[0])
            at = self._skip_blanks(item.end(), end)
            width = _width(self.text[item.end() : at], column)
            self.items.append(column + (width if at < end and width <= 4 else 1))
            column += width
            if at < end and width > 4:
                return -1
        return at

    def _fence(self, start: int, marker: str, *, quoted: bool) -> Region:
        """End the fence at its closing line, in its list item or behind it, else with the item or quote around it."""
        self.in_paragraph = False
        after = self._line_end(start)
        limit = self.containers.end(after, self._margin(), quoted=quoted)
        end = self.fences.closing(marker, after, limit, self._margin(), quoted=quoted)
        if end < 0 and limit == len(self.text):
            return self._unclosed(start, after, Kind.FENCE, marker)
        if end < 0 and not quoted:
            end = self.fences.closing_behind(marker, limit, self._next_boundary(limit))
        return Region(start, limit if end < 0 else end, Kind.FENCE, opener=marker)

    def _markup(self, at: int, end: int, *, quoted: bool) -> Region | None:
        """Find a code span, a comment or a raw element that opens in the rest of the line."""
        for opener in _OPENER.finditer(self.text, at, end):
            region = self._opened(opener, quoted=quoted)
            if region:
                self.in_paragraph |= region.kind is Kind.SPAN or bool(self.text[at : opener.start()].strip())
                return region
        self.in_paragraph |= not _HEADING.match(self.text, at, end) and at < end
        return None

    def _opened(self, opener: re.Match[str], *, quoted: bool) -> Region | None:
        """Return the region that begins at ``opener``; None if it is text after all."""
        if opener[0].startswith("\\"):
            return None
        if opener["ticks"]:
            after = self.spans.closing(opener.start(), len(opener[0]), self._next_boundary(opener.end()))
            return Region(opener.start(), after, Kind.SPAN, opener=opener[0]) if after >= 0 else None
        if opener["raw"]:
            return self._until(opener, opener.end(), rf"(?i:</{opener['raw'].lower()}\s*>)", Kind.RAW, quoted=quoted)
        return self._until(opener, opener.start() + 2, "-->", Kind.COMMENT, quoted=quoted)  # `<!-->` is one

    def _until(self, opener: re.Match[str], after: int, closer: str, kind: Kind, *, quoted: bool) -> Region | None:
        """Make the region from ``opener`` to ``closer``, or to the next boundary if nothing closes it.

        In a quote, what is not closed in the quote is text: it must not reach over the end of the quote.
        """
        start, limit = opener.start(), len(self.text)
        if quoted:
            limit = self.containers.end(after, self._margin(), quoted=True)
        found = None if (closer, limit) in self.hopeless else re.compile(closer).search(self.text, after, limit)
        if found:
            return Region(start, found.end(), kind, opener=opener[0])
        self.hopeless.add((closer, limit))
        if quoted:
            return None
        return self._unclosed(start, self._line_end(after), kind, opener[0])

    def _unclosed(self, start: int, after: int, kind: Kind, opener: str) -> Region:
        return Region(start, self._next_boundary(after), kind, closed=False, opener=opener)

    def _next_boundary(self, at: int) -> int:
        """Return where the first boundary from ``at`` on begins, the end of the text if there is none."""
        if self.boundary_at < at:
            found = self.boundary.search(self.text, at)
            self.boundary_at = found.start() if found else len(self.text)
        return self.boundary_at

    def _margin(self) -> int:
        return self.items[-1] if self.items else 0

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def _skip_blanks(self, at: int, end: int) -> int:
        while at < end and self.text[at] in " \t":
            at += 1
        return at


def _width(blanks: str, column: int = 0) -> int:
    """Return how many columns ``blanks`` fill from ``column`` on, with tab stops of four (CommonMark 2.2)."""
    if "\t" not in blanks:
        return len(blanks)
    return len((" " * (column % 4) + blanks).expandtabs(4)) - column % 4
