"""Makes the decks that the benchmarks build: the same slides for every tool, in the separators that each one reads.

A large deck is stacks of ten slides. Each slide has a heading, a paragraph and a picture, and in turn a list, a table
or code in one of three languages; forty pictures of about 45 kB are shared by all slides. The deck of pictures has 200
stacks of five such slides, and forty pictures of 99 to 400 kB, each shown by five stacks. Nothing is random: two
machines, and two runs, build the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from shutil import copytree, ignore_patterns
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.decks import noise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PICTURES = 40
_WIDTH, _HEIGHT, _BLOCK = 640, 360, 4  # px; blocks of one colour, so that a picture compresses to some 45 kB

_CODE = (
    """\
```python
def attention(query, keys, values, scale={0}):
    # how well the query fits each key
    scores = [dot(query, key) / scale for key in keys]
    weights = softmax(scores)
    return sum(weight * value for weight, value in zip(weights, values))
```
""",
    """\
```js
export async function load(name, {{retries = {0}}} = {{}}) {{
  for (let left = retries; left > 0; left -= 1) {{
    const answer = await fetch(`/models/${{name}}`);
    if (answer.ok) return answer.json(); // the usual case
  }}
  throw new Error("no answer");
}}
```
""",
    """\
```sql
-- the {0} busiest heads
SELECT layer, head, avg(weight) AS mean
FROM attention WHERE step < 1000 AND layer IN (1, 2, 3)
GROUP BY layer, head ORDER BY mean DESC LIMIT {0};
```
""",
)
_LIST = """\
- the *query* of slide {0} asks
- the **keys** answer
    - each with a weight
    - all weights add up to one
- the `values` are mixed
"""
_TABLE = """\
| layer | heads | parameters |
|:------|:-----:|-----------:|
| {0} | 8 | 2,359,296 |
| embedding | 1 | 23,440,896 |
| feed forward | 1 | 4,718,592 |
"""
_BODIES = (_LIST, _CODE[0], _TABLE, _CODE[1], _LIST, _CODE[2])
_SLIDE = """\
{level} Slide {0}: how attention works

A token looks at **every other token** and asks [how much](https://example.com/{0}) of it to take; number {0} is *one*
of many such steps, and the sum of them is `output[{0}]`.

{body}
"""
_SHOWN = "![Picture {0}](images/{0:02}.png)\n"


@dataclass(frozen=True, slots=True)
class Dialect:
    """The lines between two slides, between two stacks, and between the slides of the example deck."""

    slide: str
    stack: str
    example: str


class Deck(NamedTuple):
    """What a deck is made of; with ``large`` pictures of up to 400 kB, one to a stack, else small ones everywhere."""

    name: str
    slides: int = 0
    in_a_stack: int = 10
    large: bool = False


EXAMPLE = Deck("example")  # deckbuild's own
THOUSAND = Deck("thousand", 1000)
MANY = Deck("many", 5000)
OF_PICTURES = Deck("pictures", 1000, 5, large=True)

DECKBUILD = Dialect("!SUB", "!SLIDE", "!SUB")
REVEAL_MD = Dialect("----", "---", "----")
MKSLIDES = Dialect("-v-", "---", "-v-")
MARP = Dialect("---", "---", "---")
PANDOC = Dialect("", "", "---")  # in a large deck headings alone divide, with --slide-level=2


def write_example(folder: Path, dialect: Dialect, root: Path) -> None:
    """Write deckbuild's example deck (13 slides, 10 pictures) into ``folder``."""
    copytree(root / "images", folder / "images", ignore=ignore_patterns("draw"))
    text = (root / "slides" / "transformers.md").read_text(encoding="utf-8")
    (folder / "deck.md").write_text(text.replace("\n!SUB\n", f"\n{dialect.example}\n"), encoding="utf-8")


def write(folder: Path, dialect: Dialect, deck: Deck) -> None:
    """Write a ``deck`` and its pictures into ``folder``."""
    images = folder / "images"
    images.mkdir(parents=True, exist_ok=True)
    for number in range(PICTURES):
        (images / f"{number:02}.png").write_bytes(noise(number) if deck.large else _picture(number))
    (folder / "deck.md").write_text(text(dialect, deck), encoding="utf-8")


def text(dialect: Dialect, deck: Deck, edited: str = "") -> str:
    """Return the Markdown of a deck; ``edited`` is added to the slide in its middle."""
    pieces = []
    for number in range(deck.slides):
        if number:
            pieces.append(f"\n{dialect.slide if number % deck.in_a_stack else dialect.stack}\n\n")
        pieces.append(_slide(deck, number))
        if number == deck.slides // 2 and edited:
            pieces.append(f"\n{edited}\n")
    return "".join(pieces)


def _slide(deck: Deck, number: int) -> str:
    body = _BODIES[number % len(_BODIES)].format(number)
    level = "##" if number % deck.in_a_stack else "#"
    return _SLIDE.format(number, level=level, body=body) + _pictures(deck, number)


def _pictures(deck: Deck, number: int) -> str:
    """Return the picture of a slide; of large ones the first slide of each stack shows one."""
    stack, place = divmod(number, deck.in_a_stack)
    if deck.large:
        return "" if place else _SHOWN.format(stack % PICTURES)
    return _SHOWN.format(number * 7 % PICTURES)


def _picture(number: int) -> bytes:
    """Return a PNG of small blocks in colours that do not repeat."""
    rows = b"".join(b"\0" + row for row in _rows(number) for _ in range(_BLOCK))
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)  # eight bits each of red, green and blue
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _rows(number: int) -> Iterator[bytes]:
    """Yield a row of each line of blocks; the colours come from a linear congruential generator."""
    state = number + 1
    for _ in range(_HEIGHT // _BLOCK):
        row = bytearray()
        for _ in range(_WIDTH // _BLOCK):
            state = (state * 1_103_515_245 + 12_345) & 0x7FFFFFFF
            row += bytes((state >> 8 & 0xF8, state >> 16 & 0xF8, state >> 20 & 0xF8)) * _BLOCK
        yield bytes(row)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
