"""The font of formulas as a page has it: STIX Two Math with no other characters than those of the page.

It has a MATH table, without which browsers cannot set formulas; HarfBuzz keeps in it what the characters need, their
larger variants and pieces included.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from deckbuild.features.formulas import letters
from deckbuild.page import font_files

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMULA = re.compile(r"<math[\s>].*?</math>(?!</a></mtext>)", re.DOTALL)  # one in a link is in another
_TEXT = re.compile(r">([^<]+)")
_LETTER = re.compile(r"<mi(?: (?!mathvariant)[a-z-]+=\"[^\"]*\")*>([^<]|&#?\w+;)</mi>")
_ALWAYS = " √\N{MINUS SIGN}"  # the font's own measures go by the blank; roots and minus signs stand in no text


def face(html: Iterable[str]) -> str:
    """Return the `@font-face` for the formulas in slides of ``html``; empty if there are none."""
    shown = characters(html)
    if not shown:
        return ""
    address = font_files.address(_woff(shown), "woff")
    return f"@font-face{{font-family:'deckbuild maths';font-display:block;src:{address}}}\n"


def without_formulas(html: Iterable[str]) -> list[str]:
    """Return slides of ``html`` without their formulas: what the fonts of a theme show."""
    return [_divided(slide)[1] if "<math" in slide else slide for slide in html]


def characters(html: Iterable[str]) -> frozenset[str]:
    """Return the characters that the formulas in slides of ``html`` show, those included that browsers put in."""
    found = [_divided(slide)[0] for slide in html if "<math" in slide]
    return frozenset(_ALWAYS).union(*found) if found else frozenset()


@lru_cache(maxsize=4096)  # the live preview asks for all slides at each edit
def _divided(slide: str) -> tuple[frozenset[str], str]:
    """Return the characters that the formulas of a ``slide`` show, and the slide without them."""
    formulas = _FORMULA.findall(slide)
    texts, lone = ({text for each in formulas for text in kind.findall(each)} for kind in (_TEXT, _LETTER))
    return frozenset().union(*map(unescape, texts), map(letters.italic, map(unescape, lone))), _FORMULA.sub("", slide)


@lru_cache(maxsize=4)  # the live preview asks at each edit
def _woff(shown: frozenset[str]) -> bytes:
    """Return the font with the characters that are ``shown``."""
    return font_files.subset(letters.font_file(), shown)
