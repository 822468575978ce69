"""Prints a deck with the browser: the pages as reveal.js lays them out, and which slide each of them shows."""

from __future__ import annotations

import base64
from contextlib import asynccontextmanager
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from deckbuild.browser.session import address

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    # Returns the numbers of the slides to print (from 0).
    Choose = Callable[[Sequence["PrintedSlide"]], Sequence[int]]

    from playwright.async_api import Page

    from deckbuild.browser.session import Browser
    from deckbuild.pipeline.built_deck import Build

_PATIENCE = 600_000  # ms until a page is given up that does not become ready
_PIECE = 4_000_000  # bytes that are read of a PDF at once: as a whole it would be held by three processes


class PrintedSlide(NamedTuple):
    """A slide of a deck as it is printed, or not.

    ``names`` are those that links have for it, such as `2/0` and its id. ``depth`` is 1 in a stack below its first
    slide. ``notes`` are the speaker notes as HTML, ``said`` is their text.
    """

    title: str
    names: tuple[str, ...]
    depth: int
    notes: str
    said: str


class PrintedDeck(NamedTuple):
    """A PDF as the browser has made it; ``sheets`` are the numbers of the slides (from 0) on its pages."""

    pdf: bytes
    slides: tuple[PrintedSlide, ...]
    sheets: tuple[int, ...]


async def print_deck(browser: Browser, deck: Build, choose: Choose, *, steps: bool = False) -> PrintedDeck:
    """Print the slides of ``deck`` that are chosen, each on a page of its own; with ``steps`` each of their steps."""
    async with laid_out(browser, deck, choose, steps=steps) as (page, slides, sheets):
        return PrintedDeck(await print_page(page), slides, sheets)


@asynccontextmanager
async def laid_out(
    browser: Browser,
    deck: Build,
    choose: Choose,
    *,
    steps: bool = False,
    scale: float = 1,
) -> AsyncIterator[tuple[Page, tuple[PrintedSlide, ...], tuple[int, ...]]]:
    """Open ``deck`` in the print view, with the chosen slides alone; with its slides, and which sheet shows which.

    ``scale`` is how many pixels a px of the deck has, for pictures.
    """
    page_name = f"{deck.name}.html"
    about = {
        "view": "print",
        "pdfSeparateFragments": str(steps).lower(),
        "showNotes": "false",
        "pdfMaxPagesPerSlide": "1",
    }
    files = {**deck.linked, page_name: deck.html.encode()}
    async with browser.page(files=files, device_scale_factor=scale) as page:
        page.set_default_timeout(_PATIENCE)
        await page.add_init_script(_script())
        await page.goto(f"{address(page_name)}?{urlencode(about)}")
        await page.wait_for_function("deckbuildPrint.isReady()")
        found = await page.evaluate("deckbuildPrint.slides()")
        slides = tuple(
            PrintedSlide(each["title"], tuple(each["names"]), each["depth"], each["notes"], each["said"])
            for each in found
        )
        sheets = await page.evaluate("numbers => deckbuildPrint.keep(numbers)", list(choose(slides)))
        yield page, slides, tuple(sheets)


async def print_page(page: Page) -> bytes:
    """Return the PDF of what ``page`` shows, tagged, on pages of the size that its style sheets say.

    Playwright's own `page.pdf` would hold it as one message: 240 slides with 86 MB of pictures took 1.3 GB that way,
    read in pieces they take 0.8 GB.
    """
    session = await page.context.new_cdp_session(page)
    about = {"preferCSSPageSize": True, "printBackground": True, "generateTaggedPDF": True}
    printed = await session.send("Page.printToPDF", {**about, "transferMode": "ReturnAsStream"})
    pdf, is_whole = bytearray(), False
    while not is_whole:
        piece = await session.send("IO.read", {"handle": printed["stream"], "size": _PIECE})
        pdf += base64.b64decode(piece["data"])
        is_whole = piece["eof"]
    return bytes(pdf)


def _script() -> str:
    return (resources.files(__package__) / "print_view.js").read_text(encoding="utf-8")
