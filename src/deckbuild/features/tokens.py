"""What features ask of markdown-it-py's tokens, and the tokens of the elements that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

from deckbuild.html import attributes
from deckbuild.html.parser_names import MADE
from deckbuild.html.tokenizer import attribute

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

END = "end"  # where the meta of a token in a text has the offset behind the braces with its attributes
LINES = "lines"  # where the meta of a token that was moved has the lines at which it was written, as ``map``
OPENING, CLOSING = "division_open", "division_close"
ICON = "icon"  # the type of a token that is an icon in a line of text


def classes(token: Token) -> list[str]:
    """Return the classes of the element that ``token`` opens."""
    return str(token.attrs.get("class", "")).split()


def opens(token: Token, name: str) -> bool:
    """Return whether ``token`` opens a division of the class ``name``."""
    return token.type == OPENING and name in classes(token)


def add(token: Token, more: Mapping[str, str]) -> None:
    """Give the element of ``token`` ``more`` attributes; classes add up."""
    for name, value in more.items():
        token.attrs[name] = attributes.merged(str(token.attrs.get(name, "")), name, value)


def line_of(token: Token) -> int:
    """Return the line of a text at which the block of ``token`` begins (from 0)."""
    return token.map[0] if token.map else 0


def end_of(tokens: list[Token], at: int) -> int:
    """Return the index of the token that closes what the one at ``at`` opens; ``at`` if that opens nothing."""
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].nesting
        if not depth:
            return index
    return len(tokens) - 1


def blocks(tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each block of ``tokens``, with all that it holds."""
    at = 0
    while at < len(tokens):
        end = end_of(tokens, at) + 1
        yield tokens[at:end]
        at = end


def element(tag: str, name: str, place: list[int] | None = None) -> tuple[Token, Token]:
    """Return the tokens of an element of the class ``name`` that begins at a ``place``, its lines in the text."""
    opening = Token(OPENING, tag, 1, attrs={"class": name}, map=place, block=True)
    return opening, Token(CLOSING, tag, -1, block=True)


def made(html: str, place: list[int] | None = None) -> Token:
    """Return the token of a block of ``html`` that a feature has made."""
    return Token(MADE, "", 0, content=html, map=place, block=True)


def written(token: Token) -> str:
    """Return the attributes of ``token`` as a tag has them, by their names."""
    return " ".join(attribute(name, str(value)) for name, value in sorted(token.attrs.items()))


def words(token: Token) -> str:
    """Return the text inside of ``token``, as it may stand in an attribute."""
    if token.children:
        return "".join(map(words, token.children))
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return "" if token.children is not None or token.type in ("html_inline", MADE) else token.content
