"""Line numbers and highlighted lines of code, with the classes of reveal.js' highlight plugin.

The plugin (plugin/highlight, 6.0.2) makes a `<table>`, which any `td {}` of an author's style sheet wrecks. Here lines
are spans, which `deck.css` lays out as a table; auto-animate and themes look for the classes only.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_RANGE = re.compile(r"(\d+)(?:-(\d+))?\Z")
# What is like `1-2|4` and is none; a file's name is not meant as that.
_LIKE_STEPS = re.compile(r"\[\s*(?=[^\]]*[|,;-])(?P<steps>[\d|][^\]]*?)(?<!\.\w\w)(?<!\.\w\w\w)(?<!\.\w\w\w\w)\s*\]")


class WrongLines(NamedTuple):
    """A range of lines, as it is written, that code does not have: what is wrong with it, and what to do."""

    written: str
    message: str
    hint: str


def rows(step: str) -> list[range]:
    """Return the rows (from 1) that a step such as `1-2,5` highlights; what is no range highlights nothing."""
    found = (_RANGE.match(part) for part in step.split(","))
    return [range(int(each[1]), int(each[2] or each[1]) + 1) for each in found if each]


def lines(html: str) -> list[str]:
    """Return the lines of coloured code; a last one that is blank is none, as in the plugin."""
    found = html.split("\n")
    return found if found[-1].strip() else found[:-1]


def numbered(lines: list[str], first: int, step: str) -> str:
    """Return ``lines`` as rows that are numbered from ``first``, those of ``step`` marked.

    Between them are line ends, which a browser does not show in a table: who reads the code as text wants them.
    """
    marked = rows(step)
    made = (
        _row(line, first + number - 1, any(number in each for each in marked)) for number, line in enumerate(lines, 1)
    )
    return '<span class="hljs-ln">' + "\n".join(made) + "</span>"


def wrong(steps: str, count: int) -> list[WrongLines]:
    """Return what in ``steps`` (such as `1-2|3,9`) is no range, lies beyond ``count`` lines, or runs backwards."""
    parts = re.split(r"[|,]", "".join(steps.split()))
    checked = ((part, _wrong(part, rows(part), count)) for part in parts if part)
    return [WrongLines(part, *found) for part, found in checked if any(found)]


def unread(info: str) -> list[WrongLines]:
    """Return what in the ``info`` string of a fence looks like steps, such as `[1|x]`, and is none."""
    found = _LIKE_STEPS.search(info)
    return [WrongLines(found["steps"], f"[{found['steps']}] names no lines", "write [1-2|4]")] if found else []


def _wrong(part: str, found: list[range], count: int) -> tuple[str, str]:
    """Return what is wrong with a ``part`` of a step that means ``found``, and what to do; empty if nothing is."""
    if not found:
        return f"{part} is no range of lines", "such as 1-2"
    (lines,) = found
    if not lines:
        return f"the lines {part} run backwards", f"write {'-'.join(reversed(part.split('-')))}"
    if lines.start < 1:
        return f"there is no line {lines.start}", "count from 1"
    if lines.stop > count + 1:
        return f"this code has {count} line{'s' * (count != 1)}, and no line {lines.stop - 1}", ""
    return "", ""


def _row(line: str, number: int, marked: bool) -> str:
    """Return one line; numbers come from a style sheet, so that they are not copied with the code."""
    highlighted = " highlight-line" if marked else ""
    at = f'data-line-number="{number}"'
    return (
        f'<span class="hljs-ln-row{highlighted}"><span class="hljs-ln-line hljs-ln-numbers" {at}></span>'
        f'<span class="hljs-ln-line hljs-ln-code" {at}>{line or " "}</span></span>'
    )
