"""Checks decks: what the build has found, and what the rules find, judged by the settings of each deck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check import shown, source
from deckbuild.check.deck import CheckedDeck
from deckbuild.project.judging import judged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deckbuild.check.finding import Finding
    from deckbuild.pipeline.built_deck import Build

RULES = (*source.RULES, *shown.RULES)


def decks_of(builds: Sequence[Build]) -> list[CheckedDeck]:
    """Return the decks that were built, ready to be checked; they know each other."""
    pages = {f"{made.name}.html": made for made in builds}
    return [CheckedDeck(made, pages) for made in builds]


def found_in(deck: CheckedDeck, in_browser: Iterable[Finding] = ()) -> list[Finding]:
    """Return what is wrong with a deck, line by line: the problems of its build, and what the rules find.

    What was found ``in_browser`` is judged with it.
    """
    by_rules = _judged([*_by_rules(deck), *in_browser], deck.build)
    return sorted([*map(deck.of_build, deck.build.diagnostics), *by_rules], key=lambda each: each.diagnostic.location)


def _by_rules(deck: CheckedDeck) -> Iterator[Finding]:
    """Yield what the rules find."""
    for slide in deck.slides:
        yield from (slide.finding(problem) for find in source.IN_SLIDES.values() for problem in find(slide))
    yield from (finding for find in source.IN_DECKS.values() for finding in find(deck))


def _judged(found: Iterable[Finding], build: Build) -> Iterator[Finding]:
    """Yield what was ``found`` as the settings of the deck grade it, without what they or its slides allow."""
    for each in found:
        for diagnostic in judged([each.diagnostic], build.settings, build.exempt):
            yield each._replace(diagnostic=diagnostic)
