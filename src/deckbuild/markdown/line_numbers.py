"""Line numbers and highlighted lines of code, as reveal.js' highlight plugin builds them (plugin/highlight, 6.0.2)."""

from __future__ import annotations

import re

_RANGE = re.compile(r"(\d+)(?:-(\d+))?\Z")


def rows(step: str) -> list[range]:
    """Return the rows (from 1) that a step such as `1-2,5` highlights; what is no range highlights nothing."""
    found = (_RANGE.match(part) for part in step.split(","))
    return [range(int(each[1]), int(each[2] or each[1]) + 1) for each in found if each]


def table(html: str, first: int, step: str) -> str:
    """Return the lines of ``html`` as a table numbered from ``first``, the rows of ``step`` marked."""
    marked = rows(step)
    return (
        '<table class="hljs-ln"><tbody>'
        + "".join(
            _row(line, first + number - 1, any(number in each for each in marked))
            for number, line in enumerate(html.split("\n"), 1)
        )
        + "</tbody></table>"
    )


def missing(steps: str, count: int) -> list[str]:
    """Return the ranges in ``steps`` (such as `1-2|3,9`) that lie beyond ``count`` lines, or run backwards."""
    parts = re.split(r"[|,]", "".join(steps.split()))
    beyond = ((part, each) for part in parts for each in rows(part))
    return [part for part, each in beyond if not each or each.start < 1 or each.stop > count + 1]


def _row(line: str, number: int, marked: bool) -> str:
    """Return one line; numbers come from a style sheet, so that they are not copied with the code."""
    highlighted = ' class="highlight-line"' if marked else ""
    at = f'data-line-number="{number}"'
    return (
        f'<tr{highlighted}><td class="hljs-ln-line hljs-ln-numbers" {at}><div class="hljs-ln-n" {at}></div></td>'
        f'<td class="hljs-ln-line hljs-ln-code" {at}>{line or " "}</td></tr>'
    )
