"""What a theme of ours is: its fonts, and whether it is dark; and the list of them."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple


class Theme(NamedTuple):
    """A theme of ours. Its colours and its fonts by their parts are a sheet of its name in `palettes/`.

    ``text_font`` and ``code_font`` are families that ship with us; ``is_dark`` is how it is unless a deck says
    otherwise.
    """

    name: str
    text_font: str
    code_font: str
    is_dark: bool = False


OURS = MappingProxyType({each.name: each for each in (Theme("lecture", "Source Sans 3", "Source Code Pro"),)})
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
    }
)
