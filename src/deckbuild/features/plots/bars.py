"""Bar charts: upright bars, or lying ones where the names under them would have no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.features.plots import bands, canvas, frame, lying_bars, scale
from deckbuild.features.plots.bands import Bands
from deckbuild.features.plots.canvas import LABEL, TICK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deckbuild.features.plots.canvas import Box
    from deckbuild.features.plots.frame import Frame
    from deckbuild.features.plots.values import Values

_BETWEEN = 8.0  # pixels between two names
_LINE = TICK + 4  # and from one line of a name to the next
_LONGEST = 160.0  # pixels that a name has where not each is written


def drawn(values: Values, room: Box) -> str:
    """Return the bars of ``values``."""
    names = _in_lines(values.labels, room.width / len(values.labels) - _BETWEEN)
    return lying_bars.drawn(values, room) if not names and lying_bars.fit(values, room) else _upright(values, room)


def _upright(values: Values, room: Box) -> str:
    """Return upright bars; where each has room for its value above it, that stands there, and no axis is needed."""
    y = scale.around(values.known, int(room.height / frame.STEP), zero=True)
    names = _in_lines(values.labels, room.width / len(values.labels) - 2 * _BETWEEN)
    is_bare = 0 < bands.widest(values) < room.width / len(values.labels) - _BETWEEN
    below = LABEL + 4 if is_bare and min(values.known) < 0 else 0.0
    foot = below + frame.FOOT + (max(map(len, names), default=1) - 1) * _LINE
    made = frame.upright(values, room._replace(top=room.top + LABEL) if is_bare else room, y, foot, bare=is_bare)
    places = Bands(made.box.left, made.box.width / len(values.labels))
    under = _under(values, made.box._replace(bottom=made.box.bottom + below), places, names)
    return made.svg + "".join([*_bars(values, made, places, is_bare=is_bare), *under])


def _bars(values: Values, made: Frame, places: Bands, *, is_bare: bool) -> Iterator[str]:
    for bar in places.bars(values):
        top, bottom = sorted((made.y.at(bar.value), made.y.at(0)))
        yield bands.drawn(bar, x=bar.start, y=top, width=bar.thick, height=bottom - top)
        if is_bare:
            height = top - 7 if bar.value >= 0 else bottom + LABEL + 2
            yield canvas.text(bar.text, bar.middle, height, "label", "middle")


def _under(values: Values, box: Box, places: Bands, names: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the names under the bars: all, in their lines, or as many as there is room for."""
    if not names:
        fitted = [canvas.fitted(label, max(places.width, _LONGEST), TICK) for label in values.labels]
        yield frame.under([(label, places.middle(row)) for row, label in enumerate(fitted)], box)
    for row, lines in enumerate(names):
        for number, line in enumerate(lines):
            height = box.bottom + frame.FOOT - 8 + number * _LINE
            yield canvas.text(line, places.middle(row), height, "tick", "middle")


def _in_lines(labels: Sequence[str], width: float) -> list[list[str]]:
    """Return ``labels`` in one or two lines each that are no wider than ``width``; nothing if they are not all so."""
    lines = [canvas.in_lines(label, width, TICK) for label in labels]
    fit = all(len(each) <= 2 and max(canvas.width(line, TICK) for line in each) <= width for each in lines)
    return lines if fit else []
