"""Reads at one go texts whose marks are simple: words, code, emphasis, links and pictures, one behind the other.

Most texts of slides are of that kind, and CommonMark leaves no doubt about them. For any other text the rules are asked
at every character, which takes four times as long; the tokens are the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from deckbuild.markdown import autolinks

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = r"[^\n\\`~*_\[\]<&@!]"  # at which no mark begins
_EDGE = r"[^\W_]"  # a letter or a digit: a run of `*` beside it opens or closes, whatever is on its other side (6.2)
_INNER = rf"{_EDGE}(?:{_PLAIN}*{_EDGE})?"
_TARGET = r"\(([A-Za-z0-9./:#?=%+,_-]+)\)"
_PIECE = re.compile(
    rf"((?:{_PLAIN}+|!(?!\[)|(?<={_EDGE})_(?={_EDGE}))+)"  # 1: words; an underscore inside of one is no mark
    r"|`([^\s`](?:[^\n`]*[^\s`])?)`(?!`)"  # 2: code
    rf"|(\*\*?)({_INNER})\3(?!\*)"  # 3 and 4: emphasis
    rf"|(?<![^ \n])(__?)({_INNER})\5(?![^ \n.,;:!?)])"  # 5 and 6: emphasis by underscores, which wants blanks around
    rf"|\[((?:{_PLAIN}|!)+)\]{_TARGET}"  # 7 and 8: a link
    rf"|!\[({_PLAIN}*)\]{_TARGET}"  # 9 and 10: a picture
    r"|(?<! )(\n)[ \t]*"  # 11: the end of a line; blanks before it would make another one of it
)


def read(text: str, written: Callable[[str], str]) -> list[Token] | None:
    """Return the tokens of ``text``, or None if it is not simple; ``written`` is how a page writes an address."""
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        found = _PIECE.match(text, at)
        if found is None:
            return None
        _MAKE[found.lastindex or 0](found, tokens, written)
        at = found.end()
    return tokens if not autolinks.may_hold_url(text) or _names_no_other(tokens) else None


def _names_no_other(tokens: list[Token]) -> bool:
    """Return whether no text is an address that the rules would make a link."""
    every = (*tokens, *(child for token in tokens for child in token.children or ()))
    return not any(token.type == "text" and autolinks.may_hold_url(token.content) for token in every)


def _words(found: re.Match[str], tokens: list[Token], _written: Callable[[str], str]) -> None:
    tokens.append(Token("text", "", 0, content=found[1]))


def _code(found: re.Match[str], tokens: list[Token], _written: Callable[[str], str]) -> None:
    tokens.append(Token("code_inline", "code", 0, content=found[2], markup="`"))


def _emphasis(found: re.Match[str], tokens: list[Token], _written: Callable[[str], str]) -> None:
    run, inner = found[3] or found[5], found[4] or found[6]
    kind, tag = ("em", "em") if len(run) == 1 else ("strong", "strong")
    tokens += (
        Token(f"{kind}_open", tag, 1, markup=run),
        Token("text", "", 0, level=1, content=inner),
        Token(f"{kind}_close", tag, -1, markup=run),
    )


def _link(found: re.Match[str], tokens: list[Token], written: Callable[[str], str]) -> None:
    tokens += (
        Token("link_open", "a", 1, attrs={"href": written(found[8])}),
        Token("text", "", 0, level=1, content=found[7]),
        Token("link_close", "a", -1),
    )


def _picture(found: re.Match[str], tokens: list[Token], written: Callable[[str], str]) -> None:
    children = [Token("text", "", 0, content=found[9])] if found[9] else None
    attributes: dict[str, str | int | float] = {"src": written(found[10]), "alt": ""}
    tokens.append(Token("image", "img", 0, attrs=attributes, children=children, content=found[9]))


def _line_end(_found: re.Match[str], tokens: list[Token], _written: Callable[[str], str]) -> None:
    tokens.append(Token("softbreak", "br", 0))


_MAKE = {1: _words, 2: _code, 4: _emphasis, 6: _emphasis, 8: _link, 10: _picture, 11: _line_end}
