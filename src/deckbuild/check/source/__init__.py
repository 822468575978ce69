"""The rules that need no browser: one module for each, with its `RULE` and the function that finds.

Those in `IN_SLIDES` look at one slide alone, so what they find is kept until that slide changes; they yield `Problem`s
at offsets of the slide's text. Those in `IN_DECKS` want all slides of a deck; `outer_links` wants the
answers of the network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check.source import (
    alternative_text,
    code_length,
    deck_links,
    deck_titles,
    empty_notes,
    features_off,
    fence_words,
    heading_levels,
    items,
    open_braces,
    open_variables,
    outer_links,
    picture_pixels,
    plain_callouts,
    slide_titles,
    unread_braces,
    unread_footnotes,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from deckbuild.check.deck import CheckedDeck, CheckedSlide
    from deckbuild.check.finding import Finding
    from deckbuild.diagnostics.problem import Problem, Rule

# Rules that are found together share their function.
IN_SLIDES: dict[tuple[Rule, ...], Callable[[CheckedSlide], Iterable[Problem]]] = {
    (alternative_text.RULE,): alternative_text.find,
    (heading_levels.RULE,): heading_levels.find,
    (slide_titles.RULE,): slide_titles.find,
    (picture_pixels.BLURRED, picture_pixels.SURPLUS): picture_pixels.find,
    (words.RULE,): words.find,
    (items.RULE,): items.find,
    (code_length.RULE,): code_length.find,
    (empty_notes.RULE,): empty_notes.find,
    (unread_footnotes.RULE,): unread_footnotes.find,
    (open_variables.RULE,): open_variables.find,
    (fence_words.RULE,): fence_words.find,
    (open_braces.RULE,): open_braces.find,
    (unread_braces.RULE,): unread_braces.find,
    (features_off.RULE,): features_off.find,
}
IN_DECKS: dict[tuple[Rule, ...], Callable[[CheckedDeck], Iterable[Finding]]] = {
    (deck_links.RULE,): deck_links.find,
    (deck_titles.RULE,): deck_titles.find,
    (plain_callouts.RULE,): plain_callouts.find,
}
RULES = (*(rule for rules in (*IN_SLIDES, *IN_DECKS) for rule in rules), outer_links.RULE)
