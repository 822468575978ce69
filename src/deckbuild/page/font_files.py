"""Font files as a page has them: no more characters than those of the page, packed."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_WOFF, _WOFF2 = b"wOFF", b"wOF2"
_UNPACKED = (b"\0\1\0\0", b"OTTO", b"true")  # OpenType, Organization of an OpenType Font
_FVAR = 47  # the number of the table of axes in WOFF 2.0, 5.2


def kind(font: bytes) -> str:
    """Return the kind of a font file, `woff2`, `woff` or `sfnt`, by its first bytes; empty for what is none."""
    return {_WOFF2: "woff2", _WOFF: "woff", **dict.fromkeys(_UNPACKED, "sfnt")}.get(font[:4], "")


def address(font: bytes, kind: str) -> str:
    """Return a packed ``font`` of this ``kind`` as the `url()` of a style sheet, with its format."""
    return f"url(data:font/{kind};base64,{base64.b64encode(font).decode('ascii')}) format('{kind}')"


def subset(font: bytes, characters: Collection[str], *, has_features: bool = False) -> bytes:
    """Return an OpenType ``font`` with these ``characters`` alone, packed as WOFF; with all if there is no HarfBuzz.

    One that ``has_features`` keeps all of its layout features, such as figures of one width.
    """
    try:
        import uharfbuzz  # type: ignore[import-untyped]
    except ImportError:  # none is packaged for Windows on ARM
        return packed(font)
    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.UNICODE).update(map(ord, characters))
    wanted.sets(uharfbuzz.SubsetInputSets.NAME_ID).clear()
    if has_features:
        wanted.sets(uharfbuzz.SubsetInputSets.LAYOUT_FEATURE_TAG).clear()
        wanted.sets(uharfbuzz.SubsetInputSets.LAYOUT_FEATURE_TAG).invert()
    return packed(uharfbuzz.subset(uharfbuzz.Face(font), wanted).blob.data)


def is_variable(font: bytes) -> bool:
    """Return whether a font file has axes, such as that of weights."""
    if kind(font) == "woff2":
        return _FVAR in _tables_of_woff2(font)
    start, step, at = (44, 20, 12) if kind(font) == "woff" else (12, 16, 4)
    (count,) = struct.unpack_from(">H", font, at)
    return b"fvar" in (font[start + step * number : start + step * number + 4] for number in range(count))


def _tables_of_woff2(font: bytes) -> Iterable[int]:
    """Yield the numbers of the tables that a font has (WOFF 2.0, 4.1); 63 for those that have none."""
    (count,), at = struct.unpack_from(">H", font, 12), 48
    for _ in range(count):
        number, version = font[at] & 63, font[at] >> 6
        yield number
        at = _after_number(font, at + (5 if number == 63 else 1))
        if (number in (10, 11)) == (version == 0):  # glyf and loca are transformed unless they say not, others if so
            at = _after_number(font, at)


def _after_number(font: bytes, at: int) -> int:
    """Return where a number of several bytes ends that begins ``at`` (UIntBase128)."""
    while font[at] & 128:
        at += 1
    return at + 1


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
