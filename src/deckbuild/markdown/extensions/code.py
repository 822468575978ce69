"""Code blocks in Python-Markdown's tree, for projects with extensions that want to see it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree.ElementTree import SubElement

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from deckbuild.html.code_marks import CodeMark
from deckbuild.html.parser_names import MARKS
from deckbuild.markdown.highlighting import highlighted

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from deckbuild.markdown.line_numbers import WrongLines


class HighlightedCode(Extension):
    """Colours fenced and indented code; ``out_of_range`` are the ranges that a block does not have, since reset."""

    def __init__(self) -> None:
        super().__init__()
        self.out_of_range: list[tuple[str, WrongLines]] = []  # the info string, and the range in it

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
                marks = json.loads(code.attrib.pop(MARKS))
                self._highlight(pre, code, code.attrib.pop("info"), tuple(CodeMark(*each) for each in marks))

    def _highlight(self, pre: Element, code: Element, info: str, marks: tuple[CodeMark, ...]) -> None:
        """Put the coloured code, and a copy of it for each further step, in the place of ``code``."""
        found = highlighted(code.text or "", info, marks)
        pre.remove(code)
        for attributes, html in found.elements:
            shown = SubElement(pre, "code", {**code.attrib, **attributes})
            shown.text = AtomicString(self.md.htmlStash.store(html))
        self.extension.out_of_range += [(info, each) for each in found.wrong]
