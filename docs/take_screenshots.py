"""Takes the pictures of README.md and of docs/: `python docs/take_screenshots.py`."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

from deckbuild.browser import session
from deckbuild.files import atomic
from deckbuild.pipeline import theme_page
from tests import chromium
from tests.serve.serving import serving

PROJECT = ("slides", "images", "templates", "deckbuild.yml")
SCREEN: ViewportSize = {"width": 1280, "height": 720}
COLOURS = 256  # of a picture: a third of the bytes of one with all, and nobody sees it
PATIENCE = 120_000  # ms; the page of all themes has 66 frames


def take(page: Page, name: str, width: int = 0, way: Image.Quantize = Image.Quantize.MEDIANCUT) -> None:
    """Write what ``page`` shows to ``name``.png, scaled to ``width`` px if given; ``way`` chooses its colours."""
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    if width:
        picture = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
    few = picture.quantize(COLOURS, way, dither=Image.Dither.NONE)
    few.save(HERE / f"{name}.png", optimize=True)


def opened(page: Page, address: str) -> None:
    """Open a deck, and leave out what the preview would tell of it."""
    page.goto(address)
    page.wait_for_function("window.Reveal?.isReady()", timeout=PATIENCE)


def deck(page: Page, url: str) -> None:
    """Show a slide of the example deck, and all of them."""
    opened(page, f"{url}transformers.html#/0/3")
    page.locator("deckbuild-problems").evaluate("problems => problems.remove()")
    take(page, "deck")
    page.keyboard.press("Escape")
    take(page, "overview", 960)


def mistake(page: Page, url: str, source: Path) -> None:
    """Show what the preview tells of a misspelt picture and a misspelt directive."""
    opened(page, f"{url}transformers.html#/0/3")
    text = source.read_text(encoding="utf-8")
    text = text.replace("images/transformer_explained.png", "images/transformer_explaned.png", 1)
    source.write_text(text.replace('.element width="75%"', '.elment width="75%"'), encoding="utf-8")
    page.locator("deckbuild-problems .counter.warning").click(timeout=PATIENCE)
    page.keyboard.press("Tab")
    take(page, "serve")


def start(page: Page, url: str) -> None:
    """Show the list of decks."""
    page.goto(url)
    ready(page)
    page.locator("deckbuild-problems").evaluate("problems => problems.remove()")
    take(page, "start", 960)


def themes(page: Page, folder: Path) -> None:
    """Show the slides of `deckbuild themes --open`."""
    for name, html in theme_page.pages():
        atomic.write(folder / f"{name}.html", html)
    page.goto((folder / "index.html").as_uri(), timeout=PATIENCE)
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": SCREEN["width"], "height": height})
    page.locator("iframe").last.scroll_into_view_if_needed()
    ready(page)
    take(page, "themes", 800, Image.Quantize.FASTOCTREE)  # the other way takes small accents for grey


def ready(page: Page) -> None:
    """Wait for the decks in the frames of ``page``; one that is not seen draws nothing, and is asked by the clock."""
    page.wait_for_function("count => window.length === count", arg=page.locator("iframe").count())
    for frame in page.main_frame.child_frames:
        frame.wait_for_function("window.Reveal?.isReady()", timeout=PATIENCE, polling=100)
        frame.evaluate("document.fonts.ready.then(() => true)")


def main() -> None:
    """Take all, of a copy of the example project."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder, "project")
        root.mkdir()
        for each in (HERE.parent / name for name in PROJECT):
            (shutil.copytree if each.is_dir() else shutil.copy)(each, root / each.name)
        browser = playwright.chromium.launch(executable_path=chromium.get(), args=session.arguments())
        page = browser.new_page(viewport=SCREEN, color_scheme="light")
        with serving(root) as server:
            deck(page, server.url)
            start(page, server.url)
            mistake(page, server.url, root / "slides" / "transformers.md")
        themes(page, Path(folder, "themes"))
        browser.close()


if __name__ == "__main__":
    main()
