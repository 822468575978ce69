"""Mends the themes of reveal.js where they are broken: contrast, sizes, fonts that are not there, colours of code.

What is mended stands in `fixes/`: one sheet for each theme, and `all.css` for what they have in common.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from deckbuild import __path__
from deckbuild.themes import fonts

if TYPE_CHECKING:
    from collections.abc import Collection

_FOLDER = Path(__path__[0], "themes", "fixes")
# The fonts that a theme names and does not bring, or that take the place of those of a system.
_FONTS = MappingProxyType({"beige": ("Source Sans Pro",), "dracula": ("Source Sans Pro",)})
_CODE_FONTS = MappingProxyType({"dracula": ("Source Code Pro",)})
_OF_CONTRAST = "-contrast"  # ends the name of a theme that lacks what its sibling does, and is mended by the same sheet
# The fonts that a theme brings and does not use.
_UNUSED_FONTS = MappingProxyType({"beige": frozenset({"Lato", "League Gothic"})})
# The style of Pygments that fits a theme of its own colours.
CODE_STYLES = MappingProxyType({"dracula": "dracula", "moon": "solarized-dark", "solarized": "solarized-light"})


def unused_fonts(theme: str) -> frozenset[str]:
    """Return the fonts that a ``theme`` of reveal.js brings and does not use."""
    return _UNUSED_FONTS.get(theme, frozenset())


def sheet(theme: str, characters: frozenset[str], *, has_code: bool) -> str:
    """Return what mends the ``theme`` of reveal.js, with the fonts that it lacks for ``characters``."""
    families: Collection[str] = (*_FONTS.get(theme, ()), *(_CODE_FONTS.get(theme, ()) if has_code else ()))
    return fonts.faces(families, characters) + "".join(map(_text, ("all", theme.removesuffix(_OF_CONTRAST))))


@cache
def _text(name: str) -> str:
    return (_FOLDER / f"{name}.css").read_text(encoding="utf-8")
