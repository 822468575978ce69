"""Makes small PNG files with the standard library alone, for tests that need a real picture of a known size."""

from __future__ import annotations

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_EIGHT_BIT_RGB = bytes([8, 2, 0, 0, 0])


def png(width: int, height: int, colour: tuple[int, int, int] = (200, 60, 40)) -> bytes:
    """Return a valid PNG of one colour."""
    header = struct.pack(">II", width, height) + _EIGHT_BIT_RGB
    row = b"\0" + bytes(colour) * width  # each row begins with its filter: none
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(row * height)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
