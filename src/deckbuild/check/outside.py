"""Checks with what lies outside of this program: a browser that shows the decks, and the network that they lead to."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from deckbuild.browser.session import BrowserFailed
from deckbuild.check import asking
from deckbuild.check.reports import pictures_page
from deckbuild.check.shown import looking, screenshots
from deckbuild.check.source import outer_links
from deckbuild.config.rule_settings import is_allowed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from deckbuild.check.deck import CheckedDeck
    from deckbuild.check.finding import Finding
    from deckbuild.files.cache import Cache


def in_browser(decks: Sequence[CheckedDeck], program: Path, cache: Cache | None) -> list[list[Finding]] | str:
    """Return what a browser shows that is wrong with each of ``decks``; a text if the browser failed.

    It is started by its ``program``, and ended; the ``cache`` keeps what is seen on slides.
    """
    try:
        return asyncio.run(looking.look(decks, program, cache))
    except BrowserFailed as error:
        return str(error)


def pictures(decks: Sequence[CheckedDeck], found: Sequence[Sequence[Finding]], program: Path) -> dict[str, bytes] | str:
    """Return files by their names: a page that lists what was ``found`` in ``decks``, and its pictures.

    A text is why the browser failed, which is started by its ``program``.
    """
    try:
        shots = asyncio.run(screenshots.take(decks, found, program))
    except BrowserFailed as error:
        return str(error)
    page = pictures_page.page(shots, sum(len(deck.slides) for deck in decks))
    return {"index.html": page.encode(), **{shot.name: shot.picture for shot in shots}}


def dead_links(decks: Sequence[CheckedDeck], cache: Cache | None) -> list[list[Finding]]:
    """Return the links of each of ``decks`` to addresses where nothing is; the network is asked."""
    dead = asking.dead((each for deck in decks for each in _addresses(deck)), cache)
    return [
        [slide.finding(problem) for slide in deck.slides for problem in outer_links.find(slide, dead)] for deck in decks
    ]


def _addresses(deck: CheckedDeck) -> Iterator[str]:
    """Yield the addresses to which a deck leads, but for those that its settings allow whatever is there."""
    told = (each for slide in deck.slides for each in outer_links.addresses(slide))
    yield from (each for each in told if not is_allowed(each, deck.build.settings.allow))
