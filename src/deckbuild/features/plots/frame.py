"""The frame of a chart with axes: where its marks stand, the lines behind them, and what is written along the axes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.features.plots import canvas
from deckbuild.features.plots.canvas import TICK, Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deckbuild.features.plots.scale import Scale
    from deckbuild.features.plots.values import Values

STEP = 70.0  # pixels between the marks of an axis, at least
FOOT = TICK + 14.0  # height of a line of labels under an axis
_GAP, _BESIDE = 14.0, 12.0  # between two labels, and between a label and its axis


class Frame(NamedTuple):
    """The ``box`` in which marks stand, the ``y`` axis, and the SVG of what stands around and behind the marks."""

    box: Box
    y: Scale
    svg: str


def upright(values: Values, room: Box, y: Scale, foot: float, right: float = 0.0, *, bare: bool = False) -> Frame:
    """Return a frame in a ``room`` whose values go up, with ``foot`` pixels for labels under it.

    ``right`` is left free for labels of series; a ``bare`` frame has a base line alone.
    """
    shown = ["" if bare else y.shown(tick, values.decimal, values.unit) for tick in y.ticks]
    left = 0.0 if bare else max(canvas.width(each, TICK) for each in shown) + _BESIDE
    bottom = room.bottom - foot - FOOT * bool(values.axis)
    box = Box(room.left + left, room.top + TICK / 2, room.right - right, bottom)
    y = y.between(box.bottom, box.top)
    base = min(max(0.0, y.low), y.high)
    pieces = [] if bare else [_level(each, y.at(tick), box) for each, tick in zip(shown, y.ticks, strict=True)]
    pieces.append(canvas.line(box.left, y.at(base), box.right, y.at(base), "axis"))
    if values.axis:
        pieces.append(canvas.text(values.axis, (box.left + box.right) / 2, room.bottom - 6, "head", "middle"))
    return Frame(box, y, "".join(pieces))


def under(labels: Sequence[tuple[str, float]], box: Box) -> str:
    """Return ``labels`` under a box at their places, as many as there is room for."""
    placed = [(label, _inside(label, x, box)) for label, x in labels]
    step = 1
    while _overlap(placed[::step]):
        step += 1
    return "".join(canvas.text(each, x, box.bottom + FOOT - 8, "tick", "middle") for each, x in placed[::step])


def _inside(label: str, x: float, box: Box) -> float:
    """Return where the middle of a ``label`` stands so that it reaches out of the box a little only."""
    half = canvas.width(label, TICK) / 2 - _BESIDE
    return max(min(x, box.right - half), box.left + half)


def _overlap(labels: Sequence[tuple[str, float]]) -> bool:
    ends = [(x - canvas.width(each, TICK) / 2, x + canvas.width(each, TICK) / 2) for each, x in labels]
    return any(before[1] + _GAP > behind[0] for before, behind in pairwise(ends))


def _level(label: str, y: float, box: Box) -> str:
    """Return a thin line across the box, with its number."""
    across = canvas.line(box.left, y, box.right, y, "grid")
    return across + canvas.text(label, box.left - _BESIDE, y + TICK * 0.35, "tick", "end")
