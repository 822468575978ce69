"""Places of bars: each row of a table has a band along the axis, in which the bars of its series stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.features.plots import canvas, legend
from deckbuild.features.plots.canvas import LABEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.features.plots.values import Values

_FULL, _WIDEST = 0.72, 96.0  # the part of its band that bars take, and the pixels that one is thick at most


class Bar(NamedTuple):
    """A bar: its ``value``, as it is written, from where on it stands in its band and how ``thick``, and its name."""

    value: float
    text: str
    start: float
    thick: float
    ink: str
    name: str

    @property
    def middle(self) -> float:
        """Where its middle is."""
        return self.start + self.thick / 2


class Bands(NamedTuple):
    """Bands from the pixel ``start`` on, each of a ``width``."""

    start: float
    width: float

    def middle(self, row: int) -> float:
        """Return where the middle of the band of a ``row`` is."""
        return self.start + (row + 0.5) * self.width

    def bars(self, values: Values) -> Iterator[Bar]:
        """Yield the bars of ``values``, gaps left out."""
        count = len(values.series)
        thick = min(self.width * _FULL / count, _WIDEST)
        gap = 1.0 if count > 1 and thick > 6 else 0.0
        for number, series in enumerate(values.series):
            for row, value in enumerate(series.values):
                start = self.middle(row) + (number - count / 2) * thick + gap
                if value is not None:
                    of_series = f", {series.name}" if count > 1 else ""
                    name = f"{values.labels[row]}{of_series}: {series.texts[row]}"
                    yield Bar(value, series.texts[row], start, thick - 2 * gap, legend.ink(number), name)


def widest(values: Values) -> float:
    """Return how wide the widest number of a single series is, as it is written; 0 if there are more series."""
    return max(canvas.width(text, LABEL) for text in values.series[0].texts) if len(values.series) == 1 else 0.0


def drawn(bar: Bar, **place: float) -> str:
    """Return a ``bar`` at its place."""
    return canvas.element("rect", canvas.named(bar.name), **place, class_=f"mark {bar.ink}")
