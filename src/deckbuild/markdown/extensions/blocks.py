"""Blocks as CommonMark and GitHub's tables find them, for Python-Markdown.

1. markdown-it-py reads the text;
2. its tokens become Python-Markdown's element tree, raw HTML goes into its stash;
3. a paragraph or an indented block that a block processor of an extension takes is left to that processor.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX, AtomicString
from markdown_it.common.utils import unescapeAll

from deckbuild.html.parser_names import MARKS
from deckbuild.markdown import parser, task_lists, wide_rows
from deckbuild.markdown.extensions.inline import Inline, WholeValues, append_text, fill
from deckbuild.markdown.source_lines import Lines
from deckbuild.markdown.visitor import Walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown import Markdown
    from markdown.blockprocessors import BlockProcessor
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from deckbuild.markdown.wide_rows import WideRow

# What Python-Markdown and its extensions do on their own, and markdown-it-py's rules do here.
_STOCK_PREPROCESSORS = ("normalize_whitespace", "html_block", "fenced_code_block")
_STOCK_BLOCKS = frozenset(
    "empty indent code hashheader setextheader hr olist ulist quote reference paragraph table markdown_block".split()
)
_STOCK_PATTERNS = (
    "backtick escape reference link image_link image_reference short_reference short_image_ref autolink automail "
    "linebreak html entity not_strong em_strong em_strong2".split()
)


class CommonMarkBlocks(Extension):
    """Replaces Python-Markdown's block parser, its inline patterns, and what prepares text for them.

    With ``lines`` each block says at which line of the slide it begins. ``wide_rows`` are the rows of tables that lose
    cells, since reset. ``more`` is what the next text is read with beyond the Markdown of slides.
    """

    def __init__(self, *, lines: bool = False) -> None:
        super().__init__()
        self.lines = Lines() if lines else None
        self.wide_rows: list[WideRow] = []
        self.more = parser.NONE

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- Python-Markdown's name
        """Put the block parser in; called by Python-Markdown."""
        md.registerExtension(self)
        for name in _STOCK_PATTERNS:
            md.inlinePatterns.deregister(name, strict=False)
        md.treeprocessors.deregister("prettify")
        md.treeprocessors.register(Inline(md), "inline", 20)
        md.postprocessors.register(WholeValues(md), "whole_values", 5)
        md.preprocessors.register(_NoMarkers(md), "no_markers", 30)
        made = CommonMarkParser(md, self)
        made.blockprocessors = md.parser.blockprocessors
        for processor in made.blockprocessors:
            processor.parser = made
        md.parser = made

    def reset(self) -> None:
        """Forget the last text; called by Python-Markdown."""
        self.wide_rows.clear()
        if self.lines:
            self.lines.reset()

    @staticmethod
    def finish(md: Markdown) -> None:
        """Take out what would read blocks before us; called once the project's extensions are in."""
        for name in _STOCK_PREPROCESSORS:
            md.preprocessors.deregister(name, strict=False)
        if not len(md.inlinePatterns):
            md.treeprocessors.deregister("inline")


class _NoMarkers(Preprocessor):
    """Takes Python-Markdown's own marker characters out of the text; tabs stay, for code."""

    def run(self, lines: list[str]) -> list[str]:
        return [line.replace(STX, "").replace(ETX, "") for line in lines]


class CommonMarkParser(BlockParser):
    """Makes the element tree of a text from markdown-it-py's tokens."""

    def __init__(self, md: Markdown, blocks: CommonMarkBlocks) -> None:
        super().__init__(md)
        self._blocks = blocks

    def parseDocument(self, lines: Iterable[str]) -> Any:  # noqa: N802, ANN401 -- Python-Markdown's signature
        """Return the tree of the text; its root is Python-Markdown's ``div``."""
        self.root = Element(self.md.doc_tag)  # which block processors look at, too
        self._build(self.root, "\n".join(lines), self._blocks.lines, self._blocks.wide_rows)
        return ElementTree(self.root)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802 -- Python-Markdown's name
        """Add ``blocks`` to ``parent``; called by block processors of extensions."""
        text = "\n\n".join(blocks)
        blocks.clear()
        self.parseChunk(parent, text)

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802 -- Python-Markdown's name
        """Add the blocks of ``text`` to ``parent``; which lines of the slide they are, is not known."""
        self._build(parent, text, None, [])

    def _build(self, parent: Element, text: str, lines: Lines | None, wide: list[WideRow]) -> None:
        environment = {"references": self._references(), wide_rows.FOUND: wide, **self._blocks.more.environment}
        tokens = self._rules().parse(text, environment)
        if self.state.isstate("list") and len(tokens) == 3:  # a single paragraph: its text alone
            tokens = tokens[1:2]
        _Builder(self.md, parent, text.split("\n"), self._own(), lines).build(tokens)

    def _rules(self) -> MarkdownIt:
        """Return the rules, without those that an extension of the project has its own ideas of."""
        found = [pattern.getCompiledRegExp() for pattern in self.md.inlinePatterns]
        tildes = any(each.search(sample) for each in found for sample in ("~a~", "~~a~~"))
        footnotes, formulas = "footnote" in self.blockprocessors, "arithmatex-inline" in self.md.inlinePatterns
        more = self._blocks.more
        of_extensions = {"footnotes": footnotes, "tildes": not tildes, "formulas": formulas}
        return parser.parser(more.installs, more.characters, **of_extensions)

    def _references(self) -> dict[str, Any]:
        """Return the link definitions of this text, kept by Python-Markdown until it is reset."""
        found: dict[str, Any] = self.md.references
        return found

    def _own(self) -> list[BlockProcessor]:
        """Return the block processors of the project's extensions, by priority."""
        registry = self.blockprocessors
        stock = [registry[name] for name in _STOCK_BLOCKS if name in registry]
        return [processor for processor in registry if processor not in stock]


# The tokens of which a block processor of an extension may take the text, and how many tokens each is.
_TAKEABLE = {"paragraph_open": 3, "code_block": 1}


class _Builder(Walk):
    """Turns one list of tokens into elements; ``open`` holds the elements that are open."""

    def __init__(
        self, md: Markdown, root: Element, text: list[str], own: list[BlockProcessor], lines: Lines | None
    ) -> None:
        self.md, self.text, self.own, self.lines = md, text, own, lines
        self.open: list[Element] = [root]

    def build(self, tokens: Sequence[Token]) -> None:
        at = 0
        while at < len(tokens):
            taken = self._processed(tokens[at : at + 4]) if self.own else 0
            if not taken:
                self.take(tokens[at])
            at += taken or 1

    def _text(self, token: Token) -> None:
        self._box(token)
        fill(self.open[-1], token.children or (), self.md)

    def _box(self, token: Token) -> None:
        """Put the checkbox of a task before its text, or before its paragraph."""
        attributes = task_lists.box(token)
        if not attributes:
            return
        box = Element("input", attributes)
        box.tail = " "
        if self.open[-1].tag == "p" and task_lists.is_before_paragraph(token):
            self.open[-2].insert(len(self.open[-2]) - 1, box)
        else:
            self.open[-1].append(box)

    def _processed(self, tokens: Sequence[Token]) -> int:
        """Offer a paragraph or an indented block to the extensions; return how many tokens they took.

        An indented block behind it may belong to it, as in a footnote of several paragraphs.
        """
        length = _TAKEABLE.get(tokens[0].type, 0)
        if not length:
            return 0
        follows = tokens[length].type == "code_block" if len(tokens) > length else False
        blocks = [self._source(token) for token in (tokens[0], *tokens[length : length + follows])]
        last = blocks[-1]
        for processor in self.own:
            parent = self.open[-1]
            before = len(parent)
            if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                self._number(tokens[0], *list(parent)[before:])
                kept = follows and blocks[-1:] == [last]
                for rest in blocks[: len(blocks) - kept]:
                    self.md.parser.parseChunk(parent, rest)
                return length + follows - kept
        return 0

    def _number(self, token: Token, *elements: Element) -> None:
        """Say where the block of ``token`` begins, if it is asked for."""
        if self.lines:
            self.lines.number(token, *elements)

    def _source(self, token: Token) -> str:
        first, last = token.map or (0, 0)
        return "\n".join(self.text[first:last]).rstrip("\n")

    def _enter(self, token: Token) -> None:
        element = SubElement(self.open[-1], token.tag)
        self._number(token, element)
        for name, value in token.attrs.items():
            if name == "style" and token.tag in ("td", "th"):  # reveal.js' themes look for what marked sets
                element.set("align", str(value).removeprefix("text-align:"))
            else:
                element.set(name, str(value))
        self.open.append(element)

    def _leave(self, token: Token) -> None:  # noqa: ARG002 -- as Walk calls it
        self.open.pop().tail = AtomicString("\n")  # which no inline pattern takes

    def _raw(self, token: Token) -> None:
        if self.lines:
            self.lines.keep(token)
        append_text(self.open[-1], f"\n{self.md.htmlStash.store(token.content)}")

    def _made(self, token: Token) -> None:
        append_text(self.open[-1], f"{self.md.htmlStash.store(token.content)}\n")

    def _rule(self, token: Token) -> None:
        self._number(token, SubElement(self.open[-1], "hr"))

    def _code(self, token: Token) -> None:
        pre = SubElement(self.open[-1], "pre", {name: str(value) for name, value in token.attrs.items()})
        self._number(token, pre)
        pre.tail = AtomicString("\n")
        about = {"info": unescapeAll(token.info).strip(), MARKS: json.dumps(token.meta.get(MARKS, ()))}
        code = SubElement(pre, "code", about)
        code.text = AtomicString(token.content.removesuffix("\n"))
