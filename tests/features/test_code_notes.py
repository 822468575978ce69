"""Notes on code: which comments are marks, and what is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from deckbuild import build, render
from tests.features.test_features import messages, rendered

if TYPE_CHECKING:
    from tests.conftest import MakeProject

NOTED = "```js\nf(); // (1)!\n```\n\n1. a\n"


def code(html: str) -> str:
    """The text of code, with its marks in brackets."""
    found = re.search(r"<code.*?>(.*?)</code>", html, re.DOTALL)
    assert found
    return re.sub(r"<[^>]*>", "", re.sub(r'<span class="code-mark"[^>]*data-mark="(\d+)"></span>', r"[\1]", found[1]))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("x # (1)!", "x[1]"),
        ("x    // (1)!", "x[1]"),
        ("x; -- (1)!", "x;[1]"),
        ("f(/* (1)! */ x)", "f([1] x)"),
        ("b <!-- (1)! --> c", "b[1] c"),
        ("x % (1)!", "x[1]"),
        ("(x) ; (1)!", "(x)[1]"),
        ("let x (* (1)! *)", "let x[1]"),
        ("  {# (1)! #}", "  [1]"),
        ("x ! (1)!  ", "x[1]"),
        ("x # (1)! (1)!", "x[1][1]"),
        ("f(/* (1)! */ x) // (1)!", "f([1] x)[1]"),
    ],
)
@pytest.mark.parametrize("language", ["text", "python", "html", "c", ""])
def test_a_comment_of_any_language_that_is_a_number_is_a_mark(line: str, expected: str, language: str) -> None:
    slide = rendered(f"```{language}\n{line}\n```\n\n1. a\n")

    assert (code(slide.html), slide.problems) == (expected, ())


@pytest.mark.parametrize(
    "line", ["f(x)(1)!", "x (1)!", "x # (1)", "# words (1)!", "'(1)!'", "#(a)!", "# (1)! words", "/* (1)! a */"]
)
def test_other_texts_are_no_marks(line: str) -> None:
    text = f"```text\n{line}\n```\n\n1. a\n"

    assert rendered(text)._replace(features=()) == rendered(text, features=("divisions",))._replace(features=())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```js\na\nf(); // (1)!\n```\n\n- a", ["a.md:3:9: warning: no notes stand under this code [D775]"]),
        ("```js\nf(); // (2)!\n```\nb\n\n1. a", ["a.md:2:9: warning: no notes stand under this code [D775]"]),
        (
            "```js\nf(); // (2)!\n```\n1. a",
            [
                "a.md:2:9: warning: there is no note 2 [D775]",
                "a.md:4:1: warning: no mark in the code leads to the note 1 [D775]",
            ],
        ),
        (NOTED.replace("js", "js {notes=besid}"), ["a.md:1:14: warning: notes are not shown 'besid' [D776]"]),
        (
            NOTED.replace("js", "js {notes=beside .shdow}"),
            ["a.md:1:22: warning: no style sheet knows the class 'shdow' [D313]"],
        ),
        ("```js {notes=below}\nf()\n```\n1. a", ["a.md:1:8: warning: this code has no marks [D775]"]),
    ],
)
def test_mistakes_in_notes_on_code_are_told(text: str, expected: list[str]) -> None:
    assert messages(text) == expected


@pytest.mark.parametrize("extensions", [(), ("admonition",)])
def test_marks_stand_in_each_step_of_the_code(extensions: tuple[str, ...]) -> None:
    html = rendered("```js [1|2]\na(); // (1)!\nb(); // (2)!\n```\n1. c\n2. d", extensions).html

    assert re.findall(r'data-mark="(\d)"></span>', html) == ["1", "2", "1", "2"]
    assert len(re.findall(r'<li[^>]*class="fragment"', html)) == 2


def test_marks_may_stand_in_code_of_a_file(make_project: MakeProject) -> None:
    slide = '# a\n\n!SUB\n```python file="x.py" lines="2"\n```\n\n1. a\n'
    (deck,) = build(make_project({"slides/a.md": slide, "x.py": "a\nb  # (1)!\n"}))

    assert (code(deck.html), deck.diagnostics) == ("b[1]", ())


def test_code_that_shows_how_notes_are_written_has_none() -> None:
    text = f"````markdown\n{NOTED}````\n\n1. a\n"

    assert rendered(text)._replace(features=()) == rendered(text, features=("divisions",))._replace(features=())


def test_a_list_under_code_without_marks_is_none_of_its_notes() -> None:
    text = "# a\n\n!SUB\n```js\nf();\n```\n\n1. a\n"

    assert render(text) == render(text, features=[])
