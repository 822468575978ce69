"""Writes the SVG of an engine anew, out of what drawings need: no program, nothing that is loaded, few bytes."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from deckbuild.features.engines import colours, html_labels, legibility, styles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_ELEMENTS = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan defs marker linearGradient radialGradient stop "
    "clipPath mask pattern symbol use".split()
)
# Their content is no part of the picture; of any other element that is left out, the content stays.
_WITH_CONTENT = frozenset(
    "style title desc metadata script filter foreignObject iframe object embed audio video animate set".split()
)
_GEOMETRY = frozenset(
    "d x y x1 y1 x2 y2 cx cy r rx ry fx fy width height points transform viewBox preserveAspectRatio refX refY "
    "overflow markerWidth markerHeight markerUnits orient offset gradientUnits gradientTransform patternUnits "
    "patternTransform clipPathUnits maskUnits dx dy rotate".split()
)
_LEFT_OUT = frozenset({"appendix-icon"})  # D2 marks links and tooltips by large discs
_NEEDS = {"rect": "width", "path": "d", "circle": "r", "polygon": "points"}  # without which a shape is none
_USED_BY_NAME = frozenset({"marker", "linearGradient", "radialGradient", "clipPath", "mask", "pattern", "symbol"})
_SECURE = re.compile(r"https://[^\s\"'<>\\]+")
_LONG = re.compile(r"(?<=\.\d\d)\d+")  # the digits behind hundredths of a pixel
_LETTERS = re.compile(r"font-size[:=]\s*\"?(\d+(?:\.\d+)?)(?:px)?[\";}]")
_DEFAULT_LETTERS = 16.0
_NAMED = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)[\"']?\s*\)")
_STEP = re.compile(r"fragment|fade-.*|semi-fade-out|current-visible|highlight-.*|grow|shrink|strike")


class Cleaned(NamedTuple):
    """A drawing as ``svg``, its own ``width`` and ``height`` and its smallest ``letters`` in pixels, and its texts.

    ``refused`` are the addresses that were taken out.
    """

    svg: str
    width: float
    height: float
    letters: float
    labels: tuple[str, ...]
    refused: tuple[str, ...]


def cleaned(text: str, name: str) -> Cleaned:
    """Return the SVG ``text`` written anew. Its ids begin with ``name``, which also is its class.

    Raises ``ValueError`` if it is no SVG.
    """
    try:
        root = ET.fromstring(text)  # noqa: S314 -- expat refuses entities that grow
    except ET.ParseError as error:
        raise ValueError(str(error)) from error
    legibility.written(root)
    return _Writer(root, name).result()


class _Writer:
    """One walk over the elements of a drawing."""

    def __init__(self, root: Element, name: str) -> None:
        self._root, self._name = root, name
        self._refused: list[str] = []
        self._labels: list[str] = []
        every = list(root.iter())
        self._named = {found for each in every for found in _references(each)}
        css = "".join(each.text or "" for each in every if _tag(each) == "style")
        classes = {word for each in every for word in each.get("class", "").split()}
        self._rules = [*styles.rules(css, root.get("id", ""), {*map(_tag, every)}, classes)]
        self._classes = styles.classes_of(selector for selector, _ in self._rules)

    def result(self) -> Cleaned:
        left, top, width, height = _box(self._root)
        inside = "".join(self._children(self._root))
        rules = "".join(f"{self._selectors(each)}{{{kept}}}" for each, kept in self._rules)
        style = f"<style>{escape(rules, quote=False)}</style>" if rules else ""
        box = " ".join(map(_number, (left, top, width, height)))
        svg = colours.named(f'<svg class="{self._name}" viewBox="{box}">{style}{inside}</svg>')
        letters = min(map(float, _LETTERS.findall(svg)), default=_DEFAULT_LETTERS)
        labels, refused = tuple(dict.fromkeys(filter(None, self._labels))), tuple(dict.fromkeys(self._refused))
        return Cleaned(svg, width, height, letters, labels, refused)

    def _selectors(self, written: str) -> str:
        return ",".join(f".{self._name} {each}".rstrip() for each in written.split(","))

    def _children(self, element: Element) -> Iterator[str]:
        is_text = _tag(element) in ("text", "tspan")
        if is_text:
            yield escape(element.text or "", quote=False)
        for child in element:
            yield from self._element(child)
            if is_text:
                yield escape(child.tail or "", quote=False)

    def _element(self, element: Element) -> Iterator[str]:
        tag = _tag(element)
        if tag == "a":
            yield from self._link(element)
        elif tag == "image":
            self._refused.append(_local(element, "href"))
        elif tag == "foreignObject":
            yield from html_labels.texts(element, self._labels)
        elif tag in _ELEMENTS and element.get("class") not in _LEFT_OUT:
            yield from self._shape(element, tag)
        elif tag not in _WITH_CONTENT | _ELEMENTS:
            yield from self._children(element)

    def _shape(self, element: Element, tag: str) -> Iterator[str]:
        """Yield an element with those of its attributes that may stay."""
        if tag in _NEEDS and _NEEDS[tag] not in element.attrib:
            return
        if tag in _USED_BY_NAME and element.get("id") not in self._named:
            return
        attributes = "".join(self._attributes(element))
        inside = "".join(self._children(element))
        if tag == "text":
            self._labels.append(" ".join(" ".join(element.itertext()).split()))
        if tag in ("g", "text", "tspan", "defs") and not inside:
            return
        if tag == "tspan" and not attributes:
            yield inside
        else:
            yield f"<{tag}{attributes}>{inside}</{tag}>" if inside else f"<{tag}{attributes}/>"

    def _link(self, element: Element) -> Iterator[str]:
        """Yield a link, which leads to a page on the network; of any other its content alone."""
        address = _local(element, "href")
        inside = "".join(self._children(element))
        if _SECURE.fullmatch(address):
            yield f'<a href="{escape(address)}" target="_blank" rel="noopener">{inside}</a>'
            return
        self._refused += [address] if address else []
        yield inside

    def _attributes(self, element: Element) -> Iterator[str]:
        for name, value in element.items():
            kept = self._value(element, name, value)
            if kept:
                yield f' {name.rpartition("}")[2]}="{escape(kept)}"'

    def _value(self, element: Element, name: str, value: str) -> str:
        """Return what stays of the ``value`` of an attribute; empty if it goes."""
        if name == "id":
            return f"{self._name}-{value}" if value in self._named else ""
        if name == "class":
            return " ".join(word for word in value.split() if word in self._classes or _STEP.fullmatch(word))
        if name == "style":
            return self._moved(";".join(f"{key}:{kept}" for key, kept in styles.declarations(value)))
        if name.endswith("href"):
            return f"#{self._name}-{value[1:]}" if _tag(element) == "use" and value.startswith("#") else ""
        if _tag(element) == "tspan" and (name, value) in (("font-style", "normal"), ("font-weight", "normal")):
            return ""
        if name in _GEOMETRY:
            return _LONG.sub("", value)
        return self._moved(value) if styles.is_allowed(name, value) else ""

    def _moved(self, value: str) -> str:
        """Return a ``value`` with the ids that it names as they are called now."""
        return _NAMED.sub(lambda found: f"url(#{self._name}-{found[1]})", value)


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _local(element: Element, name: str) -> str:
    """Return the attribute of a ``name``, whatever its namespace."""
    return next((value.strip() for key, value in element.items() if key.rpartition("}")[2] == name), "")


def _references(element: Element) -> Iterator[str]:
    """Yield the ids that an element names."""
    for name, value in element.items():
        yield from _NAMED.findall(value)
        if name.endswith("href") and value.startswith("#"):
            yield value[1:]


def _box(root: Element) -> tuple[float, float, float, float]:
    """Return the left, the top, the width and the height of a drawing."""
    numbers = [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))]
    if len(numbers) != 4 or numbers[2] <= 0 or numbers[3] <= 0:
        raise ValueError("the drawing has no size")
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
