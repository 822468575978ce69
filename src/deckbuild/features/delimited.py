"""CSV, the text of a table: a row on each line, its cells divided by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.features.numbers import COMMA, POINT
from deckbuild.features.tokens import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from deckbuild.features.findings import Findings

RAGGED_ROW = Rule(
    "D750",
    "ragged-row",
    Severity.WARNING,
    "A row of CSV has more or fewer cells than the first one, its head. What is missing is empty, what is too much is\n"
    'left out. A cell that holds the divider stands in quotes: `"Paris, France"`.',
)
WRONG_CSV = Rule(
    "D751",
    "wrong-csv",
    Severity.WARNING,
    "CSV cannot be read: there is none, or more than 5,000 rows; a quote has no end, or something stands behind one.\n"
    "In a cell in quotes a quote is written twice. `decimal` is a comma or a point. The source stands on the slide.",
)
_QUOTED = re.compile(r'"[^"]*"')
_MOST = 5_000  # rows: more are no table for a slide, and take seconds
_DIVIDERS = ("\t", ";")  # the first that the first row holds; else it is a comma


class Row(NamedTuple):
    """A row: its ``cells``, and the ``line`` of the text at which it begins (from 0)."""

    cells: tuple[str, ...]
    line: int


class Data(NamedTuple):
    """A table: its head and the rows under it, each as wide; and its decimal sign, if that is said."""

    head: Row
    rows: tuple[Row, ...]
    decimal: str = ""


class Unread(NamedTuple):
    """Why a text is no table: what is wrong in a ``line`` (from 0), and what to do."""

    line: int
    message: str
    hint: str = ""


def data_of(fence: Token, found: Findings) -> Data | Unread:
    """Return the table in a ``fence``, and take its decimal sign off its attributes; what is wrong is told.

    Of a file that is not there that has been told before, so the message is empty.
    """
    decimal = decimal_sign(fence, found)
    read = Unread(0, "") if fence.meta.get("unread") else _read(fence.content)
    if isinstance(read, Unread):
        if read.message:
            tell(WRONG_CSV, fence, found, *read)
        return read
    head, rows = read
    for row in rows:
        if len(row.cells) != len(head.cells):
            cells = "1 cell" if len(row.cells) == 1 else f"{len(row.cells)} cells"
            message = f"this row has {cells}, the first one {len(head.cells)}"
            tell(RAGGED_ROW, fence, found, row.line, message, "put a cell that holds the divider in quotes")
    return Data(head, tuple(_as_wide(row, len(head.cells)) for row in rows), decimal)


def decimal_sign(token: Token, found: Findings) -> str:
    """Take the decimal sign off the attributes of ``token``; empty if there is none."""
    sign = str(token.attrs.pop("decimal", ""))
    if sign in ("", POINT, COMMA):
        return sign
    message = f"{sign!r} is no decimal sign"
    found.tell(WRONG_CSV, line_of(token), sign, message, 'write decimal="," or leave it out')
    return ""


def tell(rule: Rule, fence: Token, found: Findings, line: int, message: str, hint: str = "") -> None:
    """Report what is wrong in a ``line`` (from 0) of the text in a ``fence``, which may be that of a file."""
    lines = fence.content.split("\n")
    if "file" in fence.meta:
        number = fence.meta["first"] + line
        found.tell(rule, line_of(fence), fence.meta["file"], f"line {number} of the file: {message}", hint)
    else:
        found.tell(rule, line_of(fence) + 1 + line, lines[line].strip() if line < len(lines) else "", message, hint)


def _read(text: str) -> tuple[Row, tuple[Row, ...]] | Unread:
    """Return the head of a table and its rows, or what is wrong in which line."""
    rows: list[Row] = []
    for each in _rows(text):
        if isinstance(each, Unread):
            return each
        rows.append(each)
        if len(rows) > _MOST:
            return Unread(each.line, f"this table has more than {_MOST:,} rows", 'take some of them: lines="1-100"')
    return (rows[0], tuple(rows[1:])) if rows else Unread(-1, "there is no CSV here", "write a row on each line")


def _rows(text: str) -> Iterator[Row | Unread]:
    """Yield the rows that are not empty, without empty cells that are too much; or what is wrong, which ends them."""
    first = next(filter(str.strip, text.split("\n")), "")
    divider = next((each for each in _DIVIDERS if each in _QUOTED.sub("", first)), ",")
    lines = (f"{line}\n" for line in text.split("\n"))
    reader = csv.reader(lines, delimiter=divider, skipinitialspace=divider != "\t", strict=True)
    begin, width = 0, 0
    try:
        for row in reader:
            cells = tuple(map(str.strip, row))
            while width and len(cells) > width and not cells[-1]:
                cells = cells[:-1]
            if any(cells):
                width = width or len(cells)
                yield Row(cells, begin)
            begin = reader.line_num
    except csv.Error:
        yield Unread(begin, "a quote has no end, or something stands behind it", "in quotes a quote is written twice")


def _as_wide(row: Row, width: int) -> Row:
    return row._replace(cells=(*row.cells[:width], *[""] * (width - len(row.cells))))
