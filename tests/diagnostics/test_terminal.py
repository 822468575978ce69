from __future__ import annotations

import click
import pytest

from deckbuild.diagnostics import terminal
from deckbuild.diagnostics.problem import (
    COMMAND_LINE,
    Diagnostic,
    Problem,
    Rule,
    Severity,
    about_file,
    about_word,
    place,
)
from deckbuild.diagnostics.source import Location, Placed, Source

BAD = Rule("D999", "bad", Severity.ERROR, "It is bad.")
ODD = Rule("D998", "odd", Severity.WARNING, "It is odd.")
CALM = Rule("D997", "calm", Severity.INFORMATION, "It is so.")


def shown(line: str, column: int, width: int = 1, message: str = "wrong", hint: str = "") -> str:
    return click.unstyle(terminal.one(Diagnostic(BAD, Location("a.md", 1, column), message, hint, line, width)))


def test_a_problem_shows_its_place_its_line_a_caret_and_a_hint() -> None:
    source = Source("slides/a.md", "one\n<!-- .elemnt: x=1 -->\n")
    diagnostic = place(Problem(BAD, 9, "unknown directive .elemnt", "did you mean '.element'?", 7), source)

    assert click.unstyle(terminal.one(diagnostic, "talk/")) == (
        "talk/slides/a.md:2:6: error: unknown directive .elemnt [D999]\n"
        "  2 | <!-- .elemnt: x=1 -->\n"
        "    |      ^^^^^^^\n"
        "  hint: did you mean '.element'?"
    )


def test_a_problem_of_a_whole_file_shows_no_line() -> None:
    assert click.unstyle(terminal.one(about_file(ODD, "slides", "nothing there"))) == (
        "slides:1:1: warning: nothing there [D998]"
    )


def test_the_caret_stands_under_the_word_behind_tabs() -> None:
    assert shown("\tab\tcd", 5, 2).splitlines()[1:] == ["  1 | \tab\tcd", "    | \t  \t^^"]


def test_the_caret_stands_under_the_word_behind_wide_signs_and_accents() -> None:
    assert shown("日本 e\u0301 x", 7, 1).splitlines()[1:] == ["  1 | 日本 e\u0301 x", "    |        ^"]


def test_the_caret_stands_under_the_word_behind_control_characters() -> None:
    assert shown("\x1b[2Jx", 5, 1).splitlines()[1:] == ["  1 | \\x1b[2Jx", "    |        ^"]


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x7f", "\x9b", "\r", "\u202e", "\u2066"])
def test_no_control_character_reaches_the_terminal(sign: str) -> None:
    diagnostic = Diagnostic(BAD, Location(f"a{sign}.md", 1, 1), f"b{sign}", f"c{sign}", f"d{sign}")

    assert sign not in click.unstyle(terminal.text([diagnostic]))


def test_a_long_line_is_cut_to_a_window_around_the_caret() -> None:
    lines = shown("x" * 1000 + "HERE" + "y" * 1000, 1001, 4).splitlines()

    assert lines[1] == "  1 | " + "x" * 60 + "HERE" + "y" * 96
    assert lines[2] == "    | " + " " * 60 + "^^^^"


@pytest.mark.parametrize("column", [1, 40, 100, 180])
def test_a_line_is_cut_to_the_width_of_the_terminal_so_that_the_caret_points_at_its_word(column: int) -> None:
    line = f"{'a' * (column - 1)}X{'b' * (200 - column)}"
    diagnostic = Diagnostic(BAD, Location("a.md", 1, column), "wrong", "", line, 1)
    _, text, caret = click.unstyle(terminal.one(diagnostic, width=80)).splitlines()

    assert len(text) <= 80
    assert text[caret.index("^")] == "X"


def test_the_carets_do_not_pass_the_end_of_the_line() -> None:
    assert shown("ab", 2, 50).splitlines()[2] == "    |  ^"


def test_long_messages_are_cut() -> None:
    assert shown("", 1, message="x" * 5000, hint="y" * 5000).splitlines() == [
        "a.md:1:1: error: " + "x" * 275 + "… [D999]",
        "  hint: " + "y" * 291 + "…",
    ]


SIGNS = ["x", "日", "\x1b", "\u202e", "\tx", "e\u0301"]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("column", [1, 150, 290, 1000])
def test_no_line_has_more_than_300_characters(sign: str, column: int) -> None:
    lines = shown(sign * 2000, column, 2000, message=sign * 2000, hint=sign * 2000).split("\n")

    assert [len(line) for line in lines if len(line) > 300] == []
    assert "^" in lines[2]


def test_a_path_is_shown_whole_however_long() -> None:
    diagnostic = about_file(BAD, "a/" * 200 + "b.md", "x" * 100)

    assert click.unstyle(terminal.one(diagnostic)) == "a/" * 200 + "b.md:1:1: error: " + "x" * 59 + "… [D999]"


def test_a_message_of_several_lines_is_shown_on_one() -> None:
    assert shown("", 1, message="a\nb") == "a.md:1:1: error: a b [D999]"


def test_more_than_twenty_problems_are_counted() -> None:
    many = [about_file(BAD, f"{number}.md", "wrong") for number in range(25)]

    lines = click.unstyle(terminal.text(many)).splitlines()

    assert (len(lines), lines[19], lines[20]) == (21, "19.md:1:1: error: wrong [D999]", "and 5 more")


def test_problems_that_were_only_counted_are_counted() -> None:
    many = [about_file(BAD, "a.md", "wrong")._replace(more=7), about_file(ODD, "a.md", "odd")]

    assert click.unstyle(terminal.text(many)).splitlines()[2] == "and 7 more"
    assert terminal.summary(many) == "8 errors, 1 warning"


def test_no_warning_takes_the_place_of_an_error() -> None:
    many = [about_file(ODD, f"{number}.md", "odd") for number in range(25)]
    many[3:3] = [about_file(BAD, "here.md", "wrong")]
    many += [about_file(BAD, "last.md", "wrong")]

    lines = click.unstyle(terminal.text(many)).splitlines()

    assert [line.split(":")[0] for line in lines] == [
        *("0.md", "1.md", "2.md", "here.md"),
        *(f"{number}.md" for number in range(3, 18)),
        *("last.md", "and 7 more"),
    ]


def test_twenty_problems_are_all_shown() -> None:
    assert "more" not in terminal.text([about_file(BAD, "a.md", "wrong")] * 20)


def test_a_word_of_the_command_line_has_no_path_before_it() -> None:
    diagnostic = about_word(BAD, Placed("nonsuch"), "wrong")

    assert click.unstyle(terminal.one(diagnostic, "talk/")) == f"{COMMAND_LINE}:1:1: error: wrong [D999]"


def test_the_summary_counts_errors_and_warnings() -> None:
    error, warning = about_file(BAD, "a", "x"), about_file(ODD, "a", "x")

    assert terminal.summary([]) == ""
    assert terminal.summary([error]) == "1 error"
    assert terminal.summary([error, warning, warning]) == "1 error, 2 warnings"


def test_information_is_counted_apart_and_takes_no_place_of_a_warning() -> None:
    calm, odd = about_file(CALM, "a.md", "by the way")._replace(more=2), about_file(ODD, "a.md", "odd")

    assert terminal.summary([calm, odd]) == "1 warning, 3 infos"
    assert terminal.first([*[calm] * 25, odd])[-1] == odd
    assert terminal.one(calm).startswith(
        f"{click.style('a.md:1:1', bold=True)}: {click.style('info', fg='blue', bold=True)}"
    )
    assert terminal.faults([calm, odd]) == [odd]
