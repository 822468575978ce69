"""Code blocks: coloured by Pygments at build time, with reveal.js' line numbers read from the info string.

The output has the classes that reveal.js' highlight plugin would give it (``hljs``, ``code-wrapper``), so that
themes and style sheets written for reveal.js fit; the page needs no highlighter.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown
    from pygments.lexer import Lexer

# What stands in brackets behind the language: `[1-2|3]`, `[5: 1-2]`, `[]` (reveal.js, plugin/markdown).
_LINES = re.compile(r"\[\s*((\d*):)?\s*([\s\d,|-]*)\]")


class HighlightedCode(Extension):
    """Colours fenced and indented code."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- Python-Markdown's name
        """Put the tree processor in, before the inline patterns run; called by Python-Markdown."""
        md.treeprocessors.register(_Highlighter(md), "highlighted_code", 25)


class _Highlighter(Treeprocessor):
    def run(self, root: Element) -> None:
        for pre in root.iter("pre"):
            code = pre.find("code")
            if code is not None and "info" in code.attrib:
                pre.set("class", "code-wrapper")
                self._highlight(code, code.attrib.pop("info"))

    def _highlight(self, code: Element, info: str) -> None:
        lines = _LINES.search(info)
        words = (info[: lines.start()] + info[lines.end() :] if lines else info).split()
        code.set("class", " ".join([*words, "hljs"]))
        if lines:
            code.set("data-line-numbers", lines[3].strip())
            if lines[2]:
                code.set("data-ln-start-from", lines[2])
        html = _coloured(code.text or "", words[0] if words else "")
        code.text = AtomicString(self.md.htmlStash.store(html))


def _coloured(text: str, language: str) -> str:
    """Return ``text`` as HTML with Pygments' classes; plain where Pygments does not know the language."""
    lexer = _lexer(language)
    if lexer is None:
        return escape(text, quote=False)
    from pygments import highlight
    from pygments.formatters.html import HtmlFormatter

    return highlight(text, lexer, HtmlFormatter(nowrap=True)).removesuffix("\n")


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


def style_sheet(style: str) -> str:
    """Return the CSS of the Pygments style ``style`` for code in slides."""
    from pygments.formatters.html import HtmlFormatter

    formatter: Any = HtmlFormatter(style=style)
    return str(formatter.get_style_defs(".reveal .hljs"))


def styles() -> tuple[str, ...]:
    """Return the names of Pygments' styles."""
    from pygments.styles import get_all_styles

    return tuple(sorted(get_all_styles()))


def is_dark(style: str) -> bool:
    """Return whether the Pygments style of this name has a dark background."""
    from pygments.styles import get_style_by_name

    background = get_style_by_name(style).background_color.lstrip("#")
    wide = "".join(digit * 2 for digit in background) if len(background) == 3 else background
    red, green, blue = (int(wide[at : at + 2], 16) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128
