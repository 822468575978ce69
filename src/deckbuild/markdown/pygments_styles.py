"""The colours of code: Pygments' styles as style sheets for slides."""

from __future__ import annotations

from functools import cache

from deckbuild.markdown.pygments_on_demand import pygments

_INK = {True: "#e6edf3", False: "#1f2328"}  # of what a style gives no colour, on dark and on light
_DIMMED = 3.1  # the contrast of lines that a step leaves out, at least (WCAG 2.2, 1.4.11, asks for 3)
_Colour = tuple[float, float, float]  # red, green and blue, from 0 to 255


@cache
def sheet(style: str) -> str:
    """Return the CSS of the Pygments style ``style`` for code in slides."""
    formatter = pygments().formatters.html.HtmlFormatter(style=style)
    ink = _INK[is_dark(style)]
    dimmed = _dimmed(_colour(ink), _background(style))
    return "\n".join(
        (
            f".reveal .hljs {{ color: {ink} }}",
            formatter.get_style_defs(".reveal .hljs"),
            f".reveal .hljs-ln-numbers {{ color: {dimmed} }}",
            f".reveal .hljs.has-highlights .hljs-ln-row:not(.highlight-line) * {{ color: {dimmed} }}",
        )
    )


def names() -> tuple[str, ...]:
    """Return the names of Pygments' styles."""
    return tuple(sorted(pygments().styles.get_all_styles()))


def is_dark(style: str) -> bool:
    """Return whether the Pygments style of this name has a dark background."""
    red, green, blue = _background(style)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128


def _background(style: str) -> _Colour:
    return _colour(pygments().styles.get_style_by_name(style).background_color)


def _colour(text: str) -> _Colour:
    """Return the colour that `#rgb` or `#rrggbb` names."""
    digits = text.lstrip("#")
    wide = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    red, green, blue = (int(wide[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def _dimmed(ink: _Colour, paper: _Colour) -> str:
    """Return the palest mixture of ``ink`` and ``paper`` that can still be read on ``paper``."""
    for percent in range(101):
        mixed = tuple(round(p + (i - p) * percent / 100) for i, p in zip(ink, paper, strict=True))
        if _contrast(mixed, paper) >= _DIMMED:
            return "#{:02x}{:02x}{:02x}".format(*mixed)
    return "currentcolor"


def _contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[float, ...]) -> float:
    """Return the relative luminance of a colour, from 0 to 1 (WCAG 2.2)."""
    shares = (value / 255 for value in colour)
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
