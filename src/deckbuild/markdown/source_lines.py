"""Source lines in HTML: at which line of its slide a block begins, for the live preview."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from markdown_it.token import Token

ATTRIBUTE = "data-line"
_START_TAG = re.compile(r"\s*(<[a-zA-Z][\w-]*)(?=[\s/>])[^<>]*>?")


class Lines:
    """Numbers the blocks of one text; ``first`` is the line of the slide at which the text begins (from 0)."""

    def __init__(self) -> None:
        self.first = 0
        self.raw: list[tuple[str, int]] = []  # the start tags of raw HTML, and their lines

    def reset(self) -> None:
        """Forget the last text."""
        self.first = 0
        self.raw.clear()

    def of(self, token: Token) -> dict[str, str]:
        """Return the attribute that says at which line the block of ``token`` begins."""
        return {ATTRIBUTE: str(self.first + token.map[0])} if token.map else {}

    def number(self, token: Token, *elements: Element) -> None:
        """Give ``elements`` the line at which the block of ``token`` begins."""
        for element in elements:
            element.attrib.update(self.of(token))

    def keep(self, token: Token) -> None:
        """Remember the line of a block of raw HTML, which gets it once its tags are balanced."""
        found = _START_TAG.match(token.content)
        if found and token.map:
            self.raw.append((found[0].strip(), self.first + token.map[0]))


def number_raw(html: str, raw: Iterable[tuple[str, int]]) -> str:
    """Return ``html`` with the lines of ``raw`` HTML in its start tags; tags are looked for in their order."""
    pieces: list[str] = []
    at = 0
    for tag, line in raw:
        found = html.find(tag, at)
        if found >= 0:
            behind = found + len(_START_TAG.match(tag)[1])  # type: ignore[index]  # it matched before
            pieces += [html[at:behind], f' {ATTRIBUTE}="{line}"']
            at = behind
    return "".join([*pieces, html[at:]])
