"""Checks decks: what the build has found, and what the rules find, judged by the settings of each deck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check import kept, shown, source
from deckbuild.check.deck import CheckedDeck
from deckbuild.project.judging import judged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deckbuild.check.finding import Finding
    from deckbuild.files.cache import Cache
    from deckbuild.pipeline.built_deck import Build

RULES = (*source.RULES, *shown.RULES)


def decks_of(builds: Sequence[Build]) -> list[CheckedDeck]:
    """Return the decks that were built, ready to be checked; they know each other."""
    pages = {f"{made.name}.html": made for made in builds}
    return [CheckedDeck(made, pages) for made in builds]


def found_in(deck: CheckedDeck, cache: Cache | None = None, besides: Iterable[Finding] = ()) -> list[Finding]:
    """Return what is wrong with a deck, line by line: the problems of its build, and what the rules find.

    The ``cache`` keeps what is found in slides. What was found ``besides`` is judged with the rest.
    """
    by_rules = _judged([*_by_rules(deck, cache), *besides], deck.build)
    return sorted([*map(deck.of_build, deck.build.diagnostics), *by_rules], key=lambda each: each.diagnostic.location)


def _by_rules(deck: CheckedDeck, cache: Cache | None) -> Iterator[Finding]:
    """Yield what the rules find without a browser."""
    yield from (slide.finding(problem) for slide, problem in kept.problems(deck, cache))
    yield from (finding for find in source.IN_DECKS.values() for finding in find(deck))


def _judged(found: Iterable[Finding], build: Build) -> Iterator[Finding]:
    """Yield what was ``found`` as the settings of the deck grade it, without what they or its slides allow."""
    for each in found:
        for diagnostic in judged([each.diagnostic], build.settings, build.exempt):
            yield each._replace(diagnostic=diagnostic)
