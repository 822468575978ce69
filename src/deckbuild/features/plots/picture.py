"""Puts a chart together: its title, the names of its series, its marks, and its values for those who do not see it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.features.plots import bars, canvas, legend, lines, pie, points
from deckbuild.features.plots.canvas import TICK, TITLE, Box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.features.plots.values import Values

KINDS = {"bar": bars.drawn, "line": lines.drawn, "scatter": points.drawn, "pie": pie.drawn}
_NAMES = {"bar": "Bar chart", "line": "Line chart", "scatter": "Scatter chart", "pie": "Pie chart"}
_TITLE, _NAME = TITLE + 14.0, TICK + 14.0  # pixels that the title has, and the name of a single series


class Chart(NamedTuple):
    """A chart to be drawn: its ``kind``, its ``title``, and its ``name`` for those who do not see it."""

    kind: str
    values: Values
    title: str = ""
    name: str = ""


def wrong(kind: str, values: Values) -> str:
    """Return why there can be no chart of a ``kind`` of these ``values``; empty if there can."""
    if kind == "pie" and any(value < 0 for value in values.known):
        return "a pie has no pieces for negative numbers"
    if kind == "pie" and not any(values.series[0].values):
        return "the numbers of a pie are all zero"
    if kind == "scatter" and not values.is_counted:
        return f"the first column, {values.axis!r}, is not all numbers"
    return ""


def drawn(chart: Chart, width: float, height: float) -> str:
    """Return a chart ``width`` and ``height`` pixels large, as HTML."""
    head, room = _head(chart, Box(0, 0, width, height))
    inside = "".join([*_described(chart), *head, KINDS[chart.kind](chart.values, room)])
    size = {"viewBox": f"0 0 {width:.0f} {height:.0f}", "width": f"{width:.0f}", "height": f"{height:.0f}"}
    return canvas.element("svg", inside, **size, role="img") + _table(chart.values)


def _head(chart: Chart, room: Box) -> tuple[list[str], Box]:
    """Return what stands above the marks of a chart, its title and the names of its series, and the room below."""
    pieces = []
    series = chart.values.series
    if chart.title:
        pieces.append(canvas.text(canvas.fitted(chart.title, room.width, TITLE), 0, TITLE, "title"))
        room = room._replace(top=_TITLE)
    if len(series) == 1 and series[0].name.lower() not in ("", chart.title.lower()):
        pieces.append(canvas.text(series[0].name, 0, room.top + TICK, "head"))
        return pieces, room._replace(top=room.top + _NAME)
    names = legend.rows(series, room.width) if _has_legend(chart, room) else []
    pieces.append(legend.drawn(names, room))
    return pieces, room._replace(top=room.top + len(names) * legend.ROW)


def _has_legend(chart: Chart, room: Box) -> bool:
    """Return whether the series are named above the chart: several, if they are not at the ends of lines."""
    is_named = chart.kind == "pie" or (chart.kind == "line" and lines.are_named(chart.values, room))
    return len(chart.values.series) > 1 and not is_named


def _described(chart: Chart) -> Iterator[str]:
    """Yield the name of a chart, and what it shows, as they are read out."""
    values, kind = chart.values, _NAMES[chart.kind]
    series = ", ".join(each.name for each in values.series)
    described = f"{kind} of {series}" + (f" by {values.axis}" if values.axis else "")
    yield canvas.element("title", escape(chart.name or chart.title or described))
    low, high = _span(values)
    yield canvas.element("desc", escape(f"{described}: {len(values.labels)} rows, from {low} to {high}."))


def _span(values: Values) -> tuple[str, str]:
    """Return the lowest and the highest value, as they are written."""
    known = [
        (value, text)
        for each in values.series
        for value, text in zip(each.values, each.texts, strict=True)
        if value is not None
    ]
    return min(known)[1], max(known)[1]


def _table(values: Values) -> str:
    """Return the values as a table that is not seen, but read out."""
    names = (values.axis, *(each.name for each in values.series))
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    rows = (
        f'<tr><th scope="row">{escape(label)}</th>'
        + "".join(f"<td>{escape(each.texts[row])}</td>" for each in values.series)
        + "</tr>"
        for row, label in enumerate(values.labels)
    )
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return f'<div class="chart-values">{table}</div>'
