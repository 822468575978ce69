"""Attributes as authors write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.html.attributes import Word, in_braces, merged, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ('class="a"', {"class": "a"}),
        ("class='a b'", {"class": "a b"}),
        ("class=a", {"class": "a"}),
        ('class = "a"', {"class": "a"}),
        ('class="a"id="b"', {"class": "a", "id": "b"}),
        ('class="a"\n  id="b"\t', {"class": "a", "id": "b"}),
        ('class=""', {"class": ""}),
        ("style=\"background: url('a.png')\"", {"style": "background: url('a.png')"}),
        ('title="a > b"', {"title": "a > b"}),
        ("data-background-image=a.png?x=1&y=2", {"data-background-image": "a.png?x=1&y=2"}),
        ("data-auto-animate", {"data-auto-animate": ""}),
        ("aria-hidden autoplay CONTROLS", {"aria-hidden": "", "autoplay": "", "CONTROLS": ""}),
        ('xlink:href="#a" @click="b"', {"xlink:href": "#a", "@click": "b"}),
        ('id="a" id="b"', {"id": "b"}),
        ('title="a\nb"', {"title": "a\nb"}),
    ],
)
def test_attributes_are_read(text: str, expected: dict[str, str]) -> None:
    assert read(text) == (expected, ())


def test_in_braces_classes_and_ids_are_short() -> None:
    assert in_braces('{.a #b title=".c" .d e}') == ({"class": "a d", "id": "b", "title": ".c"}, (Word("e", 21),))
    assert in_braces("{: .a }") == ({"class": "a"}, ())


@pytest.mark.parametrize(
    ("text", "attributes", "strange"),
    [
        ("fragment", {}, [Word("fragment", 0)]),
        ('class="a" fragment id="b"', {"class": "a", "id": "b"}, [Word("fragment", 10)]),
        ('class="a", id="b"', {"class": "a", "id": "b"}, [Word(",", 9)]),
        ('class="a', {}, [Word('class="a', 0)]),
        ("class=", {}, [Word("class=", 0)]),
        ("=x", {}, [Word("=x", 0)]),
        ('"a"', {}, [Word('"a"', 0)]),
        ("class:a", {}, [Word("class:a", 0)]),
        ("  x", {}, [Word("x", 2)]),
    ],
)
def test_words_that_are_no_attributes_are_told_with_their_places(
    text: str, attributes: dict[str, str], strange: list[Word]
) -> None:
    assert read(text) == (attributes, tuple(strange))


@given(st.text(alphabet="ab=\"' \n>,-data"))
def test_every_word_is_an_attribute_or_strange(text: str) -> None:
    found, strange = read(text)

    assert all(text.startswith(word.text, word.offset) for word in strange)
    assert (not found and not strange) == (not text.strip())


@pytest.mark.parametrize(
    ("old", "name", "value", "expected"),
    [
        ("", "class", "a", "a"),
        ("a b", "class", "b c", "a b c"),
        ("a", "class", "", "a"),
        ("1", "width", "2", "2"),
        ("color: red", "style", "top: 0", "top: 0"),
    ],
)
def test_classes_add_up_and_the_rest_is_replaced(old: str, name: str, value: str, expected: str) -> None:
    assert merged(old, name, value) == expected
