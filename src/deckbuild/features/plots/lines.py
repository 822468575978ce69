"""Line charts, whose series are named at their ends; a missing value is a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.features.plots import canvas, frame, legend, scale, sideways
from deckbuild.features.plots.canvas import LABEL
from deckbuild.features.plots.legend import End

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.features.plots.canvas import Box
    from deckbuild.features.plots.sideways import Point
    from deckbuild.features.plots.values import Values

_MOST_SIGNS = 25  # rows, up to which each point has a sign
_NAMES = 0.3  # the part of the width that names take at most


def drawn(values: Values, room: Box) -> str:
    """Return the lines of ``values``."""
    names = [canvas.fitted(each.name, room.width * _NAMES, LABEL) for each in values.series]
    is_named = are_named(values, room)
    y = scale.around(values.known, int(room.height / frame.STEP), zero=False)
    made = frame.upright(values, room, y, frame.FOOT, legend.margin(names) if is_named else sideways.INSET)
    axis = sideways.axis(values, made.box)
    pieces, ends = [made.svg, frame.under(axis.labels, made.box)], []
    for number in range(len(values.series)):
        runs = [*_runs(sideways.points(values, number, axis, made.y))]
        pieces += _line(runs, number, has_signs=len(values.labels) <= _MOST_SIGNS)
        ends += [End(names[number], number, runs[-1][-1].x, runs[-1][-1].y)] if runs else []
    return "".join([*pieces, legend.beside(ends, made.box) if is_named else ""])


def are_named(values: Values, room: Box) -> bool:
    """Return whether the lines of ``values`` are named at their ends: several, as many as have room there."""
    return len(values.series) > 1 and legend.is_beside(len(values.series), room)


def _runs(points: Iterable[Point | None]) -> Iterator[list[Point]]:
    """Yield ``points`` between gaps."""
    run: list[Point] = []
    for point in points:
        if point:
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _line(runs: list[list[Point]], number: int, *, has_signs: bool) -> Iterator[str]:
    """Yield the line of a series through the points of its ``runs``; a lone point has a sign, or it would be unseen."""
    for run in runs:
        if len(run) > 1:
            data = canvas.path([(point.x, point.y) for point in run])
            yield canvas.element("path", d=data, class_=f"line {legend.ink(number)}")
        if has_signs or len(run) == 1:
            yield from (legend.sign(number, point.x, point.y, 4.5, point.name) for point in run)
