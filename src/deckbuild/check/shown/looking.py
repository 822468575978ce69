"""Shows decks in a browser, so that the rules of this package can look at them; one browser for all of them.

Each deck is opened twice, on the screen and as printed, and several pages are looked at at once.
"""

from __future__ import annotations

from base64 import b64encode
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.assets.resize import slide_size
from deckbuild.browser.session import address, each, open_browser
from deckbuild.check import shown
from deckbuild.check.shown.seen import Seen
from deckbuild.check.shown.telling import findings
from deckbuild.page import resources
from deckbuild.page.overflow import SCRIPT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.async_api import Page

    from deckbuild.browser.session import Browser
    from deckbuild.check.deck import CheckedDeck
    from deckbuild.check.finding import Finding

_AXE = "vendor/axe/axe.min.js"
_PATIENCE = 120_000  # ms that a page may take to open, on a busy machine
_SCREEN, _PRINT = "", "?view=print&pdfSeparateFragments=false"


class _Job(NamedTuple):
    """A deck to look at, and the view of it, as its address says."""

    deck: CheckedDeck
    view: str


async def look(decks: Sequence[CheckedDeck], program: Path) -> list[list[Finding]]:
    """Return what is found in each of ``decks`` by the rules that need a browser, which is started by its ``program``.

    Raises `BrowserFailed`.
    """
    jobs = [_Job(deck, view) for deck in decks for view in (_SCREEN, _PRINT)]
    async with open_browser(program) as browser:
        seen = await each(browser, jobs, _seen)
    pairs = zip(decks, seen[::2], seen[1::2], strict=True)
    return [findings(deck, screen, printed) for deck, screen, printed in pairs]


async def _seen(browser: Browser, job: _Job) -> list[list[Seen]]:
    """Return what the measures find on each slide of a deck that is shown, at the size of its slides."""
    made = job.deck.build
    if not made.html:
        return []
    name = f"{made.name}.html"
    files = {name: made.html.encode(), **made.linked}
    async with browser.page(*slide_size(made.settings.reveal), files, bypass_csp=True) as page:
        page.set_default_timeout(_PATIENCE)
        if job.view == _PRINT:
            await page.emulate_media(media="print")
        await page.goto(address(name) + job.view)
        await page.wait_for_function("window.Reveal && Reveal.isReady()")
        await page.expose_function("takePicture", partial(_picture, page))
        if job.view == _SCREEN:
            await page.add_script_tag(content=_text(_AXE))
        await page.add_script_tag(content=script(made.settings.limits.least_text))
        count = await page.evaluate("prepare()")
        return [await _on_slide(page, number, job.view) for number in range(count)]


async def _picture(page: Page) -> str:
    """Return a picture of what the window shows, as PNG in base64."""
    return b64encode(await page.screenshot()).decode()


async def _on_slide(page: Page, number: int, view: str) -> list[Seen]:
    """Return what the measures find on a slide, in all of its states."""
    found: list[dict[str, Any]] = await page.evaluate("about => lookAt(...about)", [number, view == _PRINT])
    return [_read(about) for about in found]


def _read(about: dict[str, Any]) -> Seen:
    common = {name: about.pop(name) for name in ("measure", "line", "kind", "states", "box")}
    return Seen(**common, is_plain=about.pop("isPlain"), about=about)


def script(least: float) -> str:
    """Return the script that looks at slides, in one; text is too small below ``least`` px."""
    parts = [
        resources.text(SCRIPT),
        f"const LEAST_SIZE = {least};",
        *(_text(f"check/shown/{name}.js") for name in shown.SCRIPTS),
    ]
    return "\n".join(parts)


def _text(name: str) -> str:
    """Return the text of a file that is installed with us."""
    return files("deckbuild").joinpath(*name.split("/")).read_text(encoding="utf-8")
