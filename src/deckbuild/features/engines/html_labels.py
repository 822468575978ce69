"""Makes texts of SVG out of the HTML labels that engines put into drawings: HTML has no place there."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from deckbuild.features.engines import measuring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_SIZE, _LINE = 16.0, 1.3
_BREAKS = frozenset("br p div li tr h1 h2 h3 h4 h5 h6 pre".split())


def texts(foreign: Element, labels: list[str]) -> Iterator[str]:
    """Yield the text in the middle of a ``foreign`` object, line by line; what it says is put to ``labels``."""
    left, top, width, height = (_number(foreign.get(name, "")) for name in ("x", "y", "width", "height"))
    written = "".join(_words(foreign))
    paragraphs = [" ".join(line.split()) for line in written.split("\n")]
    shown = "\n".join(line for line in paragraphs if line)
    if not shown or not width:
        return
    labels.append(shown.replace("\n", " "))
    lines = measuring.wrapped(shown, _SIZE, None, width + 1)
    first = top + height / 2 - (len(lines) - 1) * _SIZE * _LINE / 2
    middle = left + width / 2
    spans = (
        f'<tspan x="{middle:.2f}" y="{first + at * _SIZE * _LINE:.2f}">{escape(line, quote=False)}</tspan>'
        for at, line in enumerate(lines)
    )
    yield f'<text text-anchor="middle" dominant-baseline="central">{"".join(spans)}</text>'


def _number(written: str) -> float:
    return float(written) if re.fullmatch(r"-?\d+(?:\.\d+)?", written) else 0.0


def _words(element: Element) -> Iterator[str]:
    """Yield the texts in an ``element``, with an end of a line before and behind each block."""
    block = str(element.tag).rpartition("}")[2] in _BREAKS
    yield "\n" if block else ""
    yield (element.text or "").replace("\n", " ")
    for child in element:
        yield from _words(child)
        yield (child.tail or "").replace("\n", " ")
    yield "\n" if block else ""
