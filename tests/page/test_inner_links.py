"""A link of a deck to its own slides leads somewhere, or is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild.pipeline import stages
from deckbuild.project import loader

if TYPE_CHECKING:
    from tests.conftest import MakeProject

DECK = """\
# Start

LINK

!SLIDE id="own"

## Deep part

<p id="box" data-id="moved">text</p>

!SUB

## Deep part

!SLIDE data-visibility=hidden

hidden

!SLIDE

![x](data:,) <a name="old"></a>
"""


def told(make_project: MakeProject, link: str, settings: str = "") -> list[tuple[str, str, str, str]]:
    root = make_project({"slides/a.md": DECK.replace("LINK", link), "deckbuild.yml": settings})
    (deck,) = stages.build(loader.read(root))
    return [(str(each.location), each.rule.code, each.message, each.hint) for each in deck.diagnostics]


@pytest.mark.parametrize(
    "link",
    "# #/ #/0 #/2 #2 #/1/1 #1/1 #/1/1/3 #own #/own #/own/2 #deep-part #/deep-part-1 #box #moved #old "
    "#%64eep-part".split(),
)
def test_a_link_to_a_slide_is_not_told(link: str, make_project: MakeProject) -> None:
    assert told(make_project, f'[x]({link}) <a href="{link}">y</a>') == []


@pytest.mark.parametrize(
    ("link", "message", "hint"),
    [
        ("#deep-prat", "nothing in the deck has the id 'deep-prat'", "did you mean 'deep-part'?"),
        ("#/überall", "nothing in the deck has the id 'überall'", "ids are those of headings and slides"),
        ("#/99", "there is no slide #/99", "the deck has #/0 to #/2"),
        ("#/" + "9" * 900, f"nothing in the deck has the id {'9' * 900!r}", "ids are those of headings and slides"),
        ("#/3", "there is no slide #/3", "the deck has #/0 to #/2"),
        ("#/1/2", "there is no slide #/1/2", "the deck has #/1 to #/1/1"),
    ],
)
def test_a_link_to_nothing_is_told_where_it_stands(
    link: str, message: str, hint: str, make_project: MakeProject
) -> None:
    assert told(make_project, f"`[x]({link})` [x]({link})") == [
        (f"slides/a.md:3:{len(link) + 13}", "D312", message, hint)
    ]


def test_numbers_count_from_one_where_the_deck_says_so(make_project: MakeProject) -> None:
    links = "[a](#/1) [b](#/3) [c](#/2/2) [d](#/4)"

    assert [each[2:] for each in told(make_project, links, "reveal: {hashOneBasedIndex: true}\n")] == [
        ("there is no slide #/4", "the deck has #/1 to #/3")
    ]
