"""The colours of code: Pygments' styles as style sheets for slides."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from deckbuild.markdown.pygments_on_demand import pygments
from deckbuild.themes import colours
from deckbuild.themes.colours import contrast, mixed, readable, written

if TYPE_CHECKING:
    from deckbuild.themes.colours import Colour

_INK = {True: "#e6edf3", False: "#1f2328"}  # of what a style gives no colour, on dark and on light
_COLOUR = re.compile(r"(?<= color: )#\w+")  # of text: that of a box follows a hyphen
_DIMMED = 3.1  # the contrast of lines that a step leaves out, at least (WCAG 2.2, 1.4.11, asks for 3)


@cache
def sheet(style: str, least: float = 1) -> str:
    """Return the CSS of the Pygments style ``style`` for code in slides.

    Colours with less contrast than ``least`` to the background of the style have the nearest shade that has it.
    """
    formatter = pygments().formatters.html.HtmlFormatter(style=style)
    ink, paper = _INK[is_dark(style)], _background(style)
    dimmed = _dimmed(colours.read(ink), paper)
    return "\n".join(
        (
            f".reveal .hljs {{ color: {ink} }}",
            _COLOUR.sub(lambda found: _shade(found[0], paper, least), formatter.get_style_defs(".reveal .hljs")),
            f".reveal .hljs-ln-numbers {{ color: {dimmed} }}",
            f".reveal .hljs.has-highlights .hljs-ln-row:not(.highlight-line) * {{ color: {dimmed} }}",
        )
    )


def _shade(colour: str, paper: Colour, least: float) -> str:
    return written(readable(colours.read(colour), (paper,), least))


def names() -> tuple[str, ...]:
    """Return the names of Pygments' styles."""
    return tuple(sorted(pygments().styles.get_all_styles()))


def is_dark(style: str) -> bool:
    """Return whether the Pygments style of this name has a dark background."""
    red, green, blue = _background(style)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128


def _background(style: str) -> Colour:
    return colours.read(pygments().styles.get_style_by_name(style).background_color)


def _dimmed(ink: Colour, paper: Colour) -> str:
    """Return the palest mixture of ``ink`` and ``paper`` that can still be read on ``paper``."""
    steps = (mixed(ink, paper, percent / 100) for percent in range(101))
    return next((written(each) for each in steps if contrast(each, paper) >= _DIMMED), "currentcolor")
