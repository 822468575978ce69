"""Blocks as CommonMark and GitHub's tables find them, for Python-Markdown.

1. markdown-it-py's block rules read the text (its inline rules never run);
2. its tokens become Python-Markdown's element tree, the text of each block left for the inline patterns;
3. raw HTML goes into Python-Markdown's stash, so that postprocessors put it back untouched.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX, AtomicString
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from markdown import Markdown
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

# A comment, and behind it on the same line something that is no tag: the line is a paragraph for us.
_COMMENT_THEN_TEXT = re.compile(r"(?:<!--(?:(?!-->).)*-->[ \t]*)+[^<\s]")
# marked takes `##Heading` for text; the authors of real decks mean a heading.
_TIGHT_HEADING = re.compile(r"(#{1,6})([^#\s!].*?)(?:[ \t]+#+)?[ \t]*$")


class CommonMarkBlocks(Extension):
    """Replaces Python-Markdown's block parser, and the preprocessors that prepare text for it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- Python-Markdown's name
        """Put the block parser in; called by Python-Markdown."""
        for name in ("normalize_whitespace", "html_block"):
            md.preprocessors.deregister(name)
        md.treeprocessors.deregister("prettify")
        md.preprocessors.register(_NoMarkers(md), "no_markers", 30)
        parser = CommonMarkParser(md)
        parser.blockprocessors = md.parser.blockprocessors
        md.parser = parser


class _NoMarkers(Preprocessor):
    """Takes Python-Markdown's own marker characters out of the text; tabs stay, for code."""

    def run(self, lines: list[str]) -> list[str]:
        return [line.replace(STX, "").replace(ETX, "") for line in lines]


class CommonMarkParser(BlockParser):
    """Makes the element tree of a text from markdown-it-py's block tokens."""

    def parseDocument(self, lines: Iterable[str]) -> Any:  # noqa: N802, ANN401 -- Python-Markdown's signature
        """Return the tree of the text; its root is Python-Markdown's ``div``."""
        tree = super().parseDocument([])
        environment: dict[str, Any] = {}
        tokens = _rules().parse("\n".join(lines), environment)
        for label, link in environment.get("references", {}).items():
            references: dict[str, Any] = self.md.references
            references.setdefault(label.lower(), (link["href"], link["title"] or None))
        root: Any = tree.getroot()
        _Builder(self.md, root).build(tokens)
        return tree


@cache
def _rules() -> MarkdownIt:
    """Return markdown-it-py with block rules only; it keeps no state between texts."""
    rules = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
    rules.core.ruler.enableOnly(["normalize", "block"])
    html_block = next(rule for rule in rules.block.ruler.__rules__ if rule.name == "html_block")
    rules.block.ruler.at("html_block", _unless_text_follows(html_block.fn), {"alt": html_block.alt})
    alternatives: Any = {"alt": ["paragraph", "reference", "blockquote"]}
    rules.block.ruler.before("heading", "tight_heading", _tight_heading, alternatives)
    return rules


def _tight_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001 -- a rule's form
    """Take `##Heading` for a heading; a shebang (`#!`) stays text."""
    if state.is_code_block(start):
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    heading = _TIGHT_HEADING.match(line)
    if heading and not silent:
        state.line = start + 1
        tag = f"h{len(heading[1])}"
        state.push("heading_open", tag, 1).map = [start, start + 1]
        text = state.push("inline", "", 0)
        text.content, text.map, text.children = heading[2], [start, start + 1], []
        state.push("heading_close", tag, -1)
    return heading is not None


def _unless_text_follows(rule: BlockRule) -> BlockRule:
    """Let `<!-- .element: … --> some *text*` be a paragraph, so that its text is Markdown.

    CommonMark 4.6 (and with it reveal.js 6) takes the whole line for raw HTML, reveal.js issue 1663.
    """

    def html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        begin = state.bMarks[start] + state.tShift[start]
        if _COMMENT_THEN_TEXT.match(state.src, begin, state.eMarks[start]):
            return False
        return rule(state, start, end, silent)

    return html_block


class _Builder:
    """Turns one list of tokens into elements; ``open`` holds the elements that are open."""

    def __init__(self, md: Markdown, root: Element) -> None:
        self.md = md
        self.open: list[Element] = [root]

    def build(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.type == "inline":
                self._text(token.content)
            elif token.nesting > 0:
                self._enter(token)
            elif token.nesting < 0:
                self._leave(token)
            else:
                self._single(token)

    def _enter(self, token: Token) -> None:
        if token.hidden:  # the paragraph of a tight list item: its text stands in the item itself
            return
        element = SubElement(self.open[-1], token.tag)
        for name, value in token.attrs.items():
            element.set(name, str(value))
        self.open.append(element)

    def _leave(self, token: Token) -> None:
        if not token.hidden:
            self.open.pop().tail = "\n"

    def _single(self, token: Token) -> None:
        if token.type == "html_block":
            self._text(f"\n{self.md.htmlStash.store(token.content.rstrip())}\n")
        elif token.type == "hr":
            SubElement(self.open[-1], "hr")
        elif token.type in ("fence", "code_block"):
            self._code(token)

    def _code(self, token: Token) -> None:
        pre = SubElement(self.open[-1], "pre")
        pre.tail = "\n"
        code = SubElement(pre, "code", info=token.info.strip())
        code.text = AtomicString(token.content.removesuffix("\n"))

    def _text(self, text: str) -> None:
        """Add ``text`` behind what the open element holds already."""
        parent = self.open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text
