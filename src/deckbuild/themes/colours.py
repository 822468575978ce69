"""Colours of the web, and how well one is read on another (WCAG 2.2)."""

from __future__ import annotations

from typing import TypeAlias

Colour: TypeAlias = tuple[float, float, float]  # red, green and blue, from 0 to 255
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)


def read(text: str) -> Colour:
    """Return the colour that `#rgb` or `#rrggbb` names."""
    digits = text.lstrip("#")
    wide = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    red, green, blue = (int(wide[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def written(colour: Colour) -> str:
    """Return ``colour`` as `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*map(round, colour))


def is_dark(colour: Colour) -> bool:
    """Return whether light text is read better on ``colour`` than dark text."""
    return contrast(colour, WHITE) > contrast(colour, BLACK)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """Return ``one`` and ``other`` mixed; ``share`` is that of ``one``, from 0 to 1."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21 (contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: Colour, grounds: tuple[Colour, ...], least: float = 4.5) -> Colour:
    """Return what is nearest to ``colour``, on the way to black or to white, with a contrast of ``least`` on all.

    Where even black or white has less, it is the one that has more.
    """
    end = WHITE if is_dark(grounds[0]) else BLACK
    steps = (mixed(end, colour, percent / 100) for percent in range(101))
    return next((each for each in steps if all(contrast(each, ground) >= least for ground in grounds)), end)


def _luminance(colour: Colour) -> float:
    """Return the relative luminance of a colour, from 0 to 1."""
    shares = (value / 255 for value in colour)
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
