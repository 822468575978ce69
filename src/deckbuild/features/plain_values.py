"""Writes a value as plain text of the languages in which formulas, diagrams and charts are written."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_IN_FORMULAS = re.compile(r"-?\d+(?:\.\d+)?|[A-Za-z]")  # a number, a letter
_OF_TEX = re.compile(r"[\\{}$&#%_^~]")
_NAMED_IN_TEX = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
_SIGNS = re.compile(r"[^\w .,!?%+-]")  # that may have a meaning in a diagram
_OF_DOT = re.compile(r'[\\"]')
_OF_CSV = re.compile(r'[,;\t"]')


def in_tex(value: str) -> str:
    """Return ``value`` for a formula: a number or a letter as it is, anything else as a text in it."""
    text = _OF_TEX.sub(lambda found: _NAMED_IN_TEX.get(found[0], f"\\{found[0]}"), value)
    return value if _IN_FORMULAS.fullmatch(value) else rf"\text{{{text}}}"


def in_csv(value: str) -> str:
    """Return ``value`` for a cell: in quotes if it holds what would end that."""
    quoted = value.replace('"', '""')
    return f'"{quoted}"' if _OF_CSV.search(value) else value


def _in_mermaid(value: str) -> str:
    return _SIGNS.sub(lambda found: f"#{ord(found[0])};", value)  # its codes of characters


def _in_d2(value: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", value)


def _in_dot(value: str) -> str:
    """Return ``value`` for a text between quotes."""
    return _OF_DOT.sub(r"\\\g<0>", value)


def _in_json(value: str) -> str:
    """Return ``value`` for a text between quotes; a number may stand without them."""
    return json.dumps(value, ensure_ascii=False)[1:-1]


# By the names of the engines that read these languages.
IN_DRAWINGS: Mapping[str, Callable[[str], str]] = {
    "mermaid": _in_mermaid,
    "dot": _in_dot,
    "d2": _in_d2,
    "vega-lite": _in_json,
}
