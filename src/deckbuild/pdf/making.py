"""Makes the PDF of a deck: prints it, and completes what the browser has made."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.pdf.printing import print_deck
from deckbuild.pdf.selection import chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deckbuild.browser.session import Browser
    from deckbuild.pdf.printing import PrintedSlide
    from deckbuild.pipeline.built_deck import Build


class Request(NamedTuple):
    """What a PDF is to show.

    ``slides`` names some of them, such as `3-7,intro`; ``steps`` gives each step of a slide a page. ``date`` is when
    the PDF was made, as PDF writes it; empty for none.
    """

    slides: str = ""
    steps: bool = False
    date: str = ""


class Made(NamedTuple):
    """A finished PDF with its number of pages; ``linked`` are the files beside it that its links lead to, by paths."""

    pdf: bytes
    pages: int
    linked: dict[str, bytes]


async def make(browser: Browser, deck: Build, request: Request) -> Made:
    """Return the PDF of ``deck``, which was built with its files beside the page.

    Raises `selection.NoSuchSlide`, and `session.BrowserFailed`.
    """
    from deckbuild.pdf.document import About, completed

    def choose(slides: Sequence[PrintedSlide]) -> list[int]:
        return chosen(request.slides, [each.names for each in slides])

    printed = await print_deck(browser, deck, choose, steps=request.steps)
    settings = deck.settings
    about = About(deck.title, settings.author, settings.description, settings.language, request.date)
    pdf, paths = completed(printed, about)
    linked = {path: deck.linked[path] for path in sorted(paths) if path in deck.linked}
    return Made(pdf, len(printed.sheets), linked)
