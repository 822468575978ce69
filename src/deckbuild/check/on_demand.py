"""Loads what only some checks need: what shows decks in a browser, and what asks the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from deckbuild.check.deck import CheckedDeck
    from deckbuild.check.finding import Finding
    from deckbuild.files.cache import Cache


class OnDemand(NamedTuple):
    """The functions `outside.in_browser`, `outside.dead_links` and `outside.pictures`."""

    in_browser: Callable[[Sequence[CheckedDeck], Path, Cache | None], list[list[Finding]] | str]
    dead_links: Callable[[Sequence[CheckedDeck], Cache | None], list[list[Finding]]]
    pictures: Callable[[Sequence[CheckedDeck], Sequence[Sequence[Finding]], Path], dict[str, bytes] | str]


def load() -> OnDemand:
    """Return them."""
    from deckbuild.check.outside import dead_links, in_browser, pictures

    return OnDemand(in_browser, dead_links, pictures)
