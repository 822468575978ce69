"""Shows what a page weighs as a table: the largest first, one line for each thing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from deckbuild.report import columns, visible
from deckbuild.weights import largest_first, total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deckbuild.weights import Weight

_UNITS = (("GB", 10**9, 2), ("MB", 10**6, 2), ("kB", 10**3, 1))  # name, bytes, decimals
_BAR = 12  # columns
_EIGHTHS = " ▏▎▍▌▋▊▉"
_NARROWEST = 12  # columns of a name


def table(page: str, weights: Sequence[Weight], width: int = 0) -> str:
    """Return the table of the ``page`` for a terminal ``width`` columns wide; 0: plain, for a file or another program.

    On a terminal a bar shows each share, and names that are too long lose their beginning.
    """
    whole = total(weights)
    lines = [_line(weight, whole, width) for weight in largest_first(weights)]
    return "\n".join([*lines, f"{_size(whole)}         {click.style(visible(page), bold=True)} in all"])


def _line(weight: Weight, whole: int, width: int) -> str:
    share = weight.size / whole
    first = f"{_size(weight.size)}  {_percent(share)}  "
    about = f"{weight.kind}, {weight.uses} times" if weight.uses > 1 else weight.kind
    name = visible(weight.name)
    if width:
        first += click.style(f"{_bar(share)}  ", fg="cyan")
        name = _cut(name, max(_NARROWEST, width - columns(click.unstyle(first)) - columns(about) - 3))
    return f"{first}{name}  {click.style(visible(about), dim=True)}"


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
