"""Writes texts in black or in white on what an author has filled: the theme's colour is read on the theme's alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.features.engines import colours, styles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_SHAPES = frozenset("rect path circle ellipse polygon".split())
_HEX = re.compile(r"#(?P<digits>[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_NUMBERS = re.compile(r"rgb\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*\)")
# The names that authors use most, of the 148 that CSS has (Color 4, 6.1).
_NAMES = dict(
    each.split(":")
    for each in (
        "white:ffffff black:000000 red:ff0000 green:008000 blue:0000ff yellow:ffff00 orange:ffa500 pink:ffc0cb "
        "purple:800080 gray:808080 grey:808080 lightgray:d3d3d3 lightgrey:d3d3d3 lightblue:add8e6 lightgreen:90ee90 "
        "lightyellow:ffffe0 lightpink:ffb6c1 lightcyan:e0ffff lightsalmon:ffa07a gold:ffd700 salmon:fa8072 "
        "coral:ff7f50 tomato:ff6347 skyblue:87ceeb steelblue:4682b4 navy:000080 teal:008080 cyan:00ffff "
        "magenta:ff00ff beige:f5f5dc ivory:fffff0 lavender:e6e6fa khaki:f0e68c wheat:f5deb3 tan:d2b48c brown:a52a2a "
        "darkblue:00008b darkgreen:006400 darkred:8b0000 honeydew:f0fff0 aliceblue:f0f8ff whitesmoke:f5f5f5"
    ).split()
)
_BRIGHT = 0.179  # the luminance on which black and white are read equally well (WCAG 2.2)


def written(root: Element) -> None:
    """Set the colour of the texts that stand with a shape that its author has filled, and have none of their own."""
    for group in root.iter():
        fill = next(filter(None, map(_filled, _shapes(group))), "")
        if fill:
            for text in _texts(group):
                style = text.get("style", "")
                text.set("style", f"{style};fill:{'#000' if _luminance(fill) > _BRIGHT else '#fff'}".lstrip(";"))


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _shapes(group: Element) -> Iterator[Element]:
    """Yield the shapes that are a ``group``'s own, or of the part that holds its shape; ends of edges are none."""
    for child in group if _tag(group) in ("g", "a") and group.get("class") != "edge" else ():
        if _tag(child) in _SHAPES:
            yield child
        elif child.get("class", "").strip() == "shape":
            yield from (each for each in child if _tag(each) in _SHAPES)


def _filled(shape: Element) -> str:
    """Return the six digits of the colour that an author has given to a ``shape``; empty if there is none."""
    own = dict(styles.declarations(shape.get("style", "")))
    if "class" in shape.attrib and "fill" not in own and "fill-" in shape.get("class", ""):
        return ""  # D2's own
    return _digits(own.get("fill", shape.get("fill", "")).replace("!important", "").strip())


def _digits(colour: str) -> str:
    if colours.is_mark(colour):
        return ""
    if numbers := _NUMBERS.fullmatch(colour):
        return "".join(f"{min(int(each), 255):02x}" for each in numbers.groups())
    found = _HEX.fullmatch(colour)
    digits = found["digits"] if found else _NAMES.get(colour.lower(), "")
    return digits if len(digits) != 3 else "".join(2 * each for each in digits)


def _texts(group: Element) -> Iterator[Element]:
    """Yield the texts of a ``group`` that have no colour of their own."""
    for child in group:
        own = dict(styles.declarations(child.get("style", "")))
        if {"fill", "color"}.intersection(own):
            continue
        if _tag(child) in ("g", "a"):
            yield from _texts(child)
        elif _tag(child) == "text" and _is_of_theme(child):
            yield child


def _is_of_theme(text: Element) -> bool:
    """Return whether a ``text`` has the colour of the theme: none, a mark, or a class of D2."""
    return "fill" not in text.attrib or colours.is_mark(text.attrib["fill"]) or "fill-N" in text.get("class", "")


def _luminance(digits: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
