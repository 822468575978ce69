"""Tables: captions and classes, numbers aligned at the decimal, and CSV in a fence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from deckbuild.features import number_columns, undrawn
from deckbuild.features.attributes import AT_END, given
from deckbuild.features.delimited import RAGGED_ROW, WRONG_CSV, Row, Unread, data_of, decimal_sign
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.tokens import add, line_of, made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

    from deckbuild.features.delimited import Data
    from deckbuild.features.findings import Findings

_CAPTION = "table_caption"  # the type of a token, until it is put into its table
_LINE = re.compile(r":[ \t]+(?P<words>\S.*?)[ \t]*$")


def _install(rules: MarkdownIt) -> None:
    # A table ends where what ends a quote begins, says markdown-it-py.
    rules.block.ruler.before("paragraph", _CAPTION, _below, {"alt": ["blockquote"]})
    rules.core.ruler.before("inline", "tables", _tables)
    rules.core.ruler.push(number_columns.__name__, number_columns.align)


def _below(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001 -- a rule's form
    """Take a line `: Caption` under a table."""
    found = _LINE.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if not found or state.is_code_block(start):
        return False
    if silent:
        return state.parentType == "table"
    if not any(each.type == "table_close" or _is_csv(each) for each in state.tokens[-1:]):
        return False
    token = state.push(_CAPTION, "caption", 0)
    token.map, token.content = [start, start + 1], found["words"]
    state.line = start + 1
    return True


def _is_csv(token: Token) -> bool:
    return token.type == "fence" and token.info.split()[:1] == ["csv"]


def _tables(state: StateCore) -> None:
    """Make tables of CSV, and put captions into their tables."""
    found = findings(state.env)
    tokens: list[Token] = []
    for token in state.tokens:
        if token.type == _CAPTION:
            _put_in(tokens, token, found)
        else:
            tokens += _of_csv(token, found) if _is_csv(token) else (token,)
    state.tokens = tokens


def _put_in(tokens: list[Token], caption: Token, found: Findings) -> None:
    """Put a ``caption`` into the last table of ``tokens``, and what stands in its braces onto the table."""
    found.used.add(FEATURE.name)
    at = max((at for at, each in enumerate(tokens) if each.type == "table_open"), default=None)
    words, braces = caption.content, AT_END.search(caption.content)
    if at is None:  # the CSV above it is no table
        return
    if braces:
        words = words[: braces.start()]
        add(tokens[at], given(found, braces["braces"], line_of(caption)))
        tokens[at].meta = {"decimal": decimal_sign(tokens[at], found)}
    tokens[at + 1 : at + 1] = _caption(words, caption.map)


def _caption(words: str, place: list[int] | None) -> Iterator[Token]:
    yield from _element("caption", [_words(words, place)]) if words else ()


def _of_csv(fence: Token, found: Findings) -> Iterator[Token]:
    """Yield the table in a ``fence``; the fence itself if there is none, with what is wrong."""
    data = data_of(fence, found)
    if isinstance(data, Unread):
        source = fence.content.rstrip("\n")
        yield made(undrawn.block(found, source, data.message), fence.map) if data.message else fence
        return
    found.used.add(FEATURE.name)
    caption = str(fence.attrs.pop("caption", ""))
    opening, *rest = _element("table", [*_caption(caption, fence.map), *_rows(data, fence)])
    opening.attrs, opening.map, opening.meta = fence.attrs, fence.map, {"decimal": data.decimal}
    yield from (opening, *rest)


def _rows(data: Data, fence: Token) -> Iterator[Token]:
    yield from _element("thead", _row(data.head, "th", fence))
    yield from _element("tbody", [token for row in data.rows for token in _row(row, "td", fence)])


def _row(row: Row, tag: str, fence: Token) -> Iterator[Token]:
    """Yield a row of cells, whose texts stand at their line, or at that of the ``fence`` if they are a file's."""
    line = line_of(fence) + (0 if "file" in fence.meta else 1 + row.line)
    cells = (_element(tag, [_words(text, [line, line + 1])]) for text in row.cells)
    yield from _element("tr", [token for cell in cells for token in cell])


def _element(tag: str, inside: Iterable[Token]) -> Iterator[Token]:
    yield Token(f"{tag}_open", tag, 1, block=True)
    yield from inside
    yield Token(f"{tag}_close", tag, -1, block=True)


def _words(text: str, place: list[int] | None) -> Token:
    return Token("inline", "", 0, content=text, map=place, children=[], block=True)


FEATURE = Feature(
    "tables",
    "Tables with captions, of CSV, and with numbers below each other.",
    "A line `: Caption {.small}` under a table is its caption; what stands in braces belongs to the table. Columns of\n"
    "numbers are aligned at the decimal sign, with units and signs. A fence with the word `csv` is a table, too, and\n"
    '`file="…"` takes it from a file: its cells are Markdown, divided by commas, semicolons or tabs. Whether commas\n'
    'are decimal signs is seen, or said by `decimal=","`.',
    """\
| model | parameters | loss |
|-------|------------|------|
| small | 1.5 M      | 3.25 |
| large | 175 M      | 2.1  |

: Two models {.small}

```csv {caption="Steps of *training*"}
step, loss
100,  3.25
2000, 2.9
```
""",
    _install,
    rules=(RAGGED_ROW, WRONG_CSV),
    needs=("attributes", "code-files"),
)
