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
_META = "task"  # in a token's ``meta``: whether the box is checked


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


def _find(state: StateCore) -> None:
    """Take the boxes off the texts that begin a list item."""
    for item, text in zip(state.tokens, state.tokens[2:], strict=False):
        found = _BOX.match(text.content) if item.type == "list_item_open" and text.type == "inline" else None
        if found:
            text.content = text.content[found.end() :]
            text.meta[_META] = found[1] != " "
