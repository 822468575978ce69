"""Task list items: `- [x] done` begins with a checkbox (GitHub's Markdown, 5.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.html.parser_names import TASK

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_BOX = re.compile(r"\[([ xX])\] +(?=\S)")
_LOOSE = "loose"  # in a token's ``meta``: whether its list is loose


def install(rules: MarkdownIt) -> None:
    """Put the rule between markdown-it-py's blocks and its inline rules."""
    rules.core.ruler.before("inline", "tasks", _find)


def box(token: Token) -> dict[str, str]:
    """Return the attributes of the checkbox that stands before the text of ``token``; none for any other text."""
    checked = token.meta.get(TASK)
    if checked is None:
        return {}
    return {**({"checked": ""} if checked else {}), "disabled": "", "type": "checkbox"}


def is_before_paragraph(token: Token) -> bool:
    """Return whether the box stands before its paragraph rather than in it.

    marked decides so when it comes to the item: in the paragraph, if the list is known to be loose by then.
    """
    return not token.meta.get(_LOOSE)


def _find(state: StateCore) -> None:
    """Take the boxes off the texts that begin a list item."""
    if not _BOX.search(state.src):
        return
    loose = _known_as_loose(state.tokens, state.src.split("\n"))
    for at, (item, text) in enumerate(zip(state.tokens, state.tokens[2:], strict=False)):
        found = _BOX.match(text.content) if item.type == "list_item_open" and text.type == "inline" else None
        if found:
            text.content = text.content[found.end() :]
            text.meta[TASK] = found[1] != " "
            text.meta[_LOOSE] = at in loose


def _known_as_loose(tokens: list[Token], lines: list[str]) -> set[int]:
    """Return which tokens open an item whose list is known to be loose by its end."""
    loose: set[int] = set()
    lists: list[list[int]] = []
    for at, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append([])
        elif token.type == "list_item_open":
            lists[-1].append(at)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            items = lists.pop()
            loose.update(_from_first_empty_line(items, [tokens[item].map or [0, 0] for item in items], lines))
    return loose


def _from_first_empty_line(items: list[int], places: list[list[int]], lines: list[str]) -> list[int]:
    """Return the items from the first one that ends with an empty line, or follows one that holds one."""
    for number, (first, last) in enumerate(places[:-1]):
        following = places[number + 1][0]
        if _is_empty(lines[following - 1]):
            return items[number:]
        if any(_is_empty(line) for line in lines[first:last]):
            return items[number + 1 :]
    return []


def _is_empty(line: str) -> bool:
    return not line.strip("> \t")
