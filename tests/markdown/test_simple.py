"""Texts that are read at one go have the tokens that the rules find in them, and most texts of slides are such ones."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from deckbuild.markdown import emphasis, parser, simple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

PIECES = [
    *"*_`!~\\&<@:.,;?/()[]\"'#|=+-$%^{}",
    *("a", "é", "B2", "1", "½", "漢", "\u017f", "—", "€"),
    *(" ", "  ", "\t", "\n", "\n ", "  \n", "\u00a0", "\u2028", "\x85", "\x1f"),
    *("**", "__", "***", "``", "**b**", "*c d*", "_e_", "__f g__", "`h`", "` i `", "`j k`", "``l``", "snake_case"),
    *("[m](n)", "![o](p/q.png)", "![](r)", "[s!](t)", "[u](v w)", '[x](y "z")', "[*a*](b)", "](", "![", "[c]", "()"),
    *("http://a.example", "HTTPS://B.example", "www.c.example", "Www.d.e", "ftp://f", "g@h.example", "mailto:", "://"),
]
REFERENCES = {"C": {"title": "", "href": "d"}, "M": {"title": "", "href": "e"}}  # as markdown-it-py keeps them

SIMPLE = [
    "Words alone, with 50 % of $signs#: {braces} + more = \"quotes\" | 'bars' - and a bang!",
    "Why **all** of it? A *few* `words` more, __strong__ and _stressed_, of snake_case_names.",
    "See [the page!](https://example.com/a?b=c#d), ![a picture](images/a-b_c.png) and ![](d.svg).",
    "A line\nand the next\n   one",
    "`a <b> & *c*`**d**",
    "",
]
NOT_SIMPLE = [
    *("a*b", "*a **b** c*", "**`a`**", "* a *", "***a***", "a_b_", "_a_b", "__a__b", "`a", "``a``", "` a`"),
    *("[a]", "[a](<b>)", "[a](b c)", '[a](b "c")', "[a](b&c)", "[*a*](b)", "![*a*](b)", "[](a)", "![a"),
    *("a <b>", "a &amp; b", "a~b~", "a \\* b", "a  \nb", "a \nb", "a@b.example", "http://a.example", "*www.a.example*"),
]


def of_rules(text: str, **options: bool) -> list[dict[str, Any]]:
    found: list[Token] = []
    reader = parser.parser(**options)
    reader.inline.parse(text, reader, {"references": REFERENCES}, found)
    return as_values(found)


def as_values(tokens: Sequence[Token]) -> list[dict[str, Any]]:
    """The tokens without the empty texts that pairs of asterisks leave behind."""
    return [dict(token.as_dict()) for token in tokens if token.type != "text" or token.content]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("*a**b*")
@example("_a_")
@example("\u00a0_a_\u00a0")
def test_what_is_read_at_one_go_is_what_the_rules_find(text: str) -> None:
    found = simple.read(text, parser.parser().normalizeLink)

    assert found is None or as_values(found) == of_rules(text)
    assert found is None or as_values(found) == of_rules(text, footnotes=True, tildes=False)


@pytest.mark.parametrize("text", SIMPLE)
def test_simple_texts_are_read_at_one_go(text: str) -> None:
    found = simple.read(text, parser.parser().normalizeLink)

    assert found is not None
    assert as_values(found) == of_rules(text)


@pytest.mark.parametrize("text", NOT_SIMPLE)
def test_what_wants_the_rules_is_left_to_them(text: str) -> None:
    assert simple.read(text, parser.parser().normalizeLink) is None


def test_no_letter_or_digit_is_a_blank_or_a_mark_beside_emphasis() -> None:
    edges = re.findall(simple._EDGE, "".join(map(chr, range(sys.maxunicode + 1))))

    assert len(edges) > 100_000
    assert not any(map(emphasis._is_space, edges))
    assert not any(map(emphasis._is_punctuation, edges))
