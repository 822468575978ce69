"""Tells of decks without a title: the browser, the list of decks and a PDF show the name of the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.check.deck import CheckedDeck
    from deckbuild.check.finding import Finding

RULE = Rule(
    "D604",
    "no-deck-title",
    Severity.WARNING,
    "A deck has no title and no heading, so the browser, the list of decks and a PDF show the name of its file. Set\n"
    "`title:` in its front matter, or begin with `# Title`.",
)
_HEADING = re.compile(r"<h[1-6][\s>]")


def find(deck: CheckedDeck) -> Iterator[Finding]:
    """Yield the first line of the deck, if that has no title."""
    if (
        deck.slides
        and not deck.build.settings.title
        and not any(_HEADING.search(each.rendered.html) for each in deck.slides)
    ):
        first = deck.slides[0]
        message = f"the deck {deck.build.name} has no title"
        yield first.finding(Problem(RULE, first.begin, message, "set title: in its front matter"))
