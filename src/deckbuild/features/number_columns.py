"""Aligns the numbers in a column of a table at their decimal sign, whatever units stand behind them."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, NamedTuple, cast

from markdown_it.token import Token

from deckbuild.features import numbers
from deckbuild.features.findings import findings
from deckbuild.features.numbers import Number
from deckbuild.features.tokens import end_of
from deckbuild.html.parser_names import MADE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.rules_core import StateCore

_TEXTS = frozenset({"text", "text_special"})
_MARKS = frozenset({"strong_open", "strong_close", "em_open", "em_close"})
_DIGIT = re.compile(r"\d")


class _Cell(NamedTuple):
    """A cell: the token that opens it, that of its words, and these if they are nothing but text."""

    opening: Token
    words: Token
    text: str

    @property
    def is_head(self) -> bool:
        return self.opening.type == "th_open"


def align(state: StateCore) -> None:
    """Align the numbers in the tables of a text."""
    for at, token in enumerate(state.tokens):
        if token.type == "table_open":
            rows = _rows(state.tokens[at : end_of(state.tokens, at)])
            for column in zip_longest(*rows):
                if _align([*filter(None, column)], token.meta.get("decimal", "")):
                    findings(state.env).used.add("tables")


def _rows(table: Sequence[Token]) -> list[list[_Cell]]:
    rows: list[list[_Cell]] = []
    for token, words in pairwise(table):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append(_Cell(token, words, _text(words)))
    return rows


def _text(words: Token) -> str:
    """Return the text of a cell, empty if there is more in it than one text, which may be strong."""
    children = words.children or ()
    texts = [each.content for each in children if each.type in _TEXTS and each.content]
    is_text = all(each.type in _TEXTS or each.type in _MARKS for each in children)
    return texts[0] if is_text and len(texts) == 1 else ""


def _align(column: Sequence[_Cell], decimal: str) -> bool:
    """Align the numbers of a ``column``, if most of its cells are numbers; return whether they are."""
    body = [cell for cell in column if not cell.is_head]
    decimal = decimal or numbers.decimal_of(cell.text for cell in body)
    found = [(cell, number) for cell in body if (number := numbers.read(cell.text, decimal))]
    filled = [cell for cell in body if cell.words.content.strip() and not (cell.text and numbers.is_gap(cell.text))]
    if 2 * len(found) <= len(filled) or not found:
        return False
    gaps = [(cell, Number(cell.text, "", 0)) for cell in body if cell.text and numbers.is_gap(cell.text)]
    heads, tails = (_shapes(part) for part in zip(*(number[:2] for _, number in found), strict=True))
    for cell in column:
        cell.opening.attrs.setdefault("style", "text-align:right")
    for cell, number in (*found, *gaps):
        is_right = cell.opening.attrs["style"] == "text-align:right"
        _write(cell.words, _html(number, "" if is_right else heads, tails))
    return True


def _shapes(parts: Sequence[str]) -> str:
    """Return those of ``parts`` that may be the widest, a line each; digits are all as wide as a zero."""
    shapes = sorted({_DIGIT.sub("0", part) for part in parts})
    return "\n".join(each for each in shapes if not any(each != other and each in other for other in shapes))


def _html(number: Number, heads: str, tails: str) -> str:
    return f'<span class="number">{"".join(_parts(number, heads, tails))}</span>'


def _parts(number: Number, heads: str, tails: str) -> Iterator[str]:
    """Yield the parts of a ``number``, each with those that may be wider, so that all in its column are as wide."""
    for name, text, shapes in (("whole", number.head, heads), ("rest", number.tail, tails)):
        is_widest = shapes in ("", _DIGIT.sub("0", text))
        wide = f'<span class="{name}" data-wide="{escape(shapes)}">{escape(text)}</span>'
        yield escape(text) if is_widest else wide


def _write(words: Token, html: str) -> None:
    """Put ``html`` in the place of the text among ``words``."""
    is_text = [each.type in _TEXTS and bool(each.content) for each in words.children or ()]
    cast("list[Token]", words.children)[is_text.index(True)] = Token(MADE, "", 0, content=html)
