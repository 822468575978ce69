"""Photographs drawings with a headless Chromium."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from font import page as page_of
from legibility import check
from picture import Picture
from playwright.sync_api import Browser, sync_playwright

from deckbuild.browser import program
from deckbuild.browser.session import arguments

STEADY = ["--disable-lcd-text", "--force-color-profile=srgb", "--font-render-hinting=none"]  # the same on each machine


class BrowserMissingError(Exception):
    """There is no browser; the message says what to install."""


class Photograph(NamedTuple):
    """The PNG bytes of one frame, and the size of its smallest text on the slide."""

    png: bytes
    smallest_text: float


@contextmanager
def camera() -> Iterator[Browser]:
    """Run a headless browser for as long as it is needed."""
    installed = _installed()
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=installed, args=[*arguments(), *STEADY])
        try:
            yield browser
        finally:
            browser.close()


def photographs(browser: Browser, picture: Picture) -> list[Photograph]:
    """One photograph of every frame of the picture."""
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=picture.scale,
    )
    taken: list[Photograph] = []
    for drawing in picture.documents():
        page.set_content(page_of(drawing))
        page.evaluate("document.fonts.ready")
        smallest = check(page, picture.width, picture.height)
        taken.append(Photograph(page.screenshot(type="png"), smallest))
    page.close()
    return taken


def _installed() -> Path:
    found = program.find()
    if isinstance(found, Path):
        return found
    raise BrowserMissingError(str(found))
