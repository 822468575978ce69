"""Photographs drawings with a headless Chromium."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from font import page as page_of
from legibility import check
from picture import Picture
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-lcd-text",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
]


class BrowserMissingError(Exception):
    """No Chromium-like browser is on the path."""


class Photograph(NamedTuple):
    """The PNG bytes of one frame, and the size of its smallest text on the slide."""

    png: bytes
    smallest_text: float


@contextmanager
def camera() -> Iterator[Browser]:
    """Run a headless browser for as long as it is needed."""
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=_installed(), args=QUIET)
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


def _installed() -> str:
    for name in NAMES:
        place = shutil.which(name)
        if place:
            return place
    raise BrowserMissingError(f"none of {', '.join(NAMES)} is installed")
