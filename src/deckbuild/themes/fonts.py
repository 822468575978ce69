"""The fonts that ship with us, as a page has them: those subsets that hold characters of the deck.

They come from the npm registry through the build hook (`hatch_build.py`) and lie in ``vendor/fonts``.
"""

from __future__ import annotations

import base64
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from deckbuild import __path__
from deckbuild.themes.missing import Missing

if TYPE_CHECKING:
    from collections.abc import Collection

_FOLDER = Path(__path__[0], "vendor", "fonts")
# Of all from U+2300 on, emojis and scripts of East Asia among it, the fonts that themes hold whole (6.0.2) have these.
_SIGNS = frozenset("⌜⌝⌞⌟■▲△▶▷▼▽◀◁◆◉◊◼☐☑♪✓❒⟦⟧⸢⸣⸤⸥ﬀﬁﬂ")


def faces(families: Collection[str], characters: frozenset[str], styles: Collection[str] = ("normal", "italic")) -> str:
    """Return the `@font-face` rules of ``families`` in these ``styles``, for the subsets that ``characters`` need."""
    wanted = (each for each in _fonts() if each["family"] in families and each["style"] in styles)
    return "".join(_face(each) for each in wanted if _covers(each, characters))


def families() -> tuple[str, ...]:
    """Return the names of the families that ship with us and have a regular weight."""
    regular = (font["family"] for font in _fonts() if font["weight"] == "400" or " " in font["weight"])
    return tuple(sorted(set(regular)))


def holds(family: str, characters: frozenset[str]) -> bool:
    """Return whether the subsets of ``family`` that ship with us hold all ``characters`` that the whole font has."""
    subsets = [font for font in _fonts() if font["family"] == family]
    left = frozenset(each for each in characters if "~" < each < "\u2300" or each in _SIGNS)
    return bool(subsets) and all(any(_covers(font, frozenset(each)) for font in subsets) for each in left)


@cache
def _fonts() -> list[dict[str, str]]:
    """Return the fonts that the build hook brought: family, weight, style, unicode_range, file."""
    found: list[dict[str, str]] = json.loads(_font_file("fonts.json"))
    return found


def _font_file(name: str) -> bytes:
    try:
        return (_FOLDER / name).read_bytes()
    except OSError as error:
        raise Missing(name) from error


def _face(font: dict[str, str]) -> str:
    data = base64.b64encode(_font_file(font["file"])).decode("ascii")
    return (
        f"@font-face{{font-family:'{font['family']}';font-weight:{font['weight']};font-style:{font['style']};"
        f"unicode-range:{font['unicode_range']};font-display:swap;"
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}\n"
    )


def _covers(font: dict[str, str], characters: frozenset[str]) -> bool:
    """Return whether the font's unicode-range (CSS Fonts 4, 4.5) holds one of ``characters``."""
    for part in font["unicode_range"].replace(" ", "").upper().split(","):
        first, _, last = part.removeprefix("U+").replace("?", "0").partition("-")
        end = last or part.removeprefix("U+").replace("?", "F")
        if any(int(first, 16) <= ord(character) <= int(end, 16) for character in characters):
            return True
    return False
