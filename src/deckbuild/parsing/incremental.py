"""Finds what can hide a separator, reading a text from one boundary to the next, and most of it at a glance."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from deckbuild.parsing import scanner
from deckbuild.parsing.scanner import Region

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_KEPT = 16_384  # stretches of text from one boundary to the next
# Separators as nearly all are: one line, with no blank before it and nothing in it that could open a region.
_PLAIN = re.compile(r"[^\s`~<>][^\n`~<]*")
_NOT_CODE = re.compile(r"<(?:!--|pre|script|style|textarea)", re.IGNORECASE)
_FENCES = re.compile(r"^.*(?:```|~~~).*\n?", re.MULTILINE)
_PAIRS = re.compile(r"(?:```[\w+-]*(?: \[[^\]`~\n]*\])?\n```(?:\n|$))*")


def hiding(text: str, boundary: re.Pattern[str], start: int = 0) -> Iterator[Region]:
    """Yield the opaque regions of ``text`` from ``start`` on that hide a match of ``boundary``, or are never closed.

    Others may be among them. A boundary begins anew whatever was open, so the text from one to the next is read on its
    own, and once only while it stays the same. Where something reaches over a boundary, the rest is read as a whole.
    """
    for begin, end, is_plain in _pieces(text, boundary, start):
        piece = text[begin:end]
        if is_plain and _hides_nothing(piece):
            continue
        found = _closed(piece, boundary)
        if found is None:
            yield from scanner.regions(text, boundary, begin)
            return
        for each in found:
            yield Region(each.start + begin, each.end + begin, each.kind, opener=each.opener)


def _pieces(text: str, boundary: re.Pattern[str], start: int) -> Iterator[tuple[int, int, bool]]:
    """Yield where the text from one boundary to the next begins and ends, and whether its boundary is a plain one."""
    begin, is_plain = start, True
    for cut in boundary.finditer(text, start):
        at = cut.start()
        if at > start and text[at - 1] == "\n":
            yield begin, at, is_plain
            begin, is_plain = at, True
        is_plain = is_plain and _PLAIN.fullmatch(cut[0]) is not None and text[at - 1 : at] in "\n"
    yield begin, len(text), is_plain


def _hides_nothing(piece: str) -> bool:
    """Return whether nothing leads out of ``piece``: it has no comment, no raw element, and fences only in pairs.

    What stands in backticks ends before a boundary anyhow.
    """
    if "<" in piece and _NOT_CODE.search(piece):
        return False
    return not ("```" in piece or "~~~" in piece) or bool(_PAIRS.fullmatch("".join(_FENCES.findall(piece))))


@lru_cache(maxsize=_MOST_KEPT)
def _closed(piece: str, boundary: re.Pattern[str]) -> tuple[Region, ...] | None:
    """Return the regions of the text from one boundary to the next; None if one of them is not closed in it."""
    found = scanner.opaque(piece, boundary)
    return found if all(region.closed for region in found) else None
