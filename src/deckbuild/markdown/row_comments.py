"""Keeps a comment behind the last pipe of a table's row, where GitHub drops it as a cell too many: it means the row.

| a | b | <!-- .element: class="fragment" -->
"""

from __future__ import annotations

import re
from itertools import chain, count
from typing import TYPE_CHECKING

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.rules_block import StateBlock

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

_COMMENTS = re.compile(r"(?<=\|)[ \t]*(?P<comments>(?:<!--(?:(?!-->).)*-->[ \t]*)+)\Z")


def kept(rule: BlockRule) -> BlockRule:
    """Let the ``rule`` for tables put such comments behind their rows."""

    def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if "<!--" not in state.src:
            return rule(state, start, end, silent)
        first, head_end = len(state.tokens), state.eMarks[start]
        state.eMarks[start] -= len(_behind_head(state, start, end))  # else the rule counts a column too many
        found = rule(state, start, end, silent)
        state.eMarks[start] = head_end
        if found and not silent:
            state.tokens[first:] = _with_comments(state, state.tokens[first:], start)
        return found

    return table


def _behind_head(state: StateBlock, start: int, end: int) -> str:
    """Return the comments behind the row at the line ``start``, if it may be the head of a table."""
    return _comments(line_of(state, start), len(cells(line_of(state, start + 1)))) if start + 2 <= end else ""


def line_of(state: StateBlock, line: int) -> str:
    """Return a ``line`` of the text without its indentation."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _with_comments(state: StateBlock, tokens: list[Token], start: int) -> Iterator[Token]:
    """Yield the ``tokens`` of the table that begins at the line ``start``, with the comments behind its rows."""
    width = sum(token.type == "th_open" for token in tokens)
    lines = chain([start], count(start + 2))  # between them is the line that rules the head off
    for token in tokens:
        yield token
        if token.type == "tr_close":
            line = next(lines)
            if comments := _comments(line_of(state, line), width):
                yield Token("html_block", "", 0, content=comments, map=[line, line + 1], block=True)


def _comments(row: str, width: int) -> str:
    """Return the comments behind a ``row`` that has ``width`` cells without them; empty if there are none."""
    found = _COMMENTS.search(row.rstrip())
    return found["comments"] if found and len(cells(without(row))) >= width else ""


def without(row: str) -> str:
    """Return a ``row`` without the comments behind its last pipe."""
    found = _COMMENTS.search(row.rstrip())
    return row[: found.start()] if found else row


def cells(row: str) -> list[str]:
    """Return the cells of a ``row``, which a pipe may begin and end (GitHub Flavored Markdown 4.10)."""
    return escapedSplit(row.strip().removeprefix("|").removesuffix("|"))
