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
# In this order: layouts change what elements are otherwise; and the palette, behind them all, has the last word.
STYLES = (
    "type",
    "slide",
    "lists",
    "tables",
    "code",
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
_SCHEMES = {"light": "light", "dark": "dark", "auto": "light dark"}


def sheet(name: str, scheme: str, html: Sequence[str], characters: frozenset[str]) -> str:
    """Return the style sheet of our theme ``name`` for slides of ``html``, which show ``characters``.

    An empty ``scheme`` is that of the theme. Italics and the font of code come only where slides show them.
    """
    shown = "".join(html)
    return _sheet(name, scheme, characters, has_italics=bool(_ITALIC.search(shown)), has_code=bool(_CODE.search(shown)))


@lru_cache(maxsize=4)  # the live preview asks at each edit
def _sheet(name: str, scheme: str, characters: frozenset[str], *, has_italics: bool, has_code: bool) -> str:
    theme = OURS[name]
    kind = _SCHEMES[scheme or ("dark" if theme.is_dark else "light")]
    text = fonts.faces({theme.text_font}, characters, ("normal", "italic") if has_italics else ("normal",))
    others = {theme.title_font, theme.code_font if has_code else theme.title_font}
    other = fonts.faces(others, characters)
    sheets = [*(_text(f"styles/{each}.css") for each in STYLES), palette(name)]
    return "".join((text, other, f":root {{ color-scheme: {kind} }}\n", *sheets))


def palette(name: str) -> str:
    """Return the sheet that has the colours of our theme ``name``."""
    return _text(f"palettes/{name}.css")


@cache
def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
