"""What slides of our themes say of their place in the deck."""

from __future__ import annotations

import re

from deckbuild import render

DECK = """\
<!-- a deck -->

# A title

!SLIDE

## One

!SLIDE class="section" style="color: red"

# *First* part

!SUB

## Two

!SLIDE class="cover"

## Three
"""


def sections(text: str, theme: str) -> list[str]:
    page = render(text, theme=theme)
    return re.findall(r"<section[^>]*>", page[page.index('<div class="slides">') :])


def test_slides_know_the_title_and_the_parts_of_their_deck() -> None:
    assert sections(DECK, "lecture") == [
        '<section class="title">',
        "<section>",
        "<section>",
        '<section class="section" style="color: red; --deck-share: 40%" data-part="1">',
        '<section data-part-name="First part">',
        '<section class="cover">',
    ]


def test_a_first_slide_with_a_layout_or_without_a_first_heading_keeps_what_it_has() -> None:
    assert sections('!SLIDE class="statement"\n# A\n', "lecture") == ['<section class="statement">']
    assert sections("## A\n", "lecture") == ["<section>"]
    assert sections("# A\n\n- one\n", "lecture") == ["<section>"]


def test_other_themes_are_told_nothing() -> None:
    assert sections(DECK, "white")[0] == "<section>"
