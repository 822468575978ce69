"""What charts are drawn with: elements of SVG, and how wide a text will be."""

from __future__ import annotations

from html import escape
from typing import NamedTuple
from unicodedata import east_asian_width

LABEL, TICK, TITLE = 20.0, 18.0, 26.0  # pixels of a slide that letters are high
COLOURS = 6  # that charts.css has
# Parts of the height of a letter that it is wide, in the fonts of reveal.js' themes, rather too much than too little.
_WIDTHS = {
    **dict.fromkeys("ijl.,:;'|!()[] \N{NARROW NO-BREAK SPACE}\N{THIN SPACE}", 0.3),
    **dict.fromkeys("frtI-", 0.4),
    **dict.fromkeys("mwMW%@", 0.9),
}
_CAPITAL, _SMALL, _WIDE = 0.68, 0.56, 1.05


class Box(NamedTuple):
    """A rectangle, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top


def element(tag: str, inside: str = "", **attributes: object) -> str:
    """Return an element; the names of ``attributes`` have `_` for a dash, and none is written that is empty."""
    given = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for name, value in attributes.items()
        if value != ""
    )
    return f"<{tag}{given}>{inside}</{tag}>" if inside else f"<{tag}{given}/>"


def text(words: str, x: float, y: float, kind: str, anchor: str = "") -> str:
    """Return ``words`` whose base line is at ``y``; ``kind`` is their class."""
    return element("text", escape(words), x=x, y=y, class_=kind, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """Return a straight line of the class ``kind``."""
    return element("path", d=f"M{_value(x1)} {_value(y1)}L{_value(x2)} {_value(y2)}", class_=kind)


def path(points: list[tuple[float, float]]) -> str:
    """Return the data of a path through ``points``."""
    return "M" + "L".join(f"{_value(x)} {_value(y)}" for x, y in points)


def named(name: str) -> str:
    """Return the name of a mark, which a mouse over it shows."""
    return element("title", escape(name))


def width(words: str, size: float) -> float:
    """Return how wide ``words`` will be, about, in letters that are ``size`` high."""
    return size * sum(map(_letter, words))


def fitted(words: str, room: float, size: float) -> str:
    """Return ``words`` cut to the ``room`` that they have."""
    if width(words, size) <= room:
        return words
    while words and width(f"{words}…", size) > room:
        words = words[:-1].rstrip()
    return f"{words}…"


def in_lines(words: str, room: float, size: float) -> list[str]:
    """Return ``words`` in lines that fit into the ``room``, as far as blanks allow."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _letter(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if east_asian_width(letter) in "WF":
        return _WIDE
    return _CAPITAL if letter.isupper() else _SMALL


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
