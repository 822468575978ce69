"""Scatter charts: a sign for each pair of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.features.plots import frame, legend, scale, sideways

if TYPE_CHECKING:
    from deckbuild.features.plots.canvas import Box
    from deckbuild.features.plots.values import Values

_MANY = 60  # points, from which on their signs are smaller


def drawn(values: Values, room: Box) -> str:
    """Return the points of ``values``."""
    y = scale.around(values.known, int(room.height / frame.STEP), zero=False)
    made = frame.upright(values, room, y, frame.FOOT, sideways.INSET)
    axis = sideways.axis(values, made.box)
    size = 6.0 if len(values.known) <= _MANY else 4.5
    signs = [
        legend.sign(number, point.x, point.y, size, point.name)
        for number in range(len(values.series))
        for point in sideways.points(values, number, axis, made.y)
        if point
    ]
    return "".join([made.svg, frame.under(axis.labels, made.box), *signs])
