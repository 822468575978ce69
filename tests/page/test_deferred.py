from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild.page.deferred import LARGE
from deckbuild.page.layout import SERVED, SINGLE, Layout
from deckbuild.pipeline import stages
from deckbuild.project import loader

if TYPE_CHECKING:
    from tests.conftest import MakeProject

DEFERRED = "<noscript data-late>"


def page(make_project: MakeProject, text: str, layout: Layout = SINGLE) -> str:
    (found,) = stages.build(
        loader.read(make_project({"slides/a.md": text, "x.js": "let Mine = {id: 'mine'};"})), layout=layout
    )
    return found.html


def deck(slides: int, front_matter: str = "", first: str = "") -> str:
    return f"{front_matter}\n{first}\n\n" + "\n\n!SUB\n\n".join(f"# {number}" for number in range(slides))


def test_a_large_deck_holds_its_slides_as_text(make_project: MakeProject) -> None:
    html = page(make_project, deck(LARGE))

    assert html.count(DEFERRED) == LARGE
    assert "<section>\n<noscript data-late><h1>7</h1></noscript>\n</section>" in html


def test_a_smaller_deck_holds_its_slides_as_they_are(make_project: MakeProject) -> None:
    assert DEFERRED not in page(make_project, deck(LARGE - 1))


def test_the_live_preview_patches_slides_as_they_are(make_project: MakeProject) -> None:
    assert DEFERRED not in page(make_project, deck(LARGE), SERVED)


@pytest.mark.parametrize(
    "front_matter",
    [
        "---\nscripts: x.js\n---",
        "---\nplugins: [{name: Mine, script: x.js}]\n---",
        "---\nreveal: {view: scroll}\n---",
        "---\nreveal: {scrollActivationWidth: 900}\n---",
    ],
)
def test_no_slide_is_deferred_where_others_look_at_all_of_them(make_project: MakeProject, front_matter: str) -> None:
    assert DEFERRED not in page(make_project, deck(LARGE, front_matter))


@pytest.mark.parametrize(
    "first",
    ["<style>p {color: red}</style>", "<NOSCRIPT>a</NOSCRIPT>", "<template></template>"],
)
def test_what_works_for_the_whole_page_is_not_deferred(make_project: MakeProject, first: str) -> None:
    html = page(make_project, deck(LARGE, first=first))

    assert html.count(DEFERRED) == LARGE - 1


@pytest.mark.parametrize(
    "first",
    [
        "<script>document.querySelectorAll('.chart')</script>",
        "<img src=x.png ONLOAD = 'draw()'>",
        "<svg/onload=draw()></svg>",
        '<p class="a"onclick="draw()">a</p>',
    ],
)
def test_no_slide_is_deferred_where_one_has_a_program(make_project: MakeProject, first: str) -> None:
    assert DEFERRED not in page(make_project, deck(LARGE, first=first))


def test_no_slide_is_deferred_in_a_template_of_the_project(make_project: MakeProject) -> None:
    make_project({"templates/deck.html.jinja": '{% extends "deckbuild/deck.html.jinja" %}'})

    assert DEFERRED not in page(make_project, deck(LARGE))
