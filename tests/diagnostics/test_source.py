"""Text that knows its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.diagnostics.source import Location, Source, Span


@pytest.mark.parametrize(
    ("text", "offset", "line", "column"),
    [
        ("", 0, 1, 1),
        ("abc", 2, 1, 3),
        ("abc", 3, 1, 4),
        ("a\nb", 1, 1, 2),
        ("a\nb", 2, 2, 1),
        ("a\n", 2, 2, 1),
        ("a\u2028b\x0c\x85c", 5, 1, 6),
        ("\u00e9\U0001f600x", 2, 1, 3),
    ],
)
def test_lines_and_columns_are_counted_as_editors_count(text: str, offset: int, line: int, column: int) -> None:
    assert Source("a.md", text).locate(offset) == Location("a.md", line, column)


def test_a_location_reads_as_compilers_write_it() -> None:
    assert str(Location("slides/a.md", 12, 5)) == "slides/a.md:12:5"


def test_locations_are_ordered_by_file_then_line_then_column() -> None:
    places = [Location("b.md", 1, 1), Location("a.md", 10, 1), Location("a.md", 9, 2), Location("a.md", 9, 1)]

    assert sorted(places) == places[::-1]


def test_a_part_is_a_stretch_of_its_source() -> None:
    assert Span(Source("a.md", "one two"), 4, 7).text == "two"


@given(st.text(alphabet="ab\n\u2028\x0c"))
def test_lines_joined_are_the_text(text: str) -> None:
    source = Source("a.md", text)

    assert "\n".join(source.line(number) for number in range(1, text.count("\n") + 2)) == text


@given(st.text(alphabet="ab\n\u2028\x0c"), st.data())
def test_a_place_leads_back_to_its_character(text: str, data: st.DataObject) -> None:
    source = Source("a.md", text)
    offset = data.draw(st.integers(0, len(text)))
    place = source.locate(offset)

    before = sum(len(source.line(number)) + 1 for number in range(1, place.line))
    assert before + place.column - 1 == offset
    assert source.line(place.line)[: place.column - 1] == text[before:offset]
