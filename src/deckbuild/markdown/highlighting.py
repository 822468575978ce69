"""Code blocks: coloured by Pygments at build time, with reveal.js' line numbers and steps.

The output is what reveal.js' highlight plugin makes in the browser (its classes, a copy of the code for each further
step), so that themes, fragments and auto-animate fit, and the page needs no highlighter. The `<pre>` lacks the plugin's
class `code-wrapper`: the themes' rules for it would win over an author's `.reveal pre code {white-space: pre-wrap}`.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.html import code_marks
from deckbuild.markdown import line_numbers
from deckbuild.markdown.pygments_on_demand import pygments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pygments.formatters.html import HtmlFormatter
    from pygments.lexer import Lexer

    from deckbuild.html.code_marks import CodeMark

# What stands in brackets behind the language: `[1-2|3]`, `[5: 1-2]`, `[]` (reveal.js, plugin/markdown).
_LINES = re.compile(r"\[\s*((\d*):)?\s*([\s\d,|-]*)\]")


class Code(NamedTuple):
    """A block of code: its ``code`` elements (attributes and HTML), one for each step, and the ranges it lacks."""

    elements: tuple[tuple[dict[str, str], str], ...]
    wrong: tuple[line_numbers.WrongLines, ...] = ()


@cache
def lexer(language: str) -> Lexer | None:
    """Return Pygments' lexer for ``language``, None if there is none; to make one takes 5 to 20 ms."""
    if not language:
        return None
    try:
        found: Lexer = pygments().lexers.get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except pygments().util.ClassNotFound:
        return None
    return found


def highlighted(text: str, info: str, marks: tuple[CodeMark, ...] = ()) -> Code:
    """Return the code ``text`` coloured, numbered and stepped through as the fence's ``info`` string says.

    In each step of it stand the ``marks``.
    """
    lines = _LINES.search(info)
    words = (info[: lines.start()] + info[lines.end() :] if lines else info).split()
    attributes = {"class": " ".join([*words, "hljs"])}
    if lines:
        attributes["data-line-numbers"] = lines[3].strip()
        if lines[2]:
            attributes["data-ln-start-from"] = lines[2]
    html = code_marks.put(_coloured(text, words[0] if words else ""), marks)
    if lines is None or not html.strip():
        return Code(((attributes, html),), tuple(() if lines else line_numbers.unread(info)))
    rows = line_numbers.lines(html)
    wrong = line_numbers.wrong(lines[3], len(rows))
    return Code(tuple(_steps(attributes, rows, lines)), tuple(wrong))


def _steps(attributes: dict[str, str], rows: list[str], lines: re.Match[str]) -> Iterator[tuple[dict[str, str], str]]:
    """Yield the code with numbered lines, and for each further step a copy of it that is a fragment."""
    for number, step in enumerate("".join(lines[3].split()).split("|")):
        marked = ["has-highlights"] if line_numbers.rows(step) else []
        classes = " ".join([attributes["class"], *marked, *(["fragment"] if number else [])])
        html = line_numbers.numbered(rows, int(lines[2] or 1), step)
        yield {**attributes, "data-line-numbers": step, "class": classes}, html


def _coloured(text: str, language: str) -> str:
    """Return ``text`` as HTML with Pygments' classes; plain where Pygments does not know the language.

    Quotes need no escape in text, and blanks no span: no style of Pygments shows them.
    """
    found = lexer(language)
    if found is None:
        return escape(text, quote=False)
    token = pygments().token
    kinds = found.get_tokens(f"{text}\n")  # some lexers miss a last line that has no end
    plain = ((token.Text if kind is token.Whitespace else kind, words) for kind, words in kinds)
    html: str = pygments().format(plain, _formatter()).replace("&quot;", '"').replace("&#39;", "'")
    return html[: len(html) - html.count("\n") + text.count("\n")]


@cache
def _formatter() -> HtmlFormatter[str]:
    made: HtmlFormatter[str] = pygments().formatters.html.HtmlFormatter(nowrap=True)
    return made
