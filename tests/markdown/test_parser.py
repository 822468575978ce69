"""The parser's rules: what they leave to each other, and which texts need none of them."""

from __future__ import annotations

import string

import pytest

from deckbuild.markdown.converter import converter


def html(text: str) -> str:
    return converter({}).convert(text)


@pytest.mark.parametrize("text", ["one", "1 + 1 = 2: yes; 50 % of {it} - $5 #5 ^ | / ? , .", "a.b/c", "漢字 é"])
def test_a_text_without_marks_is_itself(text: str) -> None:
    assert html(text) == f"<p>{text}</p>"


@pytest.mark.parametrize("before", [each for each in string.punctuation if each not in "<\\`[&@"])
def test_a_bare_address_is_a_link_behind_any_mark(before: str) -> None:
    assert '<a href="http://www.a.example">www.a.example</a>' in html(f"x {before}www.a.example y")


@pytest.mark.parametrize("text", ["http and www", "hwfHWF", "https:/a", "www", "wwww.", "a@", "@b"])
def test_what_begins_like_an_address_and_is_none_is_text(text: str) -> None:
    assert html(text) == f"<p>{text}</p>"


@pytest.mark.parametrize("text", ["[a](<javascript:b>)", "[a](data:text/html,b)"])
def test_any_address_is_taken_for_what_is_safe_is_decided_on_the_html(text: str) -> None:
    assert "<a href=" in html(text)
