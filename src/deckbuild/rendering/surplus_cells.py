"""Tells of cells of a table that are left out because its head has fewer, and of heads that make no table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.markdown.wide_rows import WideRow

SURPLUS_CELL = Rule(
    "D322",
    "surplus-cell",
    Severity.WARNING,
    "A row of a table has more cells than the table's head. The others are left out, as on GitHub and in reveal.js.\n"
    "A pipe that is text is written `\\|`, also in code.",
)
NO_TABLE = Rule(
    "D323",
    "no-table",
    Severity.WARNING,
    "The line of dashes under the head of a table has more or fewer cells than the head. For GitHub and reveal.js\n"
    "this is no table, so its rows stand on the slide as they were typed.",
)


def find(text: str, rows: Iterable[WideRow]) -> Iterator[Problem]:
    """Report the ``rows`` that were found in ``text``, each at its line."""
    starts = [0, *(at + 1 for at, each in enumerate(text) if each == "\n")] if (rows := tuple(rows)) else []
    for row in rows:
        offset = max(0, text.find(row.text, starts[min(row.line, len(starts) - 1)]))
        if row.is_head:
            message = f"this is no table: its head has {_count(row.cells)}, the line under it {row.width}"
            yield Problem(NO_TABLE, offset, message, f"write |{'---|' * row.cells} under it", len(row.text))
            continue
        message = f"this row has {row.cells} cells, its table {row.width}: what is too much is left out"
        yield Problem(SURPLUS_CELL, offset, message, r"write \| for a pipe that is text", len(row.text))


def _count(cells: int) -> str:
    return f"{cells} cell{'' if cells == 1 else 's'}"
