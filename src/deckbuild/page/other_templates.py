"""Loads what reads the templates of other tools, which few projects name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from deckbuild.config.settings import Settings
    from deckbuild.page.includes import Includes
    from deckbuild.page.named_files import NamedFiles
    from deckbuild.page.parts import Listed, Surroundings


class Readers(NamedTuple):
    """What reads the template of a deck, `surroundings.surroundings`, and of the list of decks, `listing.page`."""

    deck: Callable[[Settings, str, NamedFiles], tuple[Surroundings, Settings]]
    listing: Callable[[Settings, Iterable[Listed], NamedFiles, Includes], str]


def load() -> Readers:
    """Return both readers."""
    from deckbuild.page.listing import page
    from deckbuild.page.surroundings import surroundings

    return Readers(surroundings, page)
