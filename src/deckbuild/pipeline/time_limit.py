"""Holds the build of a deck within the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import about_file
from deckbuild.pipeline.built_deck import Build
from deckbuild.rendering import timeout

if TYPE_CHECKING:
    from collections.abc import Callable

    from deckbuild.project.loader import DeckFiles

_GRACE = 5.0  # seconds


def held(seconds: float, make: Callable[[], Build], deck: DeckFiles) -> Build:
    """Return the deck that ``make`` builds; an empty one with an error when that takes longer than ``seconds``.

    The slides have a clock of their own, which names the one that is at work; this one is for all else: dividing,
    style sheets, addresses. So it gives them a little more time.
    """
    try:
        with timeout.limit(seconds + _GRACE):
            return make()
    except timeout.TimeOut:
        wrong = about_file(timeout.TOO_SLOW, deck.path, "building this deck took too long, and was stopped")
        return Build(deck.name, deck.name, deck.settings, diagnostics=(*deck.diagnostics, wrong))
