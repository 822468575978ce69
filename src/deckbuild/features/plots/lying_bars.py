"""Bars that lie, with their names beside them, for names that are long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.features.plots import bands, canvas, frame, scale
from deckbuild.features.plots.bands import Bands
from deckbuild.features.plots.canvas import LABEL, TICK, Box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.features.plots.scale import Scale
    from deckbuild.features.plots.values import Values

_ROW = LABEL + 8.0  # pixels that a band is high at least
_NAMES = 0.4  # the part of the width that names take at most
_GAP = 12.0


def fit(values: Values, room: Box) -> bool:
    """Return whether there is room for a row for each label."""
    return len(values.labels) * _ROW <= room.height


def drawn(values: Values, room: Box) -> str:
    """Return the bars of ``values``, with their values behind them if there is one series, else with an axis."""
    names = [canvas.fitted(label, room.width * _NAMES, LABEL) for label in values.labels]
    beside = room.left + max(canvas.width(name, LABEL) for name in names)
    spare = bands.widest(values)
    left = beside + _GAP + (spare + 8 if min(values.known) < 0 else 0.0)
    top = room.top + (TICK + 12 if values.axis else 0.0)
    box = Box(left, top, room.right - (spare + 8 or _GAP), room.bottom - (0.0 if spare else frame.FOOT))
    x = scale.around(values.known, int(box.width / (2 * frame.STEP)), zero=True).between(box.left, box.right)
    places = Bands(box.top, box.height / len(names))
    pieces = [
        canvas.text(name, beside, places.middle(row) + LABEL * 0.35, "label", "end") for row, name in enumerate(names)
    ]
    head = canvas.text(values.axis, beside, room.top + TICK, "head", "end")
    base = canvas.line(x.at(0), box.top, x.at(0), box.bottom, "axis")
    return "".join(
        [
            _across(values, x, box) if not spare else "",
            head if values.axis else "",
            *pieces,
            *_bars(values, x, places),
            base,
        ]
    )


def _bars(values: Values, x: Scale, places: Bands) -> Iterator[str]:
    is_lone = len(values.series) == 1
    for bar in places.bars(values):
        left, right = sorted((x.at(bar.value), x.at(0)))
        yield bands.drawn(bar, x=left, y=bar.start, width=right - left, height=bar.thick)
        if is_lone:
            end, anchor = (right + 8, "") if bar.value >= 0 else (left - 8, "end")
            yield canvas.text(bar.text, end, bar.middle + LABEL * 0.35, "label", anchor)


def _across(values: Values, x: Scale, box: Box) -> str:
    """Return thin lines from top to bottom with their numbers."""
    lines = "".join(canvas.line(x.at(tick), box.top, x.at(tick), box.bottom, "grid") for tick in x.ticks)
    return lines + frame.under([(x.shown(tick, values.decimal, values.unit), x.at(tick)) for tick in x.ticks], box)
