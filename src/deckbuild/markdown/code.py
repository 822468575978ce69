"""Code blocks: coloured by Pygments at build time, with reveal.js' line numbers and steps.

The output is the one that reveal.js' highlight plugin makes in the browser (its classes, its table of lines, a copy
of the code for each further step), so that themes, fragments and auto-animate fit, and the page needs no highlighter.
"""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from deckbuild.markdown import code_lines

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexer import Lexer

# What stands in brackets behind the language: `[1-2|3]`, `[5: 1-2]`, `[]` (reveal.js, plugin/markdown).
_LINES = re.compile(r"\[\s*((\d*):)?\s*([\s\d,|-]*)\]")


class HighlightedCode(Extension):
    """Colours fenced and indented code; ``out_of_range`` are the ranges that a block does not have, since reset."""

    def __init__(self) -> None:
        super().__init__()
        self.out_of_range: list[tuple[str, str]] = []  # the info string, and the range in it

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- Python-Markdown's name
        """Put the tree processor in, before the inline patterns run; called by Python-Markdown."""
        md.registerExtension(self)
        md.treeprocessors.register(_Highlighter(md, self), "highlighted_code", 25)

    def reset(self) -> None:
        """Forget the last text; called by Python-Markdown."""
        self.out_of_range.clear()


class _Highlighter(Treeprocessor):
    def __init__(self, md: Markdown, extension: HighlightedCode) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        for pre in root.iter("pre"):
            code = pre.find("code")
            if code is not None and "info" in code.attrib:
                pre.set("class", "code-wrapper")
                self._highlight(pre, code, code.attrib.pop("info"))

    def _highlight(self, pre: Element, code: Element, info: str) -> None:
        lines = _LINES.search(info)
        words = (info[: lines.start()] + info[lines.end() :] if lines else info).split()
        code.set("class", " ".join([*words, "hljs"]))
        if lines:
            code.set("data-line-numbers", lines[3].strip())
            if lines[2]:
                code.set("data-ln-start-from", lines[2])
        html = _coloured(code.text or "", words[0] if words else "")
        if lines is None or not html.strip():
            self._put(code, html)
        else:
            self._step(pre, code, html, lines)
            found = code_lines.missing(lines[3], html.count("\n") + 1)
            self.extension.out_of_range += [(info, each) for each in found]

    def _step(self, pre: Element, code: Element, html: str, lines: re.Match[str]) -> None:
        """Give the code numbered lines, and for each further step a copy of it that is a fragment."""
        plain = deepcopy(code)
        for number, step in enumerate("".join(lines[3].split()).split("|")):
            shown = deepcopy(plain) if number else code
            shown.set("data-line-numbers", step)
            marked = ["has-highlights"] if code_lines.rows(step) else []
            shown.set("class", " ".join([plain.get("class", ""), *marked, *(["fragment"] if number else [])]))
            self._put(shown, code_lines.table(html, int(lines[2] or 1), step))
            if number:
                pre.append(shown)

    def _put(self, code: Element, html: str) -> None:
        code.text = AtomicString(self.md.htmlStash.store(html))


def _coloured(text: str, language: str) -> str:
    """Return ``text`` as HTML with Pygments' classes; plain where Pygments does not know the language."""
    lexer = _lexer(language)
    if lexer is None:
        return escape(text, quote=False)
    from pygments import highlight

    html = highlight(f"{text}\n", lexer, _formatter())  # some lexers miss a last line that has no end
    return html[: len(html) - html.count("\n") + text.count("\n")]


@cache
def _formatter() -> HtmlFormatter[str]:
    """Return what writes coloured code; to make one takes longer than to use it."""
    from pygments.formatters.html import HtmlFormatter

    return HtmlFormatter(nowrap=True)


@cache
def _lexer(language: str) -> Lexer | None:
    """Return the lexer for ``language``; Pygments is loaded only when a deck holds code."""
    if not language:
        return None
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
