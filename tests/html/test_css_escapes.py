"""Escapes of CSS are read as browsers read them."""

from __future__ import annotations

import pytest

from deckbuild.html.css_escapes import unescaped


@pytest.mark.parametrize(
    ("css", "text"),
    [
        (r"a\(b\)", "a(b)"),
        (r"\28 b", "(b"),
        (r"\000028b", "(b"),
        (r"\1F600 .png", "\U0001f600.png"),
        ("\\\n", "\n"),
        (r"\0 \110000 \d800 ", "\ufffd" * 3),
        ("a\\", "a\\"),
    ],
)
def test_an_escape_is_the_character_that_it_stands_for(css: str, text: str) -> None:
    assert unescaped(css) == text
