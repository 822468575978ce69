"""The x axis of lines and points: numbers, days, or names at equal distances."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.features.plots import canvas, frame, scale
from deckbuild.features.plots.canvas import TICK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.features.plots.canvas import Box
    from deckbuild.features.plots.scale import Scale
    from deckbuild.features.plots.values import Values

INSET = 8.0  # pixels from the edge to the first point and the last
_LONGEST = 150.0  # pixels that a label is wide at most


class Axis(NamedTuple):
    """Where the rows of a table stand, and the labels of the axis with their places."""

    places: tuple[float, ...]
    labels: tuple[tuple[str, float], ...]


class Point(NamedTuple):
    """A value at its place, and what it is called."""

    x: float
    y: float
    name: str


def axis(values: Values, box: Box) -> Axis:
    """Return the x axis of ``values`` along the bottom of a ``box``."""
    positions = values.positions
    if positions is None or len({*positions}) == 1:
        positions = tuple(map(float, range(len(values.labels))))
    low, high = min(positions), max(positions)
    round_ = scale.rounded(low, high, int(box.width / (1.5 * frame.STEP)))
    x = round_._replace(low=low, high=high if high > low else low + 1).between(box.left + INSET, box.right - INSET)
    places = tuple(map(x.at, positions))
    if values.is_counted:
        ticks = [tick for tick in round_.ticks if low <= tick <= high]
        return Axis(places, tuple((x.shown(tick, values.decimal), x.at(tick)) for tick in ticks))
    names = (canvas.fitted(label, _LONGEST, TICK) for label in values.labels)
    return Axis(places, tuple(sorted(zip(names, places, strict=True), key=lambda each: each[1])))


def points(values: Values, number: int, x: Axis, y: Scale) -> Iterator[Point | None]:
    """Yield the points of the series of a ``number`` from left to right, None for a gap."""
    series = values.series[number]
    of_series = f", {series.name}" if len(values.series) > 1 else ""
    rows = sorted(zip(x.places, range(len(x.places)), strict=True))
    for place, row in rows:
        value = series.values[row]
        name = f"{values.labels[row]}{of_series}: {series.texts[row]}"
        yield None if value is None else Point(place, y.at(value), name)
