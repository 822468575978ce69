"""The font of formulas as a page has it: STIX Two Math with no other characters than those of the page.

It has a MATH table, without which browsers cannot set formulas; HarfBuzz keeps in it what the characters need, their
larger variants and pieces included.
"""

from __future__ import annotations

import base64
import re
import struct
import zlib
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from deckbuild.features.formulas import letters

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
    data = base64.b64encode(_woff(shown)).decode("ascii")
    return (
        "@font-face{font-family:'deckbuild maths';font-display:block;"
        f"src:url(data:font/woff;base64,{data}) format('woff')}}\n"
    )


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
    """Return the font with the characters that are ``shown``, as WOFF (1.0); with all where there is no HarfBuzz."""
    try:
        import uharfbuzz  # type: ignore[import-untyped]
    except ImportError:  # none is packaged for Windows on ARM
        return packed(letters.font_file())
    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.UNICODE).update(map(ord, shown))
    wanted.sets(uharfbuzz.SubsetInputSets.NAME_ID).clear()
    return packed(uharfbuzz.subset(uharfbuzz.Face(letters.font_file()), wanted).blob.data)


def packed(font: bytes) -> bytes:
    """Return an OpenType ``font`` as a WOFF file (version 1.0, 3 to 5), which is half as long."""
    flavour, count = struct.unpack_from(">IH", font)
    directory, body = b"", b""
    for number in range(count):
        tag, checksum, at, length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        data = zlib.compress(font[at : at + length], 9)
        data = data if len(data) < length else font[at : at + length]
        directory += struct.pack(">4sIIII", tag, 44 + 20 * count + len(body), len(data), length, checksum)
        body += data + bytes(-len(data) % 4)
    size = 44 + len(directory) + len(body)
    unpacked = 12 + 16 * count + sum(-(-length // 4) * 4 for length in _lengths(font, count))
    return struct.pack(">4sIIHHIHHIIIII", b"wOFF", flavour, size, count, 0, unpacked, 1, 0, *[0] * 5) + directory + body


def _lengths(font: bytes, count: int) -> Iterable[int]:
    return (struct.unpack_from(">I", font, 12 + 16 * number + 12)[0] for number in range(count))
