"""Pie charts, each piece with its name and its share beside it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.features.plots import canvas, legend
from deckbuild.features.plots.canvas import LABEL, Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deckbuild.features.plots.values import Values

_MOST = 9  # pieces; the others are one
_LINE = LABEL + 8.0
_OUT, _FLAT = 14.0, 12.0  # pixels from the pie to where its lines bend, and from there to the names


class _Piece(NamedTuple):
    """A piece: its ``name`` and how it is written, its ``share``, and the part of the pie that lies before it."""

    name: str
    text: str
    share: float
    before: float
    number: int

    @property
    def angle(self) -> float:
        """Where its middle is, from the top clockwise."""
        return 2 * math.pi * (self.before + self.share / 2)


def drawn(values: Values, room: Box) -> str:
    """Return the pie of the first series of ``values``."""
    pieces = [*_pieces(values)]
    names = max(canvas.width(_label(piece), LABEL) for piece in pieces)
    radius = max(min(room.height / 2 - _LINE, (room.width - 2 * (names + _OUT + _FLAT + 8)) / 2), room.height / 4)
    x, y = (room.left + room.right) / 2, (room.top + room.bottom) / 2
    slices = "".join(_slice(piece, x, y, radius) for piece in pieces)
    sides = [[each for each in pieces if (each.angle < math.pi) is is_right] for is_right in (True, False)]
    labels = [*_labels(sides[0], x, y, radius, room, 1), *_labels(sides[1], x, y, radius, room, -1)]
    return slices + "".join(labels)


def _pieces(values: Values) -> Iterator[_Piece]:
    series = values.series[0]
    found = [
        (label, text, value)
        for label, text, value in zip(values.labels, series.texts, series.values, strict=True)
        if value
    ]
    if len(found) > _MOST:
        small = sorted(found, key=lambda each: each[2], reverse=True)[_MOST - 1 :]
        rest = sum(value for _, _, value in small)
        found = [each for each in found if each not in small] + [(f"{len(small)} others", "", rest)]
    total = sum(value for _, _, value in found)
    before = 0.0
    for number, (label, text, value) in enumerate(found):
        yield _Piece(label, text, value / total, before, number)
        before += value / total


def _slice(piece: _Piece, x: float, y: float, radius: float) -> str:
    start, end = _on(piece.before, x, y, radius), _on(piece.before + piece.share, x, y, radius)
    is_long = int(piece.share > 0.5)
    if piece.share > 1 - 1e-9:
        start, end, is_long = _on(0, x, y, radius), _on(0.9999, x, y, radius), 1
    corner = f"A{radius:.1f} {radius:.1f} 0 {is_long} 1 {end[0]:.1f} {end[1]:.1f}"
    data = f"M{x:.1f} {y:.1f}L{start[0]:.1f} {start[1]:.1f}{corner}Z"
    name = f"{piece.name}: {piece.text}" if piece.text else piece.name
    return canvas.element("path", canvas.named(name), d=data, class_=f"mark slice {legend.ink(piece.number)}")


def _on(part: float, x: float, y: float, radius: float) -> tuple[float, float]:
    """Return the point of a circle at a ``part`` of it, from the top clockwise."""
    return x + radius * math.sin(2 * math.pi * part), y - radius * math.cos(2 * math.pi * part)


def _labels(pieces: Sequence[_Piece], x: float, y: float, radius: float, room: Box, side: int) -> Iterator[str]:
    """Yield the names of the ``pieces`` on one ``side`` of a pie: 1 is the right one, -1 the left one."""
    ordered = sorted(pieces, key=lambda each: -math.cos(each.angle))
    wanted = [y - (radius + _OUT) * math.cos(each.angle) for each in ordered]
    heights = legend.apart(wanted, room.top + LABEL / 2, room.bottom - LABEL / 2, _LINE)
    for piece, height in zip(ordered, heights, strict=True):
        edge = _on(piece.angle / (2 * math.pi), x, y, radius)
        bend = x + side * max(abs((radius + _OUT) * math.sin(piece.angle)), abs(edge[0] - x) + 4)
        end = bend + side * _FLAT
        leader = canvas.path([edge, (bend, height), (end, height)])
        yield canvas.element("path", d=leader, class_="leader")
        yield canvas.text(_label(piece), end + side * 5, height + LABEL * 0.35, "label", "" if side > 0 else "end")


def _label(piece: _Piece) -> str:
    percent = math.floor(100 * piece.share + 0.5)
    return f"{piece.name} {percent} %" if percent else f"{piece.name} <1 %"
