"""Takes `![x](my file.png)` for the picture that is meant; for CommonMark (6.4) an address with blanks is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_inline import image

from deckbuild.files.media_types import by_ending

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_NAME = re.compile(r"""\([ ]*(?P<name>[^()<>"\n]{1,300}\.\w{2,5})(?:[ ]+"(?P<title>[^"\n]*)")?[ ]*\)""")
_SHOWN = ("image/", "video/", "audio/")


def install(rules: MarkdownIt) -> None:
    """Put the rule into markdown-it-py's inline rules, in the place of the one for pictures."""
    rules.inline.ruler.at("image", _image)


def _image(state: StateInline, silent: bool) -> bool:
    """Read a picture as CommonMark does, else one whose name has blanks."""
    if image(state, silent):
        return True
    label_end = state.md.helpers.parseLinkLabel(state, state.pos + 1) if state.src.startswith("![", state.pos) else -1
    found = _NAME.match(state.src, label_end + 1, state.posMax) if label_end >= 0 else None
    if not found or not by_ending(found["name"]).startswith(_SHOWN):
        return False
    if not silent:
        _push(state, state.src[state.pos + 2 : label_end], found)
    state.pos = found.end()
    return True


def _push(state: StateInline, label: str, found: re.Match[str]) -> None:
    children: list[Token] = []
    state.md.inline.parse(label, state.md, state.env, children)
    token = state.push("image", "img", 0)
    token.attrs = {"src": state.md.normalizeLink(found["name"].replace(" ", "%20")), "alt": ""}
    token.children, token.content = children or None, label
    if found["title"]:
        token.attrSet("title", found["title"])
