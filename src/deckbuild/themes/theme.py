"""What a theme of ours is: its fonts, and whether it is dark; and the list of them."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple


class Theme(NamedTuple):
    """A theme of ours, and in words what it looks like. Its colours and its fonts are a sheet in `palettes/`.

    ``text_font``, ``code_font`` and ``title_font``, if titles have one of their own, are families that ship with us;
    ``is_dark`` is how it is unless a deck says otherwise.
    """

    name: str
    about: str
    text_font: str
    code_font: str = "Source Code Pro"
    title_font: str = ""
    is_dark: bool = False


_THEMES = (
    Theme("lecture", "Ink on white, one blue, a sans-serif", "Source Sans 3"),
    Theme("paper", "A serif on warm paper, an oxblood red", "Source Serif 4"),
    Theme(
        "ink",
        "Dark, titles in the font of code, for talks about code",
        "Source Sans 3",
        title_font="Source Code Pro",
        is_dark=True,
    ),
    Theme("chalk", "A green board, titles written by hand", "Source Sans 3", title_font="Patrick Hand", is_dark=True),
)
OURS = MappingProxyType({each.name: each for each in _THEMES})
# Px of the width and of the height of a slide that are its margins (`styles/slide.css`), without the 40 px of height
# that the themes of reveal.js leave free, too.
MARGINS = (160, 96)
# Classes on sections.
LAYOUTS = frozenset("title section statement quote cover two three picture-left picture-right code dense blank".split())
SCHEMES = ("light", "dark", "auto")
# The canvas fills a screen or a projector of 16:9; its margins are part of the slides, which so may fill it, too.
OPTIONS = MappingProxyType(
    {
        "width": 1280,
        "height": 720,
        "margin": 0,
        "center": False,
        "transition": "fade",
        "transitionSpeed": "fast",
        "backgroundTransition": "fade",
        # In the scroll view slides follow each other, and no empty rest of a screen stands between them.
        "scrollLayout": "compact",
        "scrollSnap": False,
        "pdfMaxPagesPerSlide": 1,
    }
)
