"""The letters of the font of formulas: how wide they are, and which one a browser shows in the place of a lone one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from deckbuild import __path__

_FILE = Path(__path__[0], "vendor", "maths-font", "maths.otf")
_USUAL, _CHINESE = 0.55, 1.0  # em, of letters that the font has not
# Where Unicode has the italic letters to which browsers turn a lone one (MathML Core, 4.2), by what they begin at.
_ITALICS = {"A": 0x1D434, "a": 0x1D44E, "Α": 0x1D6E2, "α": 0x1D6FC}  # noqa: RUF001 -- Greek
_ODD = dict(zip("h\N{LATIN SMALL LETTER DOTLESS I}ȷ∂∇ϴϵϑϰϕϱϖ", "ℎ𝚤𝚥𝜕𝛻𝛳𝜖𝜗𝜘𝜙𝜚𝜛", strict=True))
_NUMBER_OF_LETTERS = {"A": 26, "a": 26, "Α": 25, "α": 25}  # noqa: RUF001 -- Greek


def font_file() -> bytes:
    """Return the font file."""
    return _FILE.read_bytes()


def italic(letter: str) -> str:
    """Return the italic letter that a browser shows in the place of a lone ``letter``."""
    for first, begin in _ITALICS.items():
        if 0 <= ord(letter) - ord(first) < _NUMBER_OF_LETTERS[first]:
            return _ODD.get(letter, chr(begin + ord(letter) - ord(first)))
    return _ODD.get(letter, letter)


def advance(character: str) -> float:
    """Return how wide a ``character`` is (em)."""
    font = _font()
    glyph = font.get_nominal_glyph(ord(character)) if font else None
    if glyph:
        return float(font.get_glyph_h_advance(glyph) / font.face.upem)
    return _CHINESE if east_asian_width(character) in "WF" else _USUAL


@cache
def _font() -> Any:  # noqa: ANN401 -- of HarfBuzz
    try:
        import uharfbuzz  # type: ignore[import-untyped]
    except ImportError:  # none is packaged for Windows on ARM
        return None
    return uharfbuzz.Font(uharfbuzz.Face(font_file()))
