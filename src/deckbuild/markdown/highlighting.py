"""Code blocks: coloured by Pygments at build time, with reveal.js' line numbers and steps.

The output is the one that reveal.js' highlight plugin makes in the browser (its classes, its table of lines, a copy
of the code for each further step), so that themes, fragments and auto-animate fit, and the page needs no highlighter.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.markdown import lexers, line_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pygments.formatters.html import HtmlFormatter
    from pygments.token import _TokenType

# What stands in brackets behind the language: `[1-2|3]`, `[5: 1-2]`, `[]` (reveal.js, plugin/markdown).
_LINES = re.compile(r"\[\s*((\d*):)?\s*([\s\d,|-]*)\]")


class Code(NamedTuple):
    """A block of code: its ``code`` elements (attributes and HTML), one for each step, and the ranges it lacks."""

    elements: tuple[tuple[dict[str, str], str], ...]
    missing: tuple[str, ...] = ()


def highlighted(text: str, info: str) -> Code:
    """Return the code ``text`` coloured, numbered and stepped through as the fence's ``info`` string says."""
    lines = _LINES.search(info)
    words = (info[: lines.start()] + info[lines.end() :] if lines else info).split()
    attributes = {"class": " ".join([*words, "hljs"])}
    if lines:
        attributes["data-line-numbers"] = lines[3].strip()
        if lines[2]:
            attributes["data-ln-start-from"] = lines[2]
    html = _coloured(text, words[0] if words else "")
    if lines is None or not html.strip():
        return Code(((attributes, html),))
    missing = line_numbers.missing(lines[3], html.count("\n") + 1)
    return Code(tuple(_steps(attributes, html, lines)), tuple(missing))


def _steps(attributes: dict[str, str], html: str, lines: re.Match[str]) -> Iterator[tuple[dict[str, str], str]]:
    """Yield the code with numbered lines, and for each further step a copy of it that is a fragment."""
    for number, step in enumerate("".join(lines[3].split()).split("|")):
        marked = ["has-highlights"] if line_numbers.rows(step) else []
        classes = " ".join([attributes["class"], *marked, *(["fragment"] if number else [])])
        table = line_numbers.table(html, int(lines[2] or 1), step)
        yield {**attributes, "data-line-numbers": step, "class": classes}, table


def _coloured(text: str, language: str) -> str:
    """Return ``text`` as HTML with Pygments' classes; plain where Pygments does not know the language."""
    lexer = lexers.lexer(language)
    if lexer is None:
        return escape(text, quote=False)
    html = _spans(lexer.get_tokens(f"{text}\n"))  # some lexers miss a last line that has no end
    return html[: len(html) - html.count("\n") + text.count("\n")]


def _spans(tokens: Iterable[tuple[_TokenType, str]]) -> str:
    """Return coloured code as HtmlFormatter writes it, at less cost; no span reaches over a line's end."""
    pieces: list[str] = []
    last = ""  # the start tag of the span that is open
    for kind, text in tokens:
        span, first, more = _lines(kind, text)
        if first and span != last:
            pieces += ("</span>" if last else "", span)
            last = span
        pieces.append(first)
        for line in more:
            pieces += ("</span>\n" if last else "\n", span if line else "", line)
            last = span if line else ""
    return "".join([*pieces, "</span>" if last else ""])


@lru_cache(maxsize=4096)
def _lines(kind: _TokenType, text: str) -> tuple[str, str, list[str]]:
    """Return the start tag of a token, its first line, escaped, and those behind it.

    The same few words and blanks are most tokens of code.
    """
    first, *more = escape(text, quote=False).split("\n")
    return _span(kind, is_blank=text.isspace()), first, more


@cache
def _span(kind: _TokenType, *, is_blank: bool) -> str:
    """Return the start tag that Pygments writes for a kind of token, an empty text where it writes none.

    Blanks that are nothing but blanks need none either: a quarter of all spans, and no style of Pygments shows them.
    """
    from pygments import format as formatted
    from pygments.token import Whitespace

    is_unseen = is_blank and kind is Whitespace
    return "" if is_unseen else formatted([(kind, "\0")], _formatter()).partition("\0")[0]


@cache
def _formatter() -> HtmlFormatter[str]:
    """Return what says how Pygments writes a token."""
    from pygments.formatters.html import HtmlFormatter

    return HtmlFormatter(nowrap=True)
