"""Shows what a page weighs as a table: the largest first, one line for each thing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from deckbuild.diagnostics.control_characters import visible
from deckbuild.diagnostics.terminal import columns
from deckbuild.page.weight import largest_first, total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deckbuild.page.weight import Weight

_UNITS = (("GB", 10**9, 2), ("MB", 10**6, 2), ("kB", 10**3, 1))  # name, bytes, decimals
_BAR = 12  # columns
_EIGHTHS = " ▏▎▍▌▋▊▉"
_FIRST = 19 + _BAR + 2  # columns in front of a name on a terminal
_NARROWEST = 12  # columns of a name
_WIDEST = 60  # columns of a name that others are filled up to


def table(page: str, weights: Sequence[Weight], width: int = 0, *, links: bool = False) -> str:
    """Return the table of the ``page`` for a terminal ``width`` columns wide; 0: plain, for a file or another program.

    On a terminal a bar shows each share, and names that are too long lose their beginning. If the page ``links`` files
    these count too, and the last line says so.
    """
    whole, shown = total(weights), largest_first(weights)
    lines = [_line(*each, whole, width) for each in zip(shown, _names(shown, width), strict=True)]
    what = "and the files it links" if links else "in all"
    return "\n".join([*lines, f"{_size(whole)}         {click.style(visible(page), bold=True)} {what}"])


def _room(shown: Sequence[Weight], width: int) -> int:
    """Return the columns that names may have beside the widest of what stands behind them."""
    behind = max((columns(_about(weight)) for weight in shown), default=0)
    return max(_NARROWEST, width - _FIRST - behind - 3)


def _names(shown: Sequence[Weight], width: int) -> list[str]:
    """Return the names, cut to the room that they have on a terminal, and filled up to the longest of them."""
    most = _room(shown, width) if width else _WIDEST
    names = [visible(weight.name) for weight in shown]
    names = [_cut(name, most) for name in names] if width else names
    longest = max((columns(name) for name in names if columns(name) <= most), default=0)
    return [name + " " * (longest - columns(name)) for name in names]


def _about(weight: Weight) -> str:
    return visible(f"{weight.kind}, {weight.uses} times" if weight.uses > 1 else weight.kind)


def _line(weight: Weight, name: str, whole: int, width: int) -> str:
    share = weight.size / whole
    bar = click.style(f"{_bar(share)}  ", fg="cyan") if width else ""
    return f"{_size(weight.size)}  {_percent(share)}  {bar}{name}  {click.style(_about(weight), dim=True)}"


def _size(count: int) -> str:
    """Return bytes in eleven columns: the number to the right, its unit to the left."""
    for unit, factor, decimals in _UNITS:
        if count >= factor:
            return f"{count / factor:8.{decimals}f} {click.style(unit, dim=True)}"
    return f"{count:8d} {click.style('B ', dim=True)}"


def _percent(share: float) -> str:
    """Return a share in five columns."""
    return f"{share:4.0%}" if share >= 0.01 else " <1%"


def _bar(share: float) -> str:
    """Return a bar as long as the ``share`` of the whole, filled up with blanks."""
    full, eighths = divmod(round(share * _BAR * 8), 8)
    return f"{'█' * full}{_EIGHTHS[eighths] if eighths else ''}".ljust(_BAR)


def _cut(name: str, most: int) -> str:
    """Return the end of ``name`` that fits into ``most`` columns, after an ellipsis when something is cut."""
    if columns(name) <= most:
        return name
    while columns(name) > most - 1:
        name = name[1:]
    return f"…{name}"
