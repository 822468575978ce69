"""Estimates how wide a formula is, from the widths of its font's letters: no browser is asked while a deck is built.

It goes by MathML Core, roughly: rows, scripts, fractions, roots and tables. Most brackets count as in a line.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, fromstring

from deckbuild.features.formulas import letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from xml.etree.ElementTree import Element

_SCRIPT = 0.71  # of the size of what a script stands at
_LARGE = 1.45  # times as wide in a formula on lines of its own
_TALL = 0.35  # times wider for each em by which a bracket is made taller
_LARGE_SIGNS = frozenset("∑∏∐⋃⋂⨁⨂⋁⋀⨆")  # noqa: RUF001
_AROUND = 5 / 18  # em on each side of an operator
_CLOSE = frozenset("()[]{}|‖⟨⟩⌊⌋⌈⌉/!′″‴.\u2061\u2062\u2063\u2064¯^~ˇ˘˙→⃗_ ")  # operators with nothing around them  # noqa: RUF001
_BEHIND = frozenset(",;")
_LENGTH = re.compile(r"(-?[\d.]+)(em|ex|pt|px)")
_EMS = {"em": 1.0, "ex": 0.47, "pt": 1 / 12, "px": 1 / 16}
_PADDING = re.compile(r"padding-(?:left|right):(-?[\d.]+(?:em|ex|pt|px))")
_NUMBER = 2.2  # em, of the number of an equation with the space before it
_CELL = 0.8  # em, of a cell that says nothing of it: 0.4 on each side


def of(mathml: str) -> float:
    """Return how wide a formula on lines of its own is (em); 0 where that cannot be told."""
    try:
        return _width(fromstring(mathml), 1.0, is_large=True)  # noqa: S314 -- of MathML that we have made
    except ParseError:
        return 0.0


def _width(element: Element, size: float, *, is_large: bool) -> float:
    """Return the width of an ``element`` whose letters have this ``size`` (em)."""
    is_large = {"true": True, "false": False}.get(element.get("displaystyle", ""), is_large)
    known = _KINDS.get(element.tag)
    return known(element, size, is_large) if known else _text(element, size) + _row(element, size, is_large)


def _row(element: Iterable[Element], size: float, is_large: bool) -> float:
    return sum(_width(child, size, is_large=is_large) for child in element)


def _text(element: Element, size: float) -> float:
    return size * sum(map(_letter, element.text or ""))


@cache
def _letter(character: str) -> float:
    return letters.advance(character)


def _identifier(element: Element, size: float, is_large: bool) -> float:  # noqa: ARG001 -- as all
    text = element.text or ""
    is_lone = len(text) == 1 and not element.get("mathvariant")
    return size * sum(map(_letter, letters.italic(text) if is_lone else text))


def _operator(element: Element, size: float, is_large: bool) -> float:
    text = element.text or ""
    wide = _text(element, size) * (_LARGE if is_large and text in _LARGE_SIGNS else 1)
    wide *= 1 + _TALL * max(0, (_ems(element.get("minsize")) or 1) - 1)
    is_bare = text in _CLOSE or element.get("form") in ("prefix", "postfix")
    around = (
        0.0 if is_bare else _AROUND / 2 if text in _BEHIND else _AROUND / 2 if text in _LARGE_SIGNS else 2 * _AROUND
    )
    given = [_ems(element.get(side)) for side in ("lspace", "rspace")]
    return wide + size * (sum(each or 0 for each in given) if any(each is not None for each in given) else around)


def _space(element: Element, size: float, is_large: bool) -> float:  # noqa: ARG001 -- as all
    return size * (_ems(element.get("width")) or 0)


def _fraction(element: Element, size: float, is_large: bool) -> float:
    inner = size if is_large else size * _SCRIPT
    return max((_width(child, inner, is_large=False) for child in element), default=0) + 0.1 * size


def _scripts(element: Element, size: float, is_large: bool) -> float:
    base, *scripts = element
    return _width(base, size, is_large=is_large) + max(
        (_width(child, size * _SCRIPT, is_large=False) for child in scripts), default=0
    )


def _limits(element: Element, size: float, is_large: bool) -> float:
    base, *limits = element
    if not is_large and base.text in _LARGE_SIGNS:
        return _scripts(element, size, is_large)
    return max(
        _width(base, size, is_large=is_large), *(_width(child, size * _SCRIPT, is_large=False) for child in limits)
    )


def _root(element: Element, size: float, is_large: bool) -> float:
    return _row(element, size, is_large) + 0.75 * size


def _degree_root(element: Element, size: float, is_large: bool) -> float:
    return _width(element[0], size, is_large=is_large) + 0.9 * size


def _table(element: Element, size: float, is_large: bool) -> float:
    """Return the width of a table: of its columns, each as wide as its widest cell."""
    is_large = element.get("displaystyle") == "true"
    rows = [[_cell(cell, size, is_large) for cell in row] for row in element]
    return sum(max(row[at] for row in rows if at < len(row)) for at in range(max(map(len, rows), default=0)))


def _cell(cell: Element, size: float, is_large: bool) -> float:
    style = cell.get("style", "")
    paddings = [_ems(each) or 0 for each in _PADDING.findall(style)]
    filled = _text(cell, size) + _row(cell, size, is_large)
    if "50%" in style:  # which centres what stands between two of them, and may hold the number of the equation
        return 2 * (filled + _NUMBER * size) if len(cell) and len(cell[0].attrib) else 0
    return filled + size * (sum(paddings) if paddings else _CELL)


def _ems(length: str | None) -> float | None:
    found = _LENGTH.fullmatch(length or "")
    return float(found[1]) * _EMS[found[2]] if found else None


_KINDS: dict[str, Callable[[Element, float, bool], float]] = {
    "mi": _identifier,
    "mo": _operator,
    "mspace": _space,
    "mfrac": _fraction,
    **dict.fromkeys(("msub", "msup", "msubsup", "mmultiscripts"), _scripts),
    **dict.fromkeys(("munder", "mover", "munderover"), _limits),
    "msqrt": _root,
    "mroot": _degree_root,
    "mtable": _table,
}
