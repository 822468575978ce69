"""The style sheet of a theme of ours, put together of its palette, the styles, and fonts for a deck."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from deckbuild import __path__
from deckbuild.themes import fonts
from deckbuild.themes.theme import OURS

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOLDER = Path(__path__[0], "themes")
CODE_COLOURS = "code_colours"
# In this order: layouts change what elements are otherwise; and the palette, behind them all, has the last word.
STYLES = (
    "type",
    "slide",
    "lists",
    "tables",
    "code",
    CODE_COLOURS,
    "pictures",
    "boxes",
    "least",
    "fragments",
    "layouts",
    "furniture",
    "views",
    "phone",
)
_ITALIC = re.compile(r"<(?:em|i|cite|dfn|var|address)\b")
_CODE = re.compile(r"<(?:code|kbd|samp|pre)\b")
FONT, MONO = "font", "mono"  # of a brand: that of text and titles, and that of code
_SCHEMES = {"light": "light", "dark": "dark", "auto": "light dark"}


def sheet(
    name: str, scheme: str, html: Sequence[str], characters: frozenset[str], others: frozenset[str] = frozenset()
) -> str:
    """Return the style sheet of our theme ``name`` for slides of ``html``, which show ``characters``.

    An empty ``scheme`` is that of the theme. Italics and the font of code come only where slides show them, and no
    font for text (`font`) or for code (`mono`) of which a brand has ``others``, nor the colours of code
    (`code_colours`) where a deck names a style.
    """
    shown = "".join(html)
    styles = ("normal", "italic") if _ITALIC.search(shown) else ("normal",)
    return _sheet(name, scheme, characters, styles, others if _CODE.search(shown) else others | {MONO})


@lru_cache(maxsize=4)  # the live preview asks at each edit
def _sheet(name: str, scheme: str, characters: frozenset[str], styles: tuple[str, ...], without: frozenset[str]) -> str:
    theme = OURS[name]
    kind = _SCHEMES[scheme or ("dark" if theme.is_dark else "light")]
    text, titles = ({theme.text_font}, {theme.title_font}) if FONT not in without else ((), set[str]())
    faces = fonts.faces(text, characters, styles)
    faces += fonts.faces(titles | (set() if MONO in without else {theme.code_font}), characters)
    sheets = [*(_text(f"styles/{each}.css") for each in STYLES if each not in without), palette(name)]
    return "".join((faces, f":root {{ color-scheme: {kind} }}\n", *sheets))


def palette(name: str) -> str:
    """Return the sheet that has the colours of our theme ``name``."""
    return _text(f"palettes/{name}.css")


@cache
def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
