"""Puts numbered marks into the HTML of code, between its characters, for the notes under it."""

from __future__ import annotations

import re
from typing import NamedTuple

_PIECE = re.compile(r"<[^>]*>|&[^;]*;|.", re.DOTALL)


class CodeMark(NamedTuple):
    """A mark with a ``number`` before the character in a ``row`` and a ``column`` of code, both from 0."""

    row: int
    column: int
    number: int


def put(html: str, marks: tuple[CodeMark, ...]) -> str:
    """Return the ``html`` of code with ``marks``.

    Their numbers come from a style sheet, so that they are not copied with the code.
    """
    lines = html.split("\n")
    for row, column, number in reversed(marks):  # so that two at one place keep their order
        line = lines[row]
        at = _offset(line, column)
        mark = f'<span class="code-mark" role="img" aria-label="({number})" data-mark="{number}"></span>'
        lines[row] = line[:at] + mark + line[at:]
    return "\n".join(lines)


def _offset(line: str, column: int) -> int:
    """Return where the character in a ``column`` begins in a ``line`` of HTML, or the element that it begins."""
    passed = 0
    for piece in _PIECE.finditer(line):
        is_tag = piece[0].startswith("<")
        if passed == column and not piece[0].startswith("</"):
            return piece.start()
        passed += not is_tag
    return len(line)
