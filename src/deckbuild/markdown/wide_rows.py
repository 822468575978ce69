"""Finds rows of a table that have more cells than its head: GitHub, and with it reveal.js, leaves those out.

Where the head and the line under it differ in that, there is no table at all: the rows are a paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.markdown import row_comments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.rules_block import StateBlock

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

_ITEM = re.compile(r"\s*(?:[-+*]|\d{1,9}[.)])[ \t]")  # begins an item of a list, whose first line may be a row
_RULE = re.compile(r"[ |:-]*-[ |:-]*")  # the line under the head
FOUND = "wide_rows"  # where the environment of a text, as markdown-it-py calls it, has the list that takes them


class WideRow(NamedTuple):
    """A row of more ``cells`` than the ``width`` of its table, as it stands in the ``line`` of the text (from 0).

    A head that ``is_head`` has more or fewer than the line under it, which is ``width`` cells wide.
    """

    line: int
    text: str
    cells: int
    width: int
    is_head: bool = False


def noted(rule: BlockRule) -> BlockRule:
    """Let the ``rule`` for tables note such rows, if the text has a list for them."""

    def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        first = len(state.tokens)
        found = rule(state, start, end, silent)
        if found and not silent and FOUND in state.env:
            width = sum(token.type == "th_open" for token in state.tokens[first:])
            state.env[FOUND] += _wide(state, start + 2, width)
        elif not found and not silent and FOUND in state.env and start + 1 < end:
            state.env[FOUND] += _head(state, start)
        return found

    return table


def _head(state: StateBlock, start: int) -> Iterator[WideRow]:
    """Yield the row at the line ``start`` if it would be the head of a table, were the line under it as wide."""
    row, under = row_comments.line_of(state, start), row_comments.line_of(state, start + 1)
    if "|" in row and "|" in under and _RULE.fullmatch(under) and not _ITEM.match(row):
        cells, width = len(row_comments.cells(row_comments.without(row))), len(row_comments.cells(under))
        if cells != width:
            yield WideRow(start, row, cells, width, is_head=True)


def _wide(state: StateBlock, first: int, width: int) -> Iterator[WideRow]:
    """Yield the wide ones among the rows from the line ``first`` to that at which the table has ended."""
    for line in range(first, state.line):
        row = row_comments.line_of(state, line)
        cells = row_comments.cells(row_comments.without(row))
        if any(cell.strip() for cell in cells[width:]):
            yield WideRow(line, row, len(cells), width)
