from __future__ import annotations

import pytest

from deckbuild.diagnostics.problem import (
    COMMAND_LINE,
    MOST,
    Capped,
    Problem,
    Rule,
    Severity,
    about_file,
    about_word,
    nearest,
    place,
    place_all,
)
from deckbuild.diagnostics.source import Location, Placed, Source

BAD = Rule("D999", "bad", Severity.ERROR, "It is bad.")
ODD = Rule("D998", "odd", Severity.WARNING, "It is odd.")
CALM = Rule("D997", "calm", Severity.INFORMATION, "It is so.")
SOURCE = Source("a.md", "one\ntwo three\n")


def test_a_problem_gets_the_place_and_the_line_of_its_offset() -> None:
    found = place(Problem(BAD, 8, "wrong", "mend it", 5), SOURCE)

    assert found.location == Location("a.md", 2, 5)
    assert (found.excerpt, found.width, found.message, found.hint) == ("two three", 5, "wrong", "mend it")


@pytest.mark.parametrize(
    ("offset", "around"), [(0, (None, "two three")), (4, ("one", "")), (14, ("two three", "four")), (15, ("", None))]
)
def test_a_problem_knows_the_lines_around_its_own(offset: int, around: tuple[str | None, str | None]) -> None:
    assert place(Problem(BAD, offset, "wrong"), Source("a.md", "one\ntwo three\n\nfour\n")).around == around


def test_a_problem_does_not_pass_the_end_of_its_line() -> None:
    assert place(Problem(BAD, 1, "wrong", width=100), SOURCE).width == 2


def test_a_problem_behind_the_text_stands_at_its_end() -> None:
    found = place(Problem(BAD, 1000, "wrong"), SOURCE)

    assert (found.location, found.excerpt, found.width) == (Location("a.md", 3, 1), "", 1)


def test_a_moved_problem_keeps_all_but_its_offset() -> None:
    assert Problem(BAD, 1, "wrong", "hint", 3).moved(4) == Problem(BAD, 5, "wrong", "hint", 3)


def test_several_problems_are_placed_in_their_order() -> None:
    found = place_all([Problem(BAD, 4, "second"), Problem(BAD, 0, "first")], SOURCE)

    assert [each.message for each in found] == ["second", "first"]


def test_a_word_is_reported_where_its_file_says_it() -> None:
    found = about_word(BAD, Placed("three", SOURCE, 8), "wrong")

    assert (found.location, found.width) == (Location("a.md", 2, 5), 5)


def test_a_word_that_no_file_says_is_of_the_command_line() -> None:
    assert about_word(BAD, Placed("three"), "wrong").location == Location(COMMAND_LINE, 1, 1)


def test_only_errors_are_errors() -> None:
    assert about_file(BAD, "a", "x").is_error
    assert not about_file(ODD, "a", "x").is_error


@pytest.mark.parametrize(("rule", "fails"), [(BAD, [True, True]), (ODD, [False, True]), (CALM, [False, False])])
def test_an_error_fails_a_build_a_warning_a_strict_one_and_information_none(rule: Rule, fails: list[bool]) -> None:
    assert [about_file(rule, "a", "x").fails(strict=strict) for strict in (False, True)] == fails


def test_the_nearest_name_is_told_in_its_own_spelling() -> None:
    assert nearest("highlighttheme", ["highlight_theme", "theme"]) == "did you mean 'highlight_theme'?"
    assert nearest("TITEL", ["Title"]) == "did you mean 'Title'?"
    assert nearest("xyz", ["title"]) == ""


def test_of_a_long_line_only_the_part_around_the_problem_is_kept() -> None:
    text = "x" * 1000 + "HERE" + "y" * 1000
    found = place(Problem(BAD, 1007, "wrong", width=4), Source("a.md", f"before\n{text}\n" + "z" * 9000))

    assert found.location == Location("a.md", 2, 1001)
    assert found.excerpt == text[940:1100]
    assert found.skipped == 940
    assert found.around == ("before", "z" * 400)


def test_of_many_problems_the_first_are_kept_and_the_others_counted() -> None:
    problems = [Problem(rule, number, "wrong") for number in range(MOST + 50) for rule in (BAD, ODD, CALM)]
    found = place_all(problems, Source("a.md", "x" * 200))

    assert [each.location.column for each in found] == [number + 1 for number in range(MOST) for _ in range(3)]
    assert [each.more for each in found] == [0] * (3 * MOST - 3) + [50, 50, 50]


def test_what_was_counted_before_is_counted_again() -> None:
    counted = [about_file(BAD, path, "wrong")._replace(more=more) for path, more in (("a", 3), ("b", 0), ("a", 4))]

    assert [each.more for each in Capped(counted)] == [0, 0, 7]
