"""Shows decks in a browser, so that the rules of this package can look at them; one browser for all of them.

Each deck is opened twice, on the screen and as printed, and several pages are looked at at once. Slides that are
as they were are not looked at again.
"""

from __future__ import annotations

import re
from base64 import b64encode
from contextlib import asynccontextmanager
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.assets.resize import slide_size
from deckbuild.browser.session import ORIGIN, address, each, open_browser
from deckbuild.check import shown
from deckbuild.check.shown.noise import Noise
from deckbuild.check.shown.remembered import VIEWS, Memory
from deckbuild.check.shown.seen import Seen
from deckbuild.check.shown.telling import findings, in_page
from deckbuild.page import resources
from deckbuild.page.overflow import SCRIPT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from playwright.async_api import ConsoleMessage, Error, Page, Request

    from deckbuild.browser.session import Browser
    from deckbuild.check.deck import CheckedDeck
    from deckbuild.check.finding import Finding
    from deckbuild.files.cache import Cache

FRAMING = "check/shown/framing.js"
_AXE = "vendor/axe/axe.min.js"
_PATIENCE = 120_000  # ms that a page may take to open, on a busy machine
_SCREEN, _PRINT = VIEWS
_OF_REQUEST = "Failed to load resource"  # begins what the console says of a request that failed, which tells itself


class _Job(NamedTuple):
    """The slides of a deck to look at, by their numbers, and the view of it, as its address says."""

    deck: CheckedDeck
    view: str
    wanted: Sequence[int]


class _View(NamedTuple):
    """What is seen on slides, by their numbers (from 0), and what the page says besides."""

    slides: dict[int, list[Seen]]
    noise: list[Noise]


async def look(decks: Sequence[CheckedDeck], program: Path, cache: Cache | None = None) -> list[list[Finding]]:
    """Return what is found in each of ``decks`` by the rules that need a browser, which is started by its ``program``.

    The ``cache`` keeps what is seen on slides. Raises `BrowserFailed`.
    """
    looks = "\0".join([script(0), _text(_AXE), str(program), str(program.stat().st_mtime_ns)])
    memories = [Memory(deck, list(in_page(deck)), looks, cache) for deck in decks]
    new = [each for each in memories if not each.is_whole]
    jobs = [_Job(memory.deck, view, memory.missing) for memory in new for view in VIEWS]
    if jobs:
        async with open_browser(program) as browser:
            views = await each(browser, jobs, _seen)
        for at, memory in enumerate(new):
            for view, (slides, noise) in zip(VIEWS, views[2 * at : 2 * at + 2], strict=True):
                memory.keep(view, slides, noise)
            memory.save()
    return [findings(memory) for memory in memories]


async def _seen(browser: Browser, job: _Job) -> _View:
    """Return what the measures find on slides of a deck that is shown, at the size of its slides."""
    made = job.deck.build
    if not made.html:
        return _View({}, [])
    noise: list[Noise] = []
    further = [_AXE] if job.view == _PRINT else []
    async with opened(
        browser, job.deck, slide_size(made.settings.reveal), *further, view=job.view, noise=noise
    ) as page:
        count = await page.evaluate("slidesOf().length")
        slides = {at: await _on_slide(page, at, job.view) for at in job.wanted if at < count}
        for at, found in zip(slides, await _by_axe(page, [*slides], job.view), strict=True):
            slides[at] += map(_read, found)
        return _View(slides, list(noise))


@asynccontextmanager
async def opened(
    browser: Browser,
    deck: CheckedDeck,
    size: tuple[int, int],
    *further: str,
    view: str = _SCREEN,
    noise: list[Noise] | None = None,
) -> AsyncIterator[Page]:
    """Open a deck in a window of this ``size`` (px), ready to be looked at, with these ``further`` scripts of ours.

    Its ``noise`` is written down.
    """
    made, name = deck.build, f"{deck.build.name}.html"
    files = {name: made.html.encode(), **made.linked}
    async with browser.page(*size, files, bypass_csp=True) as page:
        page.set_default_timeout(_PATIENCE)
        _hear(page, made.html.split("\n"), [] if noise is None else noise)
        if view == _PRINT:
            await page.emulate_media(media="print")
        await page.goto(address(name) + view)
        await page.wait_for_function("window.Reveal && Reveal.isReady()")
        await page.expose_function("takePicture", partial(_picture, page))
        for each_script in (*map(_text, further), script(made.settings.limits.least_text)):
            await page.add_script_tag(content=each_script)
        await page.evaluate("prepare()")
        yield page


def _hear(page: Page, lines: Sequence[str], noise: list[Noise]) -> None:
    """Write the errors and the failed requests of a page with these ``lines`` of HTML down in ``noise``."""

    def line(number: int) -> str:
        return lines[number] if 0 <= number < len(lines) else ""

    def said(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(_OF_REQUEST):
            noise.append(Noise(message.text, line(int(message.location["lineNumber"]))))

    def thrown(error: Error) -> None:
        place = re.search(r":(\d+):\d+\)?$", error.stack or "", re.MULTILINE)
        noise.append(Noise(error.message, line(int(place[1]) - 1) if place else ""))

    def failed(request: Request) -> None:
        if not request.url.startswith("blob:") and request.failure != "net::ERR_ABORTED":
            noise.append(Noise(address=request.url.removeprefix(ORIGIN)))

    page.on("console", said)
    page.on("pageerror", thrown)
    page.on("requestfailed", failed)


async def _picture(page: Page) -> str:
    """Return a picture of what the window shows, as PNG in base64."""
    return b64encode(await page.screenshot()).decode()


async def _on_slide(page: Page, number: int, view: str) -> list[Seen]:
    """Return what the measures find on a slide, in all of its states."""
    found: list[dict[str, Any]] = await page.evaluate("about => lookAt(...about)", [number, view == _PRINT])
    return [_read(about) for about in found]


async def _by_axe(page: Page, numbers: list[int], view: str) -> list[list[dict[str, Any]]]:
    """Return what axe-core finds on each of these slides, which print shows with all of their fragments."""
    if view != _PRINT:
        return [[] for _ in numbers]
    found: list[list[dict[str, Any]]] = await page.evaluate("numbers => accessibilityOf(numbers)", numbers)
    return found


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
