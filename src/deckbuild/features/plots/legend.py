"""Names of series: a quiet row of them above a chart, or each at the end of its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.features.plots import canvas
from deckbuild.features.plots.canvas import COLOURS, LABEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deckbuild.features.plots.canvas import Box
    from deckbuild.features.plots.values import Series

ROW = LABEL + 16.0  # height of a row of names
_SIGN, _APART, _LINE = 22.0, 26.0, LABEL + 6.0
_SHAPES = (
    "M0 -{r}A{r} {r} 0 1 1 0 {r}A{r} {r} 0 1 1 0 -{r}Z",
    "M-{s} -{s}H{s}V{s}H-{s}Z",
    "M0 -{b}L{b} {s}H-{b}Z",
    "M0 -{b}L{b} 0L0 {b}L-{b} 0Z",
)


class End(NamedTuple):
    """The end of a line: the ``name`` of its series and the ``number`` of that, and where it is."""

    name: str
    number: int
    x: float
    y: float


def ink(number: int) -> str:
    """Return the class that gives the series of a ``number`` its colour."""
    return f"ink-{number % COLOURS}"


def sign(number: int, x: float, y: float, size: float, name: str = "") -> str:
    """Return the sign of a point of a series: each has a shape of its own, for those who do not see its colour."""
    shape = _SHAPES[number % len(_SHAPES)].format(r=f"{size:.1f}", s=f"{size * 0.85:.1f}", b=f"{size * 1.25:.1f}")
    place = f"translate({x:.1f} {y:.1f})"
    return canvas.element(
        "path", canvas.named(name) if name else "", d=shape, transform=place, class_=f"mark {ink(number)}"
    )


def rows(series: Sequence[Series], width: float) -> list[list[tuple[int, str]]]:
    """Return the names of ``series`` with their numbers, in rows that are no wider than ``width``."""
    found: list[list[tuple[int, str]]] = [[]]
    left = width
    for number, each in enumerate(series):
        name = canvas.fitted(each.name, width / 2, LABEL)
        need = _SIGN + canvas.width(name, LABEL) + _APART
        if need > left and found[-1]:
            found.append([])
            left = width
        left -= need
        found[-1].append((number, name))
    return found


def drawn(names: Sequence[Sequence[tuple[int, str]]], box: Box) -> str:
    """Return rows of ``names``, each behind the sign of its series, from the top of a ``box`` on."""
    pieces = []
    for row, each in enumerate(names):
        x, y = box.left, box.top + row * ROW + ROW / 2
        for number, name in each:
            pieces.append(sign(number, x + 7, y, 6.0) + canvas.text(name, x + _SIGN, y + LABEL * 0.35, "label"))
            x += _SIGN + canvas.width(name, LABEL) + _APART
    return "".join(pieces)


def beside(ends: Sequence[End], box: Box) -> str:
    """Return the names of lines behind their ``ends``, pushed apart so that each can be read."""
    ordered = sorted(ends, key=lambda end: end.y)
    heights = apart([end.y for end in ordered], box.top, box.bottom)
    pieces = []
    for end, y in zip(ordered, heights, strict=True):
        start = box.right + _SIGN
        leader = canvas.path([(end.x + 5, end.y), (box.right + 8, end.y), (start - 6, y)])
        pieces.append(canvas.element("path", d=leader, class_=f"leader {ink(end.number)}"))
        pieces.append(canvas.text(end.name, start, y + LABEL * 0.35, "label"))
    return "".join(pieces)


def is_beside(count: int, box: Box) -> bool:
    """Return whether there is room for the names of so many lines beside a ``box``."""
    return count * _LINE <= box.height


def margin(names: Sequence[str]) -> float:
    """Return the room that ``names`` want beside a chart."""
    return _SIGN + max(canvas.width(name, LABEL) for name in names)


def apart(heights: Sequence[float], top: float, bottom: float, line: float = _LINE) -> list[float]:
    """Return ``heights``, the topmost first, moved so that they are a ``line`` apart, from ``top`` to ``bottom``."""
    placed: list[float] = []
    for y in heights:
        placed.append(max(y, placed[-1] + line if placed else top))
    low = bottom
    for at in reversed(range(len(placed))):
        placed[at] = min(placed[at], low)
        low = placed[at] - line
    return placed
