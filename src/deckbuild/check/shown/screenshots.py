"""Takes a picture of each slide on which something was found, with the element framed, and room around the slide."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.assets.resize import slide_size
from deckbuild.browser.session import each, open_browser
from deckbuild.check.shown.looking import FRAMING, opened
from deckbuild.check.shown.seen import PRINT
from deckbuild.check.shown.telling import in_page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from deckbuild.browser.session import Browser
    from deckbuild.check.deck import CheckedDeck
    from deckbuild.check.finding import Finding

_ROOM = 5  # a part of so many of a slide's size is left around it on each side


class Shot(NamedTuple):
    """A picture, as PNG, of what was found; ``name`` is that of its file."""

    name: str
    finding: Finding
    picture: bytes


class _Job(NamedTuple):
    """A deck, and what was found on its slides at elements that a browser has seen."""

    deck: CheckedDeck
    found: Sequence[Finding]


async def take(decks: Sequence[CheckedDeck], found: Sequence[Sequence[Finding]], program: Path) -> list[Shot]:
    """Return pictures of what was ``found`` in each of ``decks``; what no browser has seen has none.

    Raises `BrowserFailed`.
    """
    parts = zip(decks, found, strict=True)
    jobs = [_Job(deck, seen) for deck, some in parts if (seen := [one for one in some if one.box])]
    if not jobs:
        return []
    async with open_browser(program) as browser:
        return [shot for shots in await each(browser, jobs, _of_deck) for shot in shots]


async def _of_deck(browser: Browser, job: _Job) -> list[Shot]:
    """Return the pictures of one deck."""
    width, height = slide_size(job.deck.build.settings.reveal)
    size = (width + 2 * width // _ROOM, height + 2 * height // _ROOM)
    places = {slide.number: at for at, slide in enumerate(in_page(job.deck))}
    shots = []
    async with opened(browser, job.deck, size, FRAMING) as page:
        await page.evaluate("withRoom()")
        for number, one in enumerate(job.found, 1):
            steps = [state for state in one.states if state != PRINT]
            await page.evaluate("about => frame(...about)", [places[one.slide], int(steps[0]) if steps else 0, one.box])
            name = f"{job.deck.build.name.replace('/', '-')}-{number:03}-{one.rule.code}.png"
            shots.append(Shot(name, one, await page.screenshot()))
    return shots
