"""Task list items: `- [x] done` begins with a checkbox (GitHub's Markdown, 5.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_BOX = re.compile(r"\[([ xX])\] +(?=\S)")
_META, _APART = "task", "apart"  # in a token's ``meta``: whether the box is checked; whether the items stand apart


def install(rules: MarkdownIt) -> None:
    """Put the rule between markdown-it-py's blocks and its inline rules."""
    rules.core.ruler.before("inline", "tasks", _find)


def box(token: Token) -> Element | None:
    """Return the checkbox that stands before the text of ``token``, None for any other text."""
    checked = token.meta.get(_META)
    if checked is None:
        return None
    attributes = {"checked": ""} if checked else {}
    element = Element("input", {**attributes, "disabled": "", "type": "checkbox"})
    element.tail = " "
    return element


def is_before_paragraph(token: Token) -> bool:
    """Return whether the box stands before its paragraph rather than in it.

    marked puts it there when a list is loose because an item holds several blocks, not because items stand apart.
    """
    return not token.meta.get(_APART)


def _find(state: StateCore) -> None:
    """Take the boxes off the texts that begin a list item."""
    lines = state.src.split("\n")
    apart = _items_apart(state.tokens, lines)
    for at, (item, text) in enumerate(zip(state.tokens, state.tokens[2:], strict=False)):
        found = _BOX.match(text.content) if item.type == "list_item_open" and text.type == "inline" else None
        if found:
            text.content = text.content[found.end() :]
            text.meta[_META] = found[1] != " "
            text.meta[_APART] = at in apart


def _items_apart(tokens: list[Token], lines: list[str]) -> set[int]:
    """Return which tokens open an item of a list with an empty line between two of its items."""
    apart: set[int] = set()
    lists: list[list[int]] = []
    for at, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append([])
        elif token.type == "list_item_open":
            lists[-1].append(at)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            items = lists.pop()
            starts = [(tokens[item].map or [0])[0] for item in items[1:]]
            if any(not lines[start - 1].strip("> \t") for start in starts):
                apart.update(items)
    return apart
