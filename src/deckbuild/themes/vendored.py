"""The reveal.js that ships with us: its files, and its themes with their fonts.

The files come from the npm registry through the build hook (`hatch_build.py`) and lie in ``vendor/``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from deckbuild import __path__
from deckbuild.themes import fonts
from deckbuild.themes.missing import Missing

_VENDOR = Path(__path__[0], "vendor")
# The plugins that are shipped, with the names that their scripts define.
PLUGINS = {"notes": "RevealNotes", "search": "RevealSearch", "zoom": "RevealZoom"}
_DARK = frozenset({"black", "black-contrast", "blood", "dracula", "league", "moon", "night"})
# Themes of older versions, and those that took their place (`default` was called league from 3.0 on).
_FORMER = {"default": "league", "white_contrast_compact_verbatim_headers": "white-contrast"}
# What some themes ask the network for; the cuts they name lie in vendor/fonts.
_WEB_FONT = re.compile(r'@import "https://fonts\.googleapis\.com/css\?family=([^":]+):[^"]+";')

# A font that a theme holds as a whole.
_WHOLE_FONT = re.compile(r"@font-face\{font-family:([^;]+);[^}]*\}")


@cache
def text(name: str) -> str:
    """Return the text of reveal.js' file ``name``, such as ``dist/reveal.js``; raises ``Missing``."""
    try:
        return (_VENDOR / "reveal" / name).read_text(encoding="utf-8")
    except OSError as error:
        raise Missing(name) from error


@cache
def themes() -> tuple[str, ...]:
    """Return the names of reveal.js' themes."""
    try:
        names = [entry.name for entry in (_VENDOR / "reveal" / "dist" / "theme").iterdir()]
    except OSError as error:
        raise Missing("dist/theme") from error
    return tuple(sorted(name.removesuffix(".css") for name in names if name.endswith(".css")))


def theme_of(name: str) -> str:
    """Return the theme that ``name`` means: one of an older version, or the file of one; else an empty text.

    Such a file lies on the network, where npm puts it, or where reveal-md serves it.
    """
    folder, _, file = name.rpartition("/")
    is_elsewhere = "reveal" in folder and (name.startswith(("https:", "http:", "//")) or "node_modules/" in folder)
    if folder.endswith("theme") and (is_elsewhere or folder.strip("/") == "dist/theme"):
        name = file.removesuffix(".css").removesuffix(".min")
    found = _FORMER.get(name, name)
    return found if found in themes() else ""


@lru_cache(maxsize=4)  # the live preview asks at each edit
def theme_css(theme: str, characters: frozenset[str], unused: frozenset[str] = frozenset()) -> str:
    """Return the style sheet of a shipped theme, with its fonts inside, so that it asks the network for nothing.

    Of each font come the subsets that hold one of ``characters``, those of the deck. A font that stands in the theme
    as a whole stays only for a deck with characters that are in none of its subsets. ``unused`` fonts do not come.
    """
    css = text(f"dist/theme/{theme}.css")
    families = {name.replace("+", " ") for name in _WEB_FONT.findall(css)}
    whole = {name for name in _WHOLE_FONT.findall(css) if fonts.holds(name, characters)}
    kept = _WHOLE_FONT.sub(lambda face: "" if face[1] in whole | unused else face[0], css)
    return fonts.faces((families | whole) - unused, characters) + _WEB_FONT.sub("", kept)


def is_dark(theme: str) -> bool:
    """Return whether the theme of this name has a dark background."""
    return theme in _DARK
