"""Writes markdown-it-py's tokens as HTML, for texts that no extension of Python-Markdown wants to see.

The HTML is the one that Python-Markdown makes of the same tokens (`blocks` and `inline`), without its tree, its stash
and its passes over both, which took a third of the time of a slide (0.25 of 0.78 ms).
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from markdown_it.common.utils import unescapeAll

from deckbuild.html.parser_names import MADE, MARKS
from deckbuild.html.tokenizer import attribute
from deckbuild.markdown import highlighting, parser, task_lists, wide_rows
from deckbuild.markdown.visitor import Walk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token

    from deckbuild.markdown.line_numbers import WrongLines
    from deckbuild.markdown.parser import Additions
    from deckbuild.markdown.source_lines import Lines
    from deckbuild.markdown.wide_rows import WideRow

_NESTING = frozenset(("blockquote", "li", "ol", "ul"))
_MARKS = str.maketrans("", "", "\x02\x03")  # Python-Markdown's own, which it does not let through either
_LONE_AMPERSAND = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
_NAME = re.compile(r"</?([^ >]+)")


class Writer:
    """Converts texts; what it says of one stays until the next, or until it is ``reset``.

    ``depth`` is how deep lists and quotes are nested, None for a text that holds HTML of its author: any other is
    balanced as it is written. ``out_of_range`` are the ranges that code does not have, as in `HighlightedCode`, and
    ``wide_rows`` the rows of tables that lose cells.
    """

    def __init__(self, lines: Lines | None = None) -> None:
        self.lines = lines
        self.out_of_range: list[tuple[str, WrongLines]] = []
        self.wide_rows: list[WideRow] = []
        self.depth: int | None = 0

    def reset(self) -> None:
        """Forget the last text."""
        self.depth = 0
        self.out_of_range.clear()
        self.wide_rows.clear()
        if self.lines:
            self.lines.reset()

    def convert(self, text: str, more: Additions = parser.NONE) -> str:
        """Return the HTML of ``text``, read with what ``more`` adds."""
        if not text.strip():
            return ""
        page = _Page(self.lines)
        rules = parser.parser(more.installs, more.characters)
        environment = {"references": {}, wide_rows.FOUND: self.wide_rows, **more.environment}
        for token in rules.parse(text.translate(_MARKS), environment):
            page.take(token)
        self.depth = None if page.has_raw else page.deepest
        self.out_of_range += page.out_of_range
        return "".join(page.pieces).strip()


class _Page(Walk):
    """The HTML of one text: ``pieces`` in their order, ``depth`` is that of the lists and quotes that are open."""

    def __init__(self, lines: Lines | None) -> None:
        self.lines = lines
        self.pieces: list[str] = []
        self.out_of_range: list[tuple[str, WrongLines]] = []
        self.has_raw = False
        self.is_bare = False  # a paragraph that is one tag, and so has none of its own
        self.depth = self.deepest = 0

    def _enter(self, token: Token) -> None:
        if token.tag in _NESTING:
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)
        self.pieces.append(f"<{token.tag}{self._attributes(token)}>")

    def _leave(self, token: Token) -> None:
        self.depth -= token.tag in _NESTING
        self.pieces.append("\n" if self.is_bare else f"</{token.tag}>\n")
        self.is_bare = False

    def _attributes(self, token: Token) -> str:
        """Return the attributes of a block, with its line if that is asked for."""
        if not token.attrs and not self.lines:
            return ""
        values = {name: str(value) for name, value in token.attrs.items()}
        if token.tag in ("td", "th") and "style" in values:  # reveal.js' themes look for the attribute that marked sets
            values["align"] = values.pop("style").removeprefix("text-align:")
        return _written({**values, **(self.lines.of(token) if self.lines else {})})

    def _raw(self, token: Token) -> None:
        self.has_raw = True
        if self.lines:
            self.lines.keep(token)
        self.pieces.append(f"\n{token.content}")

    def _made(self, token: Token) -> None:
        self.pieces.append(f"{token.content}\n")

    def _rule(self, token: Token) -> None:
        self.pieces.append(f"<hr{self._attributes(token)}>")

    def _code(self, token: Token) -> None:
        info = unescapeAll(token.info).strip()
        found = highlighting.highlighted(token.content.removesuffix("\n"), info, token.meta.get(MARKS, ()))
        self.out_of_range += [(info, each) for each in found.wrong]
        inside = "".join(f"<code{_written_code(values)}>{html}</code>" for values, html in found.elements)
        self.pieces.append(f"<pre{self._attributes(token)}>{inside}</pre>\n")

    def _text(self, token: Token) -> None:
        """Write a block's text, with the checkbox of a task before it, or before its paragraph."""
        box = task_lists.box(token)
        if box:
            before = self.pieces[-1].startswith("<p") and task_lists.is_before_paragraph(token)
            self.pieces.insert(len(self.pieces) - before, f"<input{_written(box)}> ")
        children = token.children or ()
        html = "".join(map(self._inline, children))
        is_tag = len(children) == 1 and children[0].type == "html_inline"
        if is_tag and self.pieces[-1] == "<p>" and _is_block(html):
            self.pieces.pop()
            self.is_bare = True
        self.pieces.append(html)

    def _inline(self, token: Token) -> str:
        kind = token.type
        if kind == "text":
            return escape(token.content, quote=False)
        if token.nesting:
            return f"<{token.tag}{_written(values(token))}>" if token.nesting > 0 else f"</{token.tag}>"
        if kind == "softbreak":
            return "\n"
        if kind == "code_inline":
            return f"<code{_written(values(token))}>{escape(token.content, quote=False)}</code>"
        if kind in ("image", "hardbreak"):
            return f"<{token.tag}{_written(values(token))}>"
        if kind == MADE:
            return token.content
        if kind == "html_inline":
            self.has_raw = True
            return token.content
        return escape(token.content, quote=False)


def values(token: Token) -> dict[str, str]:
    """Return the attributes of an inline token; a picture without words has no alternative text, not an empty one."""
    found = {name: str(value) for name, value in token.attrs.items()}
    if token.type == "image":
        del found["alt"]
        words = "".join(_words(token.children or ()))
        return {"alt": words, **found} if words else found
    return found


def _words(tokens: Sequence[Token]) -> list[str]:
    """Return the texts in ``tokens``, as the alternative text of a picture has them (CommonMark 6.4)."""
    found: list[str] = []
    for token in tokens:
        if token.children:
            found += _words(token.children)
        elif token.type in ("softbreak", "hardbreak"):
            found.append("\n")
        elif token.type != "html_inline":
            found.append(token.content)
    return found


def _written(values: Mapping[str, str]) -> str:
    """Return attributes as a tag has them, by their names."""
    return "".join(f" {attribute(name, values[name])}" for name in sorted(values))


def _written_code(values: Mapping[str, str]) -> str:
    """Return the attributes of code; what looks like a reference in its language is one, as for marked."""
    return "".join(f" {name}={_quoted(values[name])}" for name in sorted(values))


def _quoted(value: str) -> str:
    value = _LONE_AMPERSAND.sub("&amp;", value)
    return '"' + value.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") + '"'


def _is_block(html: str) -> bool:
    """Return whether Python-Markdown takes a tag for one of a block, which stands in no paragraph."""
    from markdown.util import BLOCK_LEVEL_ELEMENTS

    found = _NAME.match(html)
    return found is not None and (found[1][0] in "!?@%" or found[1].lower().rstrip("/") in BLOCK_LEVEL_ELEMENTS)
