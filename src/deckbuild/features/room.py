"""How much room is left on a slide for a drawing, guessed from what stands beside it."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.features.tokens import classes, end_of, opens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from markdown_it.token import Token

_SLIDE = (960.0, 700.0)  # pixels of a slide (reveal.js' own defaults)
_FREE, _BLOCK, _BETWEEN = 40.0, 20.0, 40.0  # pixels above and below all blocks, between blocks, and between columns
# Pixels of a line of text in most of reveal.js' themes, by the element that it stands in.
_LINES = {"h1": 126.0, "h2": 81.0, "h3": 66.0, "figcaption": 33.0, "caption": 33.0, "td": 0.0, "th": 0.0}
_TEXT, _ROW, _CODE, _PICTURE = 55.0, 71.0, 28.0, 250.0
_LETTER = 0.4  # of the height of a line, that a letter is wide
_DRAWN = frozenset({"chart", "vega-lite", "mermaid", "dot", "graphviz", "d2"})  # words behind fences
_PART = re.compile(r"([\d.]+)fr")


class Room(NamedTuple):
    """What is left on a slide, in pixels."""

    width: float
    height: float


def around(tokens: list[Token], at: int, settings: Mapping[str, Any]) -> Room:
    """Return the room for the block ``at`` a place of a slide, which has the size in the ``settings`` of features.

    All that is drawn shares it.
    """
    size: tuple[float, float] = settings.get("size", _SLIDE)
    width = size[0] / (2 if any(name.startswith("picture-") for each in tokens for name in classes(each)) else 1)
    beside: set[int] = set()
    for column in _columns_around(tokens, at):
        columns, part = _row(tokens, column)
        width = (width - _BETWEEN * (len(columns) - 1)) * part
        beside.update(*(range(each, end_of(tokens, each)) for each in columns if each != column))
    rest = [index for index in range(len(tokens)) if index not in beside]
    used = sum(_height(tokens, index, width) for index in rest if not _is_drawn(tokens[index]))
    shared = sum(_is_drawn(tokens[index]) for index in rest)
    return Room(width, (size[1] - _FREE - used) / shared - 2 * _BLOCK)


def _is_drawn(token: Token) -> bool:
    """Return whether a ``token`` is a drawing, or will be one."""
    return (token.type == "fence" and not _DRAWN.isdisjoint(token.info.split()[:1])) or bool(token.meta.get("drawn"))


def _columns_around(tokens: Sequence[Token], at: int) -> list[int]:
    """Return the places of the columns that are open ``at`` a place, the outermost first."""
    opened: list[int] = []
    for index, token in enumerate(tokens[:at]):
        if token.nesting > 0:
            opened.append(index)
        elif token.nesting < 0:
            opened.pop()
    return [index for index in opened if opens(tokens[index], "column")]


def _row(tokens: list[Token], column: int) -> tuple[list[int], float]:
    """Return the places of the columns in the row of one of them, and the part of its width that this one has."""
    holders = [at for at in range(column) if opens(tokens[at], "columns") and end_of(tokens, at) > column]
    if not holders:
        return [column], 1.0
    found: list[int] = []
    at, end = holders[-1] + 1, end_of(tokens, holders[-1])
    while at < end:
        found += [at] if opens(tokens[at], "column") else []
        at = max(at, end_of(tokens, at)) + 1
    parts = [*map(float, _PART.findall(str(tokens[holders[-1]].attrs.get("style", ""))))]
    is_known = len(parts) == len(found)
    return found, parts[found.index(column)] / sum(parts) if is_known else 1 / len(found)


def _height(tokens: Sequence[Token], at: int, width: float) -> float:
    """Return how many pixels high the text is that is the token ``at`` a place."""
    token = tokens[at]
    if token.type == "tr_open":
        return _ROW
    if token.type in ("fence", "code_block"):
        return _CODE * token.content.count("\n") + 3 * _BLOCK
    if token.type != "inline":
        return 0.0
    if any(child.type == "image" for child in token.children or ()):
        return _PICTURE
    line = _LINES.get(tokens[at - 1].tag, _TEXT)
    lines = math.ceil(len(token.content) * line * _LETTER / width)
    return lines * line + (0.0 if tokens[at - 1].hidden or not line else _BLOCK)
