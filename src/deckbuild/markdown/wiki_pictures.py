"""Reads `![[x.png]]` and `![[x.png|300]]`, as Obsidian writes pictures and films; for CommonMark it is text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.files.media_types import by_ending

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

# The name, and behind it a text for those who do not see it, a width, or both.
_PICTURE = re.compile(
    r"!\[\[(?P<name>[^\[\]|\n]{1,300}\.\w{2,5})"
    r"(?:\|(?P<alt>[^\[\]|\n]*?))??(?:\|(?P<width>\d{1,4})(?:x\d{1,4})?)?\]\](?![(\[])"
)
_SHOWN = ("image/", "video/", "audio/")


def install(rules: MarkdownIt) -> None:
    """Put the rule into markdown-it-py's inline rules."""
    rules.inline.ruler.before("image", "wiki_picture", _wiki_picture)


def _wiki_picture(state: StateInline, silent: bool) -> bool:
    found = _PICTURE.match(state.src, state.pos, state.posMax) if state.src.startswith("![[", state.pos) else None
    if not found or not by_ending(found["name"]).startswith(_SHOWN):
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.attrs = {"src": state.md.normalizeLink(found["name"].strip().replace(" ", "%20")), "alt": ""}
        token.content = found["alt"] or ""
        token.children = []
        state.md.inline.parse(token.content, state.md, state.env, token.children)
        if found["width"]:
            token.attrSet("width", found["width"])
    state.pos = found.end()
    return True
