"""Blocks that slides read otherwise than CommonMark: headings, comments, fences, lists and tables."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it import rules_block

from deckbuild.markdown import item_fences, row_comments, wide_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

# A comment, and behind it on the same line something that is no tag: the line is a paragraph for us.
_COMMENT_THEN_TEXT = re.compile(r"(?:<!--(?:(?!-->).)*-->[ \t]*)+[^<\s]")
# marked takes `##Heading` for text; the authors of real decks mean a heading.
# Behind its number signs may stand a blank that is none for CommonMark, such as that of a Chinese keyboard.
_TIGHT_HEADING = re.compile(r"(#{1,6})(?:[^\S \t]\s*)?([^#\s!].*?)(?:[ \t]+#+)?[ \t]*$")
_TAG = re.compile(r"<[a-z].*>", re.IGNORECASE)
_LINE = re.compile(r"[-=|:][ \t]*$", re.MULTILINE)  # the end of what stands under a heading or a table's first row


def install(rules: MarkdownIt) -> None:
    """Put the rules into markdown-it-py's block rules; each names the blocks that it ends, as there."""
    ruler = rules.block.ruler
    every = ["paragraph", "reference", "blockquote"]
    ruler.before("heading", "tight_heading", _tight_heading, {"alt": every})
    ruler.at("html_block", _unless_text_follows(rules_block.html_block), {"alt": every})
    ruler.at("fence", _with_its_tabs(item_fences.reaching_out(rules_block.fence)), {"alt": [*every, "list"]})
    ruler.at("list", _in_items_from_any_number(rules_block.list_block), {"alt": every})
    table = wide_rows.noted(row_comments.kept(rules_block.table))
    ruler.at("table", _if_underlined(_goes_into_item(table)), {"alt": every[:2]})
    ruler.before("paragraph", "tag", _tag_ends_item, {"alt": every[:2]})
    ruler.at("lheading", _if_underlined(rules_block.lheading))


def leave_footnotes(rules: MarkdownIt) -> None:
    """Leave `[^1]: …` to the footnotes extension of Python-Markdown."""
    rules.block.ruler.at("reference", _unless_footnote(rules_block.reference))


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


def _with_its_tabs(rule: BlockRule) -> BlockRule:
    """Take the indentation of a fence off its lines by characters, as marked does, not by columns.

    So code that is indented by tabs keeps them whole; a line with less indentation keeps what it has.
    """

    def fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        opening = state.getLines(start, start + 1, state.blkIndent, False)
        width = len(opening) - len(opening.lstrip(" \t"))
        if not silent and width:
            token = state.tokens[-1]
            count = len(token.content.removesuffix("\n").split("\n")) if token.content else 0
            lines = state.getLines(start + 1, start + 1 + count, state.blkIndent, True)
            token.content = re.sub(rf"^[ \t]{{{width}}}", "", lines, flags=re.MULTILINE)
        return True

    return fence


def _in_items_from_any_number(rule: BlockRule) -> BlockRule:
    """Inside a list item let a list that begins at any number follow a line of text, as marked does.

    Outside of one a line `2024. was a year` stays text (CommonMark 5.3).
    """

    def begins_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before = state.parentType
        if silent and before == "paragraph" and state.blkIndent > 0:
            state.parentType = "list"
        try:
            return rule(state, start, end, silent)
        finally:
            state.parentType = before

    return begins_list


def _goes_into_item(rule: BlockRule) -> BlockRule:
    """Let a table that follows the text of a list item without indentation be part of the item, as marked does."""

    def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        inside = state.blkIndent
        if not silent or not 0 <= state.sCount[start] < inside:
            return rule(state, start, end, silent)
        state.blkIndent = 0
        lines = _table_lines(state, start, end) if rule(state, start, end, True) else []
        state.blkIndent = inside
        for line in lines:
            state.sCount[line] = inside
        return bool(lines)

    return table


def _table_lines(state: StateBlock, start: int, end: int) -> list[int]:
    """Return the lines of the table that begins at ``start``: up to an empty line, or to another block."""
    enders = state.md.block.ruler.getRules("blockquote")
    last = start + 2
    while last < end and not state.isEmpty(last) and state.sCount[last] >= 0:
        if any(rule(state, last, end, True) for rule in enders):
            break
        last += 1
    return [*range(start, last)]


def _tag_ends_item(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001 -- a rule's form
    """Let a line that begins with a tag, without indentation, end the list item above it, as marked does."""
    if not silent or not 0 <= state.sCount[start] < min(4, state.blkIndent):
        return False
    return _TAG.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start]) is not None


def _if_underlined(rule: BlockRule) -> BlockRule:
    """Look for tables and underlined headings only in texts that hold a line that may stand under one."""

    def underlined(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return _holds_line(state.src) and rule(state, start, end, silent)

    return underlined


@lru_cache(maxsize=16)
def _holds_line(text: str) -> bool:
    return _LINE.search(text) is not None


def _unless_footnote(rule: BlockRule) -> BlockRule:
    """Take `[^1]: text` for no definition of a link."""

    def reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        begin = state.bMarks[start] + state.tShift[start]
        return not state.src.startswith("[^", begin) and rule(state, start, end, silent)

    return reference
