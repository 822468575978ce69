"""Makes the decks of our own benchmarks: one of text alone, and one with many pictures.

Both have five slides to a stack, written as authors write them: a list with fragments, code or a table, speaker notes.
Nothing differs from run to run.
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

IN_A_STACK = 5
PICTURES = 40
SHOWN = 5  # times that each picture is shown
_WIDTH, _LOWEST, _HIGHEST = 365, 90, 365  # px; noise takes three bytes a pixel: 99 to 400 kB
_KINDS = (
    "```python\ndef attention(query, keys):\n    return softmax(query @ keys.T)\n```",
    "| a | b |\n| - | - |\n| 1 | 2 |",
    "Some words about **queries** and keys, with a [link](https://example.com).",
)


def write_text_deck(root: Path, slides: int) -> Path:
    """Write a project with a deck of ``slides`` slides of text; return the deck's file."""
    return _write(root, [_slide(number) for number in range(slides)])


def write_picture_deck(root: Path, slides: int) -> Path:
    """Write the same with forty pictures of 99 to 400 kB, each shown five times; return the deck's file."""
    images = root / "images"
    images.mkdir(parents=True)
    for number in range(PICTURES):
        (images / f"{number:02}.png").write_bytes(noise(number))
    shown = Counter(place * slides // (PICTURES * SHOWN) for place in range(PICTURES * SHOWN))
    numbers = iter(range(PICTURES * SHOWN))
    texts = []
    for number in range(slides):
        pictures = "\n".join(f"![](images/{next(numbers) % PICTURES:02}.png)" for _ in range(shown[number]))
        texts.append(_slide(number, pictures))
    return _write(root, texts)


def _write(root: Path, texts: list[str]) -> Path:
    path = root / "slides" / "talk.md"
    path.parent.mkdir(parents=True)
    separated = (f"{'!SUB' if number % IN_A_STACK else '!SLIDE'}\n\n{text}\n" for number, text in enumerate(texts))
    path.write_text("".join(separated), encoding="utf-8")
    return path


def _slide(number: int, pictures: str = "") -> str:
    items = [f'- point {number} <!-- .element: class="fragment" -->', "- another with *emphasis* and `code`"]
    parts = [f"## Slide {number}", "\n".join(items), _KINDS[number % 3], pictures, "!NOTE\n\nAsk who has read it."]
    return "\n\n".join(filter(None, parts))


def noise(number: int) -> bytes:
    """Return a PNG of noise, which no program makes smaller: the higher the ``number``, the larger."""
    height = _LOWEST + (_HIGHEST - _LOWEST) * number // (PICTURES - 1)
    noise = Random(number)  # noqa: S311 -- no secret
    rows = b"".join(b"\0" + noise.randbytes(3 * _WIDTH) for _ in range(height))
    header = struct.pack(">IIBBBBB", _WIDTH, height, 8, 2, 0, 0, 0)  # eight bits each of red, green and blue
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
