"""Shows decks in a browser, so that the rules of this package can look at them; one browser for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.assets.resize import slide_size
from deckbuild.browser.session import address, each, open_browser
from deckbuild.check import shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from deckbuild.browser.session import Browser
    from deckbuild.check.deck import CheckedDeck
    from deckbuild.check.finding import Finding


async def look(decks: Sequence[CheckedDeck], program: Path) -> list[list[Finding]]:
    """Return what is found in each of ``decks`` by the rules that need a browser, which is started by its ``program``.

    Raises `BrowserFailed`.
    """
    async with open_browser(program) as browser:
        return await each(browser, decks, _in_deck)


async def _in_deck(browser: Browser, deck: CheckedDeck) -> list[Finding]:
    """Return what the rules find in a deck, at the size of its slides."""
    if not deck.build.html:
        return []
    width, height = slide_size(deck.build.settings.reveal)
    name = f"{deck.build.name}.html"
    files = {name: deck.build.html.encode(), **deck.build.linked}
    async with browser.page(width, height, files) as page:
        await page.goto(address(name))
        await page.wait_for_function("window.Reveal && Reveal.isReady()")
        return [finding for find in shown.IN_PAGES.values() for finding in await find(page, deck)]
