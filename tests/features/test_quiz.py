"""A quiz: what is told, and what a page has of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from deckbuild import build, render
from deckbuild.page import resources
from tests.features.test_features import messages, rendered

if TYPE_CHECKING:
    from tests.conftest import MakeProject

QUIZ = "::: quiz\n- [ ] a\n- [x] b\n:::\n"
SCRIPT = "The options of a quiz"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\n::: quiz\nb\n:::", ["a.md:3:1: warning: this quiz has no options [D773]"]),
        ("::: quiz\n- a\n- b\n:::", ["a.md:1:1: warning: the items of this quiz have no boxes [D773]"]),
        ("::: quiz\n- [x] a\n- b\n:::", ["a.md:3:3: warning: this option has no box [D773]"]),
        ("::: quiz\n- [] a\n- [x] b\n:::", ["a.md:2:3: warning: this option has no box [D773]"]),
        ("::: quiz\n- [ ] a\n- [ ] b\n:::", ["a.md:1:1: warning: no option of this quiz is right [D774]"]),
        ("::: quizz\n- [x] a\n:::", ["a.md:1:5: warning: no style sheet knows the class 'quizz' [D313]"]),
        ("::: quiz\n- [x] a", ["a.md:1:1: warning: this division is never closed [D701]"]),
    ],
)
def test_mistakes_in_a_quiz_are_told(text: str, expected: list[str]) -> None:
    assert messages(text) == expected


def test_options_do_not_come_step_by_step_in_a_deck_whose_lists_do() -> None:
    page = render(f"# a\n\n!SUB\n{QUIZ}", incremental=True)

    assert re.findall(r'class="[^"]*fragment[^"]*"', page.partition("<section")[2].partition("<script")[0]) == [
        'class="fragment quiz-step"'
    ]


@pytest.mark.parametrize(("language", "expected"), [("de-AT", ["Falsch.", "Richtig."]), ("tlh", ["Wrong.", "Right."])])
def test_verdicts_are_read_out_in_the_language_of_the_deck(language: str, expected: list[str]) -> None:
    page = render(f"# a\n\n!SUB\n{QUIZ}", language=language)

    assert re.findall(r'<span class="quiz-verdict">([^<]*)', page) == expected


def test_extensions_leave_a_quiz_as_it_is() -> None:
    assert rendered(QUIZ, ("admonition",)).html == rendered(QUIZ).html


def test_only_a_page_with_a_quiz_has_the_script_which_is_small() -> None:
    assert SCRIPT in render(f"# a\n\n!SUB\n{QUIZ}")
    assert SCRIPT not in render("# a\n\n!SUB\n- [x] quiz\n")
    assert len(resources.text("quiz.js").encode()) <= 4096


def test_the_quiz_of_a_stranger_keeps_its_options(make_project: MakeProject) -> None:
    (deck,) = build(make_project({"slides/a.md": f"# a\n\n!SUB\n{QUIZ}"}), untrusted=True)

    assert '<button class="quiz-choice" type="button">' in deck.html
    assert deck.diagnostics == ()
