"""The rules that need no browser: one module for each, with its `RULE` and the function that finds.

Those in `IN_SLIDES` look at one slide alone, so what they find is kept until that slide changes; they yield `Problem`s
at offsets of the slide's text. Those in `IN_DECKS` want all slides of a deck.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check.source import alternative_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from deckbuild.check.deck import CheckedDeck, CheckedSlide
    from deckbuild.check.finding import Finding
    from deckbuild.diagnostics.problem import Problem, Rule

IN_SLIDES: dict[Rule, Callable[[CheckedSlide], Iterable[Problem]]] = {
    alternative_text.RULE: alternative_text.find,
}
IN_DECKS: dict[Rule, Callable[[CheckedDeck], Iterable[Finding]]] = {}
RULES = (*IN_SLIDES, *IN_DECKS)
