"""Ids are unique in a deck, and what names them follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.pipeline import stages
from deckbuild.project import loader

if TYPE_CHECKING:
    from tests.conftest import MakeProject


def html(make_project: MakeProject, text: str, settings: str = "") -> str:
    (deck,) = stages.build(loader.read(make_project({"slides/a.md": text, "deckbuild.yml": settings})))
    assert deck.diagnostics == ()
    return deck.html


def ids(page: str) -> list[str]:
    return re.findall(r' id="([^"]*)"', page.split('<div class="slides">')[1])


def test_fifty_equal_headings_have_fifty_ids(make_project: MakeProject) -> None:
    page = html(make_project, "\n\n!SUB\n\n".join(["# Überblick"] * 50), "markdown_extensions: [toc]\n")

    assert len(set(ids(page))) == 50


def test_footnotes_of_two_slides_lead_to_their_own_notes(make_project: MakeProject) -> None:
    slide = "a[^1]\n\n[^1]: b\n"
    page = html(make_project, f"{slide}\n!SUB\n\n{slide}", "markdown_extensions: [footnotes]\n")

    assert sorted(ids(page)) == ["fn:1", "fn:1-2", "fnref:1", "fnref:1-2"]
    assert sorted(re.findall(r'href="#([^"]*)"', page)) == ["fn:1", "fn:1-2", "fnref:1", "fnref:1-2"]


def test_the_id_of_a_slide_is_kept_and_labels_follow_a_renamed_element(make_project: MakeProject) -> None:
    slide = '<label for="x">l</label> <input id="x" aria-describedby="y x">'
    page = html(make_project, f'!SLIDE id="x"\n\n# a\n\n!SLIDE\n\n{slide}\n\n!SLIDE\n\n[to a](#x)\n')

    assert '<section id="x">' in page
    assert '<label for="x-2">l</label> <input id="x-2" aria-describedby="y x-2">' in page
    assert '<a href="#x">to a</a>' in page


def test_a_number_that_is_taken_is_not_given_again(make_project: MakeProject) -> None:
    page = html(make_project, '<p id="a">1</p>\n\n!SUB\n\n<p id="a-2">2</p>\n\n!SUB\n\n<p id="a">3</p>\n')

    assert ids(page) == ["a", "a-2", "a-3"]


def test_equal_headings_are_numbered_through_the_deck_as_on_github(make_project: MakeProject) -> None:
    page = html(
        make_project, '# a\n\n!SUB\n\n# a\n# a\n\n!SUB\n\n# a 1\n\n!SUB\n\n# b\n\n[a](#a)\n\n!SUB\n\n<p id="b">\n'
    )

    assert ids(page) == ["a", "a-1", "a-2", "a-1-1", "b-1", "b"]
    assert '<a href="#a">a</a>' in page
