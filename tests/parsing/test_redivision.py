"""A source that is edited is divided as if it were read for the first time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.diagnostics.source import Source
from deckbuild.parsing.redivision import Divider
from deckbuild.parsing.slides import NATIVE, divide

SEPARATORS = ["!SLIDE\n", "!SUB\n", "!NOTE\n", '!SUB class="a"\n', "!SLIDE x\n", "    !SUB\n", "!", "SUB"]
TEXTS = ["# A\n", "b\n", "\n", " ", "```\n", "`", "<!-- ", "-->\n", "<pre>", "</pre>\n"]
words = st.lists(st.sampled_from([*SEPARATORS, *TEXTS]), max_size=30).map("".join)


@given(words, words, words, words, st.sampled_from([0, 2, 3]), st.booleans())
def test_an_edited_source_is_divided_like_a_new_one(
    before: str, old: str, new: str, behind: str, start: int, keep_empty: bool
) -> None:
    divider = Divider()
    texts = [f"{before}{middle}{behind}" for middle in (old, new, old)]

    for text in texts:
        source = Source("a.md", text)
        expected = divide(source, min(start, len(text)), NATIVE, keep_empty=keep_empty)
        assert divider(source, min(start, len(text)), NATIVE, keep_empty=keep_empty) == expected


def deck(edited: str = "x") -> Source:
    texts = (f"!SLIDE\n# {number}\n!SUB\n{edited if number == 9 else 'x'}\n" for number in range(20))
    return Source("a.md", "".join(texts))


@pytest.mark.parametrize("edited", ["word", "x\n!SUB\nanother", "x\n!SLIDE\nanother", "```\n!SUB\n```"])
def test_only_the_stacks_of_an_edit_are_read(edited: str, monkeypatch: pytest.MonkeyPatch) -> None:
    divider = Divider()
    divider(deck(), 0, NATIVE)
    expected = divide(deck(edited), 0, NATIVE)
    read: list[int] = []

    def reading(source: Source, *args: object, **options: object) -> object:
        read.append(len(source.text))
        return divide(source, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("deckbuild.parsing.redivision.divide", reading)

    assert divider(deck(edited), 0, NATIVE) == expected
    assert max(read) < 100
