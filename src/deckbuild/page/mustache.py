"""Fills mustache templates as those of reveal-md: names, sections, comments; without partials and set delimiters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TAG = re.compile(r"\{\{(?:\{\s*(?P<raw>[^{}]*?)\s*\}|(?P<sign>[#^/!&>=]?)\s*(?P<name>[^{}]*?)\s*)\}\}")


class _Name(NamedTuple):
    """A name whose value is written, escaped unless it is ``raw``."""

    name: str
    raw: bool


class _Section(NamedTuple):
    """What is written for each value of a name, or, ``inverted``, where it has none."""

    name: str
    inverted: bool
    nodes: list[str | _Name | _Section]


def fill(template: str, values: Mapping[str, object]) -> str:
    """Return ``template`` with ``values``; a name without a value is nothing."""
    return "".join(_written(_read(template), (values,)))


def _read(template: str) -> list[str | _Name | _Section]:
    """Return the parts of ``template``; a section that never ends goes to the end."""
    whole: list[str | _Name | _Section] = []
    open_ones, at = [whole], 0
    for tag in _TAG.finditer(template):
        open_ones[-1].append(template[at : tag.start()])
        at = tag.end()
        if tag["raw"] is not None or tag["sign"] in ("", "&"):
            open_ones[-1].append(_Name(tag["raw"] or tag["name"] or "", tag["raw"] is not None or tag["sign"] == "&"))
        elif tag["sign"] in "#^":
            section = _Section(tag["name"], tag["sign"] == "^", [])
            open_ones[-1].append(section)
            open_ones.append(section.nodes)
        elif tag["sign"] == "/" and len(open_ones) > 1:
            open_ones.pop()
    open_ones[-1].append(template[at:])
    return whole


def _written(nodes: Iterable[str | _Name | _Section], values: tuple[object, ...]) -> Iterator[str]:
    """Yield ``nodes`` as text; the last of ``values`` is the innermost one, in which a name is looked for first."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif isinstance(node, _Name):
            text = _text(_value(node.name, values))
            yield text if node.raw else escape(text)
        else:
            for each in _values_of(node, values):
                yield from _written(node.nodes, (*values, each))


def _values_of(section: _Section, values: tuple[object, ...]) -> tuple[object, ...]:
    """Return the values for each of which a section is written."""
    value = _value(section.name, values)
    if section.inverted:
        return () if value else (None,)
    return tuple(value) if isinstance(value, (list, tuple)) else (value,) if value else ()


def _value(name: str, values: tuple[object, ...]) -> object:
    """Return the value of a ``name``, None if it has none; `.` is the innermost value, `a.b` what a has as b."""
    if name == ".":
        return values[-1]
    first, _, rest = name.partition(".")
    holder = next((each for each in reversed(values) if isinstance(each, Mapping) and first in each), {})
    return _value(rest, (holder[first],)) if rest and holder else holder.get(first)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
