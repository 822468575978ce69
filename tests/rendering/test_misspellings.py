"""Names that are nearly right are told, with the right one; names of the author's own are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild.pipeline import stages
from deckbuild.project import loader
from deckbuild.rendering import other_tools

if TYPE_CHECKING:
    from tests.conftest import MakeProject


def told(make_project: MakeProject, text: str, **files: str) -> list[str]:
    (deck,) = stages.build(loader.read(make_project({"slides/a.md": text, **files})))
    return [str(each) for each in deck.diagnostics if each.rule != other_tools.LIKE_SYNTAX]


def element(attributes: str) -> str:
    return f"text <!-- .element: {attributes} -->"


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        (element('clas="x"'), "1:21", "'clas' is nearly an attribute that is known [D311]", "'class'"),
        (
            '!SLIDE data-backgroud-color="#123"\n# a',
            "1:8",
            "'data-backgroud-color' is nearly an attribute that is known [D311]",
            "'data-background-color'",
        ),
        (
            'a\n\n<!-- .slide: id="x" data-transiton="fade" -->',
            "3:21",
            "'data-transiton' is nearly an attribute that is known [D311]",
            "'data-transition'",
        ),
        ("!SLIDE {.statment}\n# a", "1:10", "no style sheet knows the class 'statment' [D313]", "'statement'"),
        (
            'a\n\n<!-- .slide: class="sectoin" -->',
            "3:21",
            "no style sheet knows the class 'sectoin' [D313]",
            "'section'",
        ),
        (element('class="own fragmnet"'), "1:32", "no style sheet knows the class 'fragmnet' [D313]", "'fragment'"),
        ('a\n\n<p clas="x">b</p>', "3:4", "'clas' is nearly an attribute that is known [D311]", "'class'"),
        (
            '`<b class="fragmnet">` <b>c</b>\n\n<b class="fragmnet">d</b>',
            "3:11",
            "no style sheet knows the class 'fragmnet' [D313]",
            "'fragment'",
        ),
        (
            "```js\na\n```\n\n- b\n\n  ```pyhton [1]\n  b\n  ```\n",
            "7:6",
            "there is no language 'pyhton' to colour [D314]",
            "'python'",
        ),
    ],
)
def test_a_near_miss_is_told_where_it_stands(
    text: str, place: str, message: str, hint: str, make_project: MakeProject
) -> None:
    assert told(make_project, text) == [f"slides/a.md:{place}: warning: {message} (did you mean {hint}?)"]


@pytest.mark.parametrize(
    "text",
    [
        element(
            'class="box card" data-own="1" data-step="2" id="x" aria-label="y" srcset="a 1x"'.replace(
                "a 1x", "data:, 1x"
            )
        ),
        element('class="r-stretch fade-up custom hljs" data-auto-animate data-fragment-index="1"'),
        "```mermaid\nflowchart LR\na --> b\n```\n\n```\nb\n```\n\n```text\nc\n```\n\n```own-language\nd\n```\n",
        "`<!-- .element: clas=x -->` and `<p clas=x>`",
        '<textarea cols="4" rows="2"></textarea> <video controlslist="x"></video> <svg><g values="1"/></svg>',
    ],
)
def test_what_is_no_near_miss_is_not_told(text: str, make_project: MakeProject) -> None:
    assert told(make_project, text) == []


def test_a_class_that_the_deck_s_style_sheets_know_is_not_told(make_project: MakeProject) -> None:
    directives = f"{element('class=fragmnet')}\n\n{element('class=strech')}"
    text = f"---\ncss: own.css\n---\n{directives}\n\n<style>p.strech {{ top: 0 }}</style>"

    assert told(make_project, text, **{"own.css": ".fragmnet { left: 0 }"}) == []
