"""Lists what a piece of Markdown says, line by line: its texts, alternative texts, and the names of files."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.features import PIPELINE
from deckbuild.features.feature import load
from deckbuild.features.findings import Findings
from deckbuild.features.tokens import line_of
from deckbuild.features.variables import inside
from deckbuild.html import plain_text
from deckbuild.html.tokenizer import start_tags
from deckbuild.markdown.parser import parser

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FEATURES = frozenset({"divisions", "tables", "variables", "attributes", "footnotes"})
_TAILS = ["footnote_tail", "foot"]  # the rules that take away footnotes that nothing leads to
_FILE = re.compile(r"\b(?:file|src)=(?:\"([^\"]*)\"|'([^']*)'|([^\s{}\"']+))")
_ALTERNATIVES, _TEXTS = ("alt",), ("title", "caption", "aria-label")


class Kind(Enum):
    """What something is that a text says."""

    TEXT = "text"
    NOTE = "note"
    ALTERNATIVE = "alternative text"
    FILE = "name of a file"


class Said(NamedTuple):
    """Something that a text says in a line (from 0)."""

    kind: Kind
    text: str
    line: int


def every(text: str, variables: Mapping[str, str]) -> Iterator[Said]:
    """Yield what ``text`` says, with the values of ``variables``."""
    features = [load(name) for name in PIPELINE if name in _FEATURES]
    rules = parser((*(each.install for each in features), _install), "".join(each.characters for each in features))
    environment = Findings({"vars": variables}).environment
    for token in rules.parse(text, {"references": {}, **environment}):
        yield from _of_block(token)


def _install(rules: MarkdownIt) -> None:
    rules.core.ruler.disable(_TAILS)


def _of_block(token: Token) -> Iterator[Said]:
    """Yield what a block says."""
    line = line_of(token)
    yield from of_attributes({name: str(value) for name, value in token.attrs.items()}, line)
    if token.type in ("fence", "code_block"):
        yield from (Said(Kind.FILE, next(filter(None, found.groups())), line) for found in _FILE.finditer(token.info))
        yield from _lines(token.content, line + (token.type == "fence"))
    elif token.type == "html_block":
        yield from _of_html(token.content, line)
    elif token.type == "inline":
        yield from _lines("".join(map(_words, token.children or ())), line)
        for each in inside(token):
            yield from _of_inline(each, line)


def _of_inline(token: Token, line: int) -> Iterator[Said]:
    """Yield what a token in the words of a block says besides these."""
    if token.type == "html_inline":
        yield from _of_html(token.content, line)
        return
    if token.type == "image":
        yield Said(Kind.ALTERNATIVE, "".join(map(_words, token.children or ())), line)
    yield from of_attributes({name: str(value) for name, value in token.attrs.items()}, line)


def _of_html(html: str, line: int) -> Iterator[Said]:
    yield Said(Kind.TEXT, plain_text.shown(html), line)
    for tag in start_tags(html):
        yield from of_attributes({name: each.value for name, each in tag.attributes.items()}, line)


def of_attributes(attributes: Mapping[str, str], line: int) -> Iterator[Said]:
    """Yield what the attributes of an element say, and the files that they name."""
    for name, value in attributes.items():
        if name in _ALTERNATIVES or name in _TEXTS:
            yield Said(Kind.ALTERNATIVE if name in _ALTERNATIVES else Kind.TEXT, value, line)
        elif name in ("src", "href", "file", "poster") or name.startswith("data-background"):
            yield Said(Kind.FILE, value, line)


def _lines(text: str, line: int) -> Iterator[Said]:
    """Yield the lines of a ``text``."""
    yield from (Said(Kind.TEXT, each, line + number) for number, each in enumerate(text.split("\n")))


def _words(token: Token) -> str:
    """Return the words of a token in a text."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content if token.type in ("text", "text_special", "code_inline") else ""
