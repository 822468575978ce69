"""Links between the decks of a project lead to their pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from deckbuild.pipeline import stages
from deckbuild.project import loader

if TYPE_CHECKING:
    from tests.conftest import MakeProject

OTHERS = {
    "slides/two words.md": "# Two",
    "slides/course/01.md": "# One",
    "slides/course/02.md": "# Second",
    "deckbuild.yml": "",
}


def links(make_project: MakeProject, text: str) -> tuple[list[str], list[str]]:
    """The links of a deck as they stand in its page, and what is told about them."""
    made = stages.build(loader.read(make_project({"slides/a.md": text, **OTHERS})))
    deck = next(each for each in made if each.name == "a")
    slides = deck.html.split('<div class="slides">')[1].split("<script", maxsplit=1)[0]
    return re.findall(r'href="([^"]*)"', slides), [f"{each.location.line}: {each.message}" for each in deck.diagnostics]


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("two%20words.md", "two%20words.html"),
        ("<two words.md#über>", "two%20words.html#%C3%BCber"),
        ("../slides/two%20words.md#/2/1", "two%20words.html#/2/1"),
        ("/slides/two%20words.md?x#y", "two%20words.html?x#y"),
        ("course/01.md", "course.html"),
        ("slides/course/02.md#second", "course.html#second"),
        ("a.md#me", "a.html#me"),
        ("course.html#/1", "course.html#/1"),
        ("course/01.html#part", "course.html#part"),
        ("two%20words.html", "two%20words.html"),
        ("https://e.org/x.md", "https://e.org/x.md"),
    ],
)
def test_a_link_to_a_deck_leads_to_its_page(address: str, page: str, make_project: MakeProject) -> None:
    assert links(make_project, f"# A\n\n[x]({address})\n") == ([page], [])


def test_every_kind_of_link_follows(make_project: MakeProject) -> None:
    html = '<a class=x href=course/01.md>x</a> <svg><a xlink:href="course/01.md#s">x</a></svg>'
    text = f'{html} [y][1] `href="course/01.md"`\n\n[1]: course/01.md'

    assert links(make_project, text) == (["course.html", "course.html#s", "course.html", "course/01.md"], [])


def test_a_link_to_the_page_of_a_deck_that_is_not_built_now_stays(make_project: MakeProject) -> None:
    project = make_project({"a.md": "# A\n\n[b](b.html#/2) [c](c.html)\n", "b.md": "# B"})
    (deck,) = stages.build(loader.read(project, "a.md"))

    assert '<a href="b.html#/2">b</a> <a href="c.html">c</a>' in deck.html
    assert [each.message for each in deck.diagnostics] == ["the file c.html does not exist"]


def test_a_link_to_no_deck_is_told(make_project: MakeProject) -> None:
    text = "# A\n\n[x](none.md#a)\n[z](handout.pdf)\n"

    assert links(make_project, text) == (
        ["none.md#a", "handout.pdf"],
        [
            "3: the file none.md does not exist",
            "4: the file handout.pdf does not exist",
        ],
    )
