from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.config import yaml_reader
from deckbuild.config.document import Document

if TYPE_CHECKING:
    from deckbuild.diagnostics.problem import Problem


def values(text: str) -> dict[str, Any]:
    document = yaml_reader.read(text)
    assert document.problems == ()
    return {entry.name: entry.value.plain for entry in document.entries}


def problem(text: str) -> Problem:
    (found,) = yaml_reader.read(text).problems
    return found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("5", 5),
        ("-5", -5),
        ("007", 7),
        ("0o17", "0o17"),
        ("0x1f", "0x1f"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("0.5", 0.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1e999", "1e999"),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("٣", "٣"),
        ("2024-02-31", "2024-02-31"),
        ("2024-02-28", "2024-02-28"),
        ("'5'", "5"),
        ('"true"', "true"),
        ("=", "="),
        ("<<", "<<"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_a_value_is_what_yaml_1_2_says(written: str, meant: object) -> None:
    found = values(f"a: {written}")["a"]

    assert (type(found), found) == (type(meant), meant)


def test_lists_mappings_and_blocks_are_read() -> None:
    text = "a: [1, b]\nc:\n  - d: 1\ne: |\n  two\n  lines\nf: >-\n  one\n  line\n"

    assert values(text) == {"a": [1, "b"], "c": [{"d": 1}], "e": "two\nlines\n", "f": "one line"}


def test_values_know_their_places_in_the_file() -> None:
    (entry,) = yaml_reader.read("# x\ntitle: 'A b'", base=4).entries

    assert (entry.start, entry.value.start, entry.value.end) == (8, 15, 20)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", "---\n", "null"])
def test_no_settings_are_no_mistake(text: str) -> None:
    assert yaml_reader.read(text) == Document()


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("a: 1\n\tb: 2", 5, r"this is not YAML: found character '\t' that cannot start any token"),
        ("a: &x 1", 3, "anchors are not allowed"),
        ("a: 1\nb: *x", 8, "this is not YAML: aliases are not allowed"),
        ("a: !!python/object/apply:os.system [id]", 3, "tags are not allowed"),
        ("a: !x {b: 1}", 3, "tags are not allowed"),
        ("a: !!str 5", 3, "tags are not allowed"),
        ("a: 1\nb: 2\na: 3", 10, "'a' stands here twice"),
        ("a: {b: 1, b: 2}", 10, "'b' stands here twice"),
        ("a: " + "[" * 5000, 23, "this is not YAML: nested more than 20 deep"),
        ("a: " + "{b: " * 5000, 80, "this is not YAML: nested more than 20 deep"),
        ("a: " + "- " * 5000, 3, "this is not YAML: sequence entries are not allowed here"),
        ("x" * 70_000, 0, "settings of 70000 characters are too long; 64000 are allowed"),
        ("a: 'b\nc: 1", 3, "this is not YAML: found unexpected end of stream"),
        ("a: {b: 1", 3, "this is not YAML: expected ',' or '}', but got '<stream end>'"),
        ("a: b\0c", 4, "the character 0x0 is not allowed in YAML"),
        ("a: \x1b[31m", 3, "the character 0x1b is not allowed in YAML"),
        ("? [1]\n: 2", 2, "a name is a single word or text"),
        ("- a\n- b", 0, "settings are written as name: value"),
        ("just words", 0, "settings are written as name: value"),
        ('a: "\\ud800"', 3, "half a character (a surrogate) is not allowed"),
        ('a: "\\UFFFFFFFF"', 6, "this is not YAML: a character or a number is out of range"),
        ("a: 1\n---\nb: 2", 5, "this is not YAML: but found another document"),
        ("a: b: c", 4, "this is not YAML: mapping values are not allowed here"),
    ],
)
def test_what_cannot_be_read_is_one_problem_at_its_place(text: str, offset: int, message: str) -> None:
    found = problem(text)

    assert (found.rule.code, found.offset, found.message) == ("D101", offset, message)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a: b: c", "put a value that holds a colon into quotes"),
        ('a: "C:\\dir"', "put a value that holds a backslash into single quotes"),
        ("a: @home", "indent with spaces, and put a value that begins with @, % or ` into quotes"),
        ("a: 'b", "what begins here is never closed"),
        ("a: 'x' y", "names of one level begin in the same column"),
        ("a: 1\na: 2", "keep one of the two"),
    ],
)
def test_the_usual_slips_are_told_with_what_to_do(text: str, hint: str) -> None:
    assert problem(text).hint == hint


def test_places_count_from_the_start_of_the_file() -> None:
    (found,) = yaml_reader.read("a: 1\na: 2", base=4).problems

    assert found.offset == 9


@given(st.text())
def test_no_text_raises(text: str) -> None:
    yaml_reader.read(text)


@given(st.text(alphabet="ab:- \n\t[]{}'\"#&*!|>%@`?,.~0123\\u\x85\u2028"))
def test_no_text_of_signs_raises(text: str) -> None:
    document = yaml_reader.read(text)

    assert all(0 <= each.offset <= len(text) for each in document.problems)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.integers(-(10**17), 10**17), min_size=1))
def test_what_is_written_is_what_is_read(written: dict[str, int]) -> None:
    text = "".join(f"{name}: {value}\n" for name, value in written.items())

    names_for_nothing = {"null", "true", "false"}
    assert {name: value for name, value in values(text).items() if name not in names_for_nothing} == {
        name: value for name, value in written.items() if name not in names_for_nothing
    }
