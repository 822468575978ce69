"""Finds rows of a table that have more cells than its head: GitHub, and with it reveal.js, leaves those out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.markdown import row_comments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.rules_block import StateBlock

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

FOUND = "wide_rows"  # where the environment of a text, as markdown-it-py calls it, has the list that takes them


class WideRow(NamedTuple):
    """A row of more ``cells`` than the ``width`` of its table, as it stands in the ``line`` of the text (from 0)."""

    line: int
    text: str
    cells: int
    width: int


def noted(rule: BlockRule) -> BlockRule:
    """Let the ``rule`` for tables note such rows, if the text has a list for them."""

    def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        first = len(state.tokens)
        found = rule(state, start, end, silent)
        if found and not silent and FOUND in state.env:
            width = sum(token.type == "th_open" for token in state.tokens[first:])
            state.env[FOUND] += _wide(state, start + 2, width)
        return found

    return table


def _wide(state: StateBlock, first: int, width: int) -> Iterator[WideRow]:
    """Yield the wide ones among the rows from the line ``first`` to that at which the table has ended."""
    for line in range(first, state.line):
        row = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        cells = row_comments.cells(row_comments.without(row))
        if any(cell.strip() for cell in cells[width:]):
            yield WideRow(line, row, len(cells), width)
