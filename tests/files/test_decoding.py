from __future__ import annotations

import codecs

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.diagnostics import terminal
from deckbuild.files.decoding import decode


@pytest.mark.parametrize("data", [b"a\nb", b"a\r\nb", b"a\rb", codecs.BOM_UTF8 + b"a\r\nb"])
def test_every_line_end_and_a_byte_order_mark_mean_the_same(data: bytes) -> None:
    source, wrong = decode("a.md", data)

    assert (source.text, wrong) == ("a\nb", ())


def test_signs_that_only_python_takes_for_line_ends_stay() -> None:
    text = "a\x0bb\x0cc\x1cd\x85e\u2028f"

    assert decode("a.md", text.encode())[0].text == text


def shown(data: bytes) -> str:
    return click.unstyle(terminal.text(decode("a.md", data)[1]))


def test_a_byte_that_is_not_utf_8_is_reported_at_its_line_and_column() -> None:
    assert shown(b"# Deck\r\n\r\ncaf\xe9 au lait\r\n") == (
        "a.md:3:4: error: the byte 0xe9 is not UTF-8 [D104]\n"
        "  3 | caf\ufffd au lait\n"
        "    |    ^\n"
        "  hint: save the file as UTF-8"
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("# Deck\n".encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + "# Deck\n".encode("utf-16-be"), "UTF-16"),
        ("# Deck\n".encode("utf-32"), "UTF-32"),
        ("# Deck\n".encode("utf-16-le"), "UTF-16"),
        ("# Deck\n".encode("utf-16-be"), "UTF-16"),
    ],
)
def test_other_unicode_encodings_are_named_and_their_text_is_shown(data: bytes, name: str) -> None:
    assert shown(data) == (
        f"a.md:1:1: error: this file is {name}, not UTF-8 [D104]\n  1 | # Deck\n    | ^\n  hint: save the file as UTF-8"
    )


def test_nul_is_an_error_at_its_place() -> None:
    assert shown(b"ab\nc\0d") == (
        "a.md:2:2: error: the character NUL is not allowed in text [D104]\n"
        "  2 | c\\x00d\n"
        "    |  ^^^^\n"
        "  hint: save the file as UTF-8 text"
    )


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    source, wrong = decode("a.md", data)

    assert "\r" not in source.text
    assert all(each.location.line >= 1 for each in wrong)


@given(st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"])))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    source, wrong = decode("a.md", text.encode())

    assert (source.text, wrong) == (text.removeprefix("\ufeff"), ()) or text.startswith("\ufeff\ufeff")
