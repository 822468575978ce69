"""Checks decks: what the build has found, and what the rules find, judged by the settings of each deck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check import shown, source
from deckbuild.check.deck import checked
from deckbuild.check.finding import of_build
from deckbuild.project.judging import judged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.check.deck import CheckedDeck
    from deckbuild.check.finding import Finding
    from deckbuild.pipeline.built_deck import Build

RULES = (*source.RULES, *shown.RULES)


def found_in(build: Build) -> list[Finding]:
    """Return what is wrong with a deck, line by line: the problems of its build, and what the rules find."""
    deck = checked(build)
    found = [*map(of_build, build.diagnostics), *_judged(_by_rules(deck), build)]
    return sorted(found, key=lambda each: each.diagnostic.location)


def by_rules(build: Build) -> list[Finding]:
    """Return what the rules of `check` alone find in a deck, line by line."""
    found = _judged(_by_rules(checked(build)), build)
    return sorted(found, key=lambda each: each.diagnostic.location)


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
