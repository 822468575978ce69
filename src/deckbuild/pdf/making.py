"""Makes the PDF of a deck: prints it, and completes what the browser has made."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.pdf.document import About, completed, described, shape_of
from deckbuild.pdf.drawing import with_slides
from deckbuild.pdf.handout import Cell, Cover, print_handout
from deckbuild.pdf.printing import print_deck
from deckbuild.pdf.selection import choosing

if TYPE_CHECKING:
    from deckbuild.browser.session import Browser
    from deckbuild.pdf.handout import Layout
    from deckbuild.pdf.printing import PrintedDeck
    from deckbuild.pdf.request import Request
    from deckbuild.pipeline.built_deck import Build


class Made(NamedTuple):
    """A finished PDF with its number of pages; ``linked`` are the files beside it that its links lead to, by paths."""

    pdf: bytes
    pages: int
    linked: dict[str, bytes]


async def make(browser: Browser, deck: Build, request: Request) -> Made:
    """Return the PDF of ``deck``, which was built with its files beside the page.

    Raises `selection.NoSuchSlide`, and `session.BrowserFailed`.
    """
    printed = await print_deck(browser, deck, choosing(request.slides), steps=request.steps)
    settings = deck.settings
    about = About(deck.title, settings.author, settings.description, settings.language, request.date)
    if request.handout:
        return await _handout(browser, printed, about, request.handout)
    pdf, paths = completed(printed, about, notes=request.notes)
    linked = {path: deck.linked[path] for path in sorted(paths) if path in deck.linked}
    return Made(pdf, len(printed.sheets), linked)


async def _handout(browser: Browser, printed: PrintedDeck, about: About, layout: Layout) -> Made:
    """Return the handout of a deck that was printed; of a slide with a page for each step it has the last one."""
    last = {number + 1: sheet for sheet, number in enumerate(printed.sheets)}
    slides = [(number, printed.slides[number - 1]) for number in last]
    cells = [Cell(number, slide.title or f"Slide {number}", slide.notes) for number, slide in slides]
    cover = Cover(about.title, about.author, about.subject, about.language)
    sheets = await print_handout(browser, cells, cover, layout, shape_of(printed.pdf))
    pdf, pages = described(with_slides(sheets, printed.pdf, last), about)
    return Made(pdf, pages, {})
