"""The walk over the blocks that markdown-it-py has found, whatever is made of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from deckbuild.html.parser_names import MADE

if TYPE_CHECKING:
    from markdown_it.token import Token


class Walk(ABC):
    """Takes one token after the other."""

    def take(self, token: Token) -> None:
        """Take the next token; the paragraph of a tight list item is hidden: its text stands in the item itself."""
        if token.type == "inline":
            self._text(token)
        elif token.nesting > 0 and not token.hidden:
            self._enter(token)
        elif token.nesting < 0 and not token.hidden:
            self._leave(token)
        elif token.type == "html_block":
            self._raw(token)
        elif token.type == MADE:
            self._made(token)
        elif token.type == "hr":
            self._rule(token)
        elif token.type in ("fence", "code_block"):
            self._code(token)

    @abstractmethod
    def _text(self, token: Token) -> None:
        """Take the text of a block."""

    @abstractmethod
    def _enter(self, token: Token) -> None:
        """Open a block."""

    @abstractmethod
    def _leave(self, token: Token) -> None:
        """Close the block that was opened last."""

    @abstractmethod
    def _raw(self, token: Token) -> None:
        """Take the author's own HTML."""

    @abstractmethod
    def _made(self, token: Token) -> None:
        """Take HTML that a feature has made."""

    @abstractmethod
    def _rule(self, token: Token) -> None:
        """Take a thematic break."""

    @abstractmethod
    def _code(self, token: Token) -> None:
        """Take a block of code."""
