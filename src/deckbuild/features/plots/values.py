"""What a chart shows: the first column of a table is its x axis, the others are series of numbers."""

from __future__ import annotations

import re
from calendar import timegm
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.features import delimited, numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

    from deckbuild.features.delimited import Data, Row
    from deckbuild.features.findings import Findings

ODD_CHART = Rule(
    "D753",
    "odd-chart",
    Severity.WARNING,
    "A chart is drawn, but not all as it is meant: a cell is no number, so there is a gap; a pie has more than one\n"
    "column of numbers, and shows the first; a width is none; or the slide has no room for a chart besides all else.",
)
_MOST = 2_000  # numbers in a chart
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)


class Series(NamedTuple):
    """A column of numbers: its ``name``, its ``values`` (None is a gap), and as they are written."""

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]


class Values(NamedTuple):
    """A table of numbers: the head of the x ``axis``, its ``labels``, and the series; how numbers are written."""

    axis: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    decimal: str
    unit: str = ""

    @property
    def known(self) -> list[float]:
        """All values but the gaps."""
        return [value for each in self.series for value in each.values if value is not None]

    @property
    def positions(self) -> tuple[float, ...] | None:
        """Where the labels lie on an axis, if all are numbers or all are days."""
        found = [_position(label, self.decimal) for label in self.labels]
        kinds = {kind for kind, _ in found}
        return tuple(place for _, place in found) if len(kinds) == 1 and "" not in kinds else None

    @property
    def is_counted(self) -> bool:
        """Whether the labels are numbers, so that any others may stand on their axis, too."""
        return all(_position(label, self.decimal)[0] == "number" for label in self.labels)


def of(data: Data, fence: Token, found: Findings) -> Values | str:
    """Return the values in the table of a ``fence``, or why there are none; cells that are no numbers are told."""
    if len(data.head.cells) < 2:
        return "its table has one column, and needs numbers in another"
    count = len(data.rows) * (len(data.head.cells) - 1)
    if count > _MOST:
        return f"its table has {count:,} numbers, more than {_MOST:,}"
    decimal = data.decimal or numbers.decimal_of(cell for row in data.rows for cell in row.cells[1:])
    series = [_series(data, column, decimal, fence, found) for column in range(1, len(data.head.cells))]
    labels = tuple(row.cells[0] for row in data.rows)
    values = Values(data.head.cells[0], labels, tuple(series), decimal, _unit(data.rows, decimal))
    return values if values.known else "there are no numbers in its table"


def _series(data: Data, column: int, decimal: str, fence: Token, found: Findings) -> Series:
    texts = tuple(row.cells[column] for row in data.rows)
    read = [numbers.read(text, decimal) for text in texts]
    for row, text, number in zip(data.rows, texts, read, strict=True):
        if number is None and not numbers.is_gap(text):
            message = f"{text!r} is no number, so there is a gap"
            delimited.tell(ODD_CHART, fence, found, row.line, message, _hint(text, decimal))
    return Series(data.head.cells[column], tuple(each.value if each else None for each in read), texts)


def _hint(text: str, decimal: str) -> str:
    """Say how the decimal sign is set, if ``text`` is a number with another one."""
    other = numbers.POINT if decimal == numbers.COMMA else numbers.COMMA
    return f'write decimal="{other}" behind the fence' if numbers.read(text, other) else ""


def _unit(rows: Iterable[Row], decimal: str) -> str:
    """Return the unit of all numbers in ``rows``, if it is the same one."""
    read = [numbers.read(cell, decimal) for row in rows for cell in row.cells[1:]]
    units = {number.unit for number in read if number}
    return units.pop() if len(units) == 1 else ""


def _position(label: str, decimal: str) -> tuple[str, float]:
    """Return what kind of place on an axis a ``label`` names, and where that is."""
    number = numbers.read(label, decimal)
    if number:
        return "number", number.value
    day = _DAY.fullmatch(label)
    try:
        return ("day", timegm((int(day[1]), int(day[2]), int(day[3] or 1), 0, 0, 0)) / 86_400) if day else ("", 0.0)
    except ValueError:  # the 30th of February
        return "", 0.0
