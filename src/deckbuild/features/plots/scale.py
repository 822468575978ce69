"""Axes of numbers: round steps along them, and how a number is written there."""

from __future__ import annotations

import math
from typing import NamedTuple

from deckbuild.features.numbers import POINT

_ROUND = (1, 2, 2.5, 5, 10)
_GROUPED, _LARGE, _SMALL = 10_000, 1e9, 1e-6  # from which numbers on thousands are set off, and powers are written
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class Scale(NamedTuple):
    """An axis from the number ``low`` at the pixel ``start`` to ``high`` at ``end``, with a mark at each ``step``."""

    low: float
    high: float
    step: float
    start: float = 0.0
    end: float = 0.0

    def at(self, value: float) -> float:
        """Return the pixel at which ``value`` stands."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def between(self, start: float, end: float) -> Scale:
        """Return the same axis from one pixel to another."""
        return self._replace(start=start, end=end)

    @property
    def ticks(self) -> list[float]:
        """The round numbers along the axis."""
        count = round((self.high - self.low) / self.step)
        return [self.low + number * self.step for number in range(count + 1)]

    def shown(self, value: float, decimal: str = POINT, unit: str = "") -> str:
        """Return ``value`` as it is written along the axis."""
        return written(value, self.step, decimal) + unit


def rounded(low: float, high: float, most: int) -> Scale:
    """Return the axis that holds the numbers from ``low`` to ``high`` in ``most`` round steps, or a few less."""
    if low == high:
        low, high = (min(low, 0.0), max(high, 0.0)) if low else (0.0, 1.0)
    least = (high - low) / max(most, 1)
    power = 10.0 ** math.floor(math.log10(least))
    step = next(each * power for each in _ROUND if each * power >= least * (1 - 1e-9))
    return Scale(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step)


def around(numbers: list[float], most: int, *, zero: bool) -> Scale:
    """Return the axis for ``numbers``, from zero on if that is wanted or near."""
    low, high = min(numbers), max(numbers)
    if zero or 0 < low < high / 2 or high / 2 < low == high:
        low = min(low, 0.0)
    if zero or low / 2 < high < 0:
        high = max(high, 0.0)
    return rounded(low, high, most)


def written(value: float, step: float, decimal: str) -> str:
    """Return ``value`` with as many digits as tell it from others ``step`` away."""
    if abs(value) < step / 1e6:
        return "0"
    if abs(value) >= _LARGE or step < _SMALL:
        return _power(f"{value:.3g}", decimal)
    digits = max(0, -math.floor(math.log10(step))) + (not (step / 10 ** math.floor(math.log10(step))).is_integer())
    text = f"{value:,.{digits}f}".replace("-", "\N{MINUS SIGN}")
    text = f"{text}".replace(",", "\N{NARROW NO-BREAK SPACE}" if abs(value) >= _GROUPED else "")
    return text.replace(POINT, decimal)


def _power(text: str, decimal: str) -> str:
    """Return a number such as `2e+09` as a power of ten, with a raised exponent."""
    digits, _, exponent = text.replace(POINT, decimal).partition("e")
    power = f"\N{MULTIPLICATION SIGN}10{str(int(exponent)).translate(_RAISED)}" if exponent else ""
    return (digits + power).replace("-", "\N{MINUS SIGN}")
