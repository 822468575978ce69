"""Draws what stands in the place of a file that is not there: a dashed box with its name and the reason."""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple
from urllib.parse import unquote

from deckbuild.assets.asset import Asset

_SVG = "image/svg+xml"
_LETTER = 0.65  # width of a letter, as a part of its size
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")  # what XML does not allow, or nobody sees
# One grey for all, with a contrast of 4.5 on white and on black: a placeholder does not know the theme.
_BOX = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}">
<rect x="1.5" y="1.5" width="{inner_width:g}" height="{inner_height:g}" rx="6" fill="#808080" fill-opacity=".08" \
stroke="#767676" stroke-width="2" stroke-dasharray="7 6"/>
<g fill="#767676" font-family="system-ui, sans-serif" text-anchor="middle">{texts}</g>
</svg>
"""
# Behind a slide: as large as the window, whatever its shape, with the words in a corner that slides leave free.
_BACKGROUND = """\
<svg xmlns="http://www.w3.org/2000/svg">
<rect width="100%" height="100%" fill="#808080" fill-opacity=".08" stroke="#767676" stroke-width="6" \
stroke-dasharray="14 12"/>
<g fill="#767676" font-family="system-ui, sans-serif"><text x="24" y="100%" dy="-24" font-size="16">{words}</text></g>
</svg>
"""
_PADDING = 12  # px on each side of the words
_SMALLEST = 11  # px of a letter that can be read


class Lost(NamedTuple):
    """A file that is not there: the address that names it, and why."""

    address: str
    why: str


class Size(NamedTuple):
    """How large a box is, in px."""

    width: float
    height: float


def box(lost: Lost, size: Size) -> Asset:
    """Return the box of this ``size``; one that is too small for words has none."""
    letter = max(_SMALLEST, min(20.0, size.width / 20))
    room = int((size.width - 2 * _PADDING) / (letter * _LETTER))
    middle = size.height / 2
    texts = ""
    if room > len("x.png") and size.height > 4 * letter:
        texts += _text(_end(_name(lost), room), size.width / 2, middle, letter, ' font-weight="600"')
        texts += _text(_start(lost.why, int(room * 1.25)), size.width / 2, middle + 1.5 * letter, letter * 0.8)
    elif room > len("x.png") and size.height > 1.5 * letter:
        texts += _text(_end(_name(lost), room), size.width / 2, middle + letter / 3, letter)
    values = {"inner_width": size.width - 3, "inner_height": size.height - 3, "texts": texts}
    return _asset(lost, _BOX.format(**size._asdict(), **values))


def background(lost: Lost) -> Asset:
    """Return what stands behind a slide in the place of a picture, a film or a page."""
    return _asset(lost, _BACKGROUND.format(words=_written(f"{_name(lost)}: {lost.why}")))


def _asset(lost: Lost, svg: str) -> Asset:
    return Asset.of(f"placeholder of {_name(lost)}", _SVG, svg.encode())


def _text(words: str, x: float, y: float, letter: float, more: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" font-size="{letter:g}"{more}>{_written(words)}</text>'


def _name(lost: Lost) -> str:
    return unquote(lost.address)


def _written(words: str) -> str:
    return escape(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", words))


def _end(words: str, room: int) -> str:
    """Return the end of ``words``, which tells more of a path than its beginning."""
    return words if len(words) <= room else f"…{words[-room + 1 :]}"


def _start(words: str, room: int) -> str:
    return words if len(words) <= room else f"{words[: room - 1]}…"
