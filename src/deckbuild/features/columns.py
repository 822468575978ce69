"""Columns side by side: `::: columns` with `::: column` in it, or the halves `::: left` and `::: right`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.tokens import element, end_of, line_of, opens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from deckbuild.features.findings import Findings

LONE_COLUMN = Rule(
    "D703",
    "lone-column",
    Severity.WARNING,
    "`::: column` stands in no `::: columns`, so there is nothing beside it. Write `::: columns` before the first\n"
    "column and `:::` behind the last one.",
)
NO_WIDTH = Rule(
    "D704",
    "no-width",
    Severity.WARNING,
    "The width of a column is none. Write a part of the slide, `40%`, or a length of CSS, `20em`; columns without a\n"
    "width share what the others leave.",
)
_HOLDER, _COLUMN, _HALVES = "columns", "column", ("left", "right")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)%")
_LENGTH = re.compile(r"\d+(?:\.\d+)?(?:px|em|rem|ch|fr|vw|cm|mm|in|pt)")


def _install(rules: MarkdownIt) -> None:
    rules.core.ruler.before("inline", FEATURE.name, _lay_out)


def _lay_out(state: StateCore) -> None:
    """Put halves into rows, and give the columns of each row their widths."""
    found = findings(state.env)
    state.tokens = [*_with_rows(state.tokens)]
    inside: set[int] = set()
    for at, token in enumerate(state.tokens):
        if opens(token, _HOLDER):
            found.used.add(FEATURE.name)
            columns = [*_columns(state.tokens, at)]
            inside.update(map(id, columns))
            _share(token, columns, found)
        elif opens(token, _COLUMN) and id(token) not in inside:
            message = "this column stands in no ::: columns"
            found.tell(LONE_COLUMN, line_of(token), token.content.strip(), message, "write ::: columns first")


def _with_rows(tokens: list[Token]) -> Iterator[Token]:
    """Yield ``tokens`` with halves that follow each other in a row of their own; one alone has the other half empty."""
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and _is_half(tokens[end], tokens[at:end]):
            end = end_of(tokens, end) + 1
        if end > at:
            yield from _row(tokens[at:end])
        else:
            yield tokens[at]
        at = max(end, at + 1)


def _is_half(token: Token, before: Sequence[Token]) -> bool:
    """Return whether ``token`` opens a half that may stand in the row of those ``before`` it."""
    taken = [name for each in before for name in _HALVES if opens(each, name)]
    return any(opens(token, name) and name not in taken for name in _HALVES)


def _row(halves: Sequence[Token]) -> Iterator[Token]:
    """Yield a row of ``halves``; of one alone the other is empty. The style sheet puts the right one to the right."""
    first, last = element("div", _HOLDER, halves[0].map)
    columns = [each for each in halves if any(opens(each, name) for name in _HALVES)]
    for each in columns:
        each.attrs["class"] = f"{_COLUMN} {each.attrs['class']}"
    empty = element("div", _COLUMN) if len(columns) == 1 else ()
    yield from (first, *halves, *empty, last)


def _columns(tokens: list[Token], holder: int) -> Iterator[Token]:
    """Yield what opens the columns that stand in the row which the token at ``holder`` opens, not deeper."""
    at, end = holder + 1, end_of(tokens, holder)
    while at < end:
        if opens(tokens[at], _COLUMN):
            yield tokens[at]
        at = max(at, end_of(tokens, at)) + 1


def _share(holder: Token, columns: Sequence[Token], found: Findings) -> None:
    """Set the widths of ``columns``, if one has a width: the others share what is left."""
    widths = [_width(each, found) for each in columns]
    if not any(widths):
        return
    percents = [float(width.removesuffix("%")) for width in widths if width.endswith("%")]
    others = sum(not width for width in widths)
    rest = max(100 - sum(percents), 10) / others if others and percents else 1
    tracks = " ".join(_track(width, rest) for width in widths)
    style = str(holder.attrs.get("style", "")).rstrip("; ")
    holder.attrs["style"] = f"{style}; " * bool(style) + f"grid-template-columns: {tracks}"


def _width(column: Token, found: Findings) -> str:
    """Take the width off a ``column``; empty if it has none."""
    width = str(column.attrs.pop("width", ""))
    if not width or _PERCENT.fullmatch(width) or _LENGTH.fullmatch(width):
        return width
    found.tell(
        NO_WIDTH, line_of(column), width, f"{width!r} is no width of a column", "write a part of the slide, such as 40%"
    )
    return ""


def _track(width: str, rest: float) -> str:
    """Return the width of a column as a grid has it; a part of the slide is one of what the gaps leave."""
    percent = _PERCENT.fullmatch(width)
    return f"minmax(0, {float(percent[1]) if percent else rest:g}fr)" if percent or not width else width


FEATURE = Feature(
    "columns",
    "Columns side by side, and halves of a slide.",
    '`::: columns` holds columns, each in `::: column`; `::: {.column width="40%"}` sets a width, the others share\n'
    "the rest. `::: left` and `::: right` behind each other are the halves of a row.",
    """\
::: columns
::: {.column width="60%"}
- What is wide
- stands on the left.
:::
::: column
What is narrow stands on the right.
:::
:::
""",
    _install,
    rules=(LONE_COLUMN, NO_WIDTH),
    needs=("divisions",),
)
