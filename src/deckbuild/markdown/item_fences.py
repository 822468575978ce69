"""Code in a list item that goes on over lines without the item's indentation, up to its closing fence.

CommonMark (4.5, 5.2) ends such code with the item, and the fence that was to close it opens code up to the end of the
slide.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from deckbuild.parsing.delimiters import Fences

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block import StateBlock

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

_OPENING = re.compile(r"(`{3,})[^`\n]*$|(~{3,}).*$", re.MULTILINE)


def reaching_out(rule: BlockRule) -> BlockRule:
    """Let a fence in a list item end behind the item, if it is closed there and not in it."""

    def fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not silent and state.blkIndent > 0 and not state.is_code_block(start):
            for line in range(start + 1, _closing_behind(state, start, end) + 1):
                state.sCount[line] = max(state.sCount[line], state.blkIndent)
        return rule(state, start, end, silent)

    return fence


def _closing_behind(state: StateBlock, start: int, end: int) -> int:
    """Return the line that closes the fence of line ``start`` behind its item; ``start`` itself if none does."""
    begin, after = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    opening = _OPENING.match(state.src, begin, after)
    outside = _line_outside(state, start, end) if opening else end
    if not opening or outside == end or ">" in state.src[state.src.rfind("\n", 0, begin) + 1 : begin]:
        return start
    marker, fences = opening[1] or opening[2], _fences(state.src)
    item_end = state.eMarks[outside - 1]
    if fences.closing(marker, after, item_end, state.blkIndent, quoted=False) >= 0:
        return start
    at = fences.closing_behind(marker, item_end, state.eMarks[end - 1])
    return bisect_left(state.eMarks, at) if at >= 0 else start


def _line_outside(state: StateBlock, start: int, end: int) -> int:
    """Return the first line behind ``start`` that has not the indentation of the list item; ``end`` if all have it."""
    lines = range(start + 1, end)
    return next((line for line in lines if state.sCount[line] < state.blkIndent and not state.isEmpty(line)), end)


@lru_cache(maxsize=16)
def _fences(text: str) -> Fences:
    return Fences(text)
