"""Takes the two screenshots of the README: `python docs/take_screenshots.py`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from playwright.sync_api import Page, sync_playwright

from deckbuild.browser import session
from tests import chromium
from tests.serve.serving import serving


def deck(page: Page, url: str) -> None:
    """Show a slide of the example deck."""
    page.goto(f"{url}transformers.html#/0/3")
    page.wait_for_function("window.Reveal?.isReady()")
    page.locator("deckbuild-problems").evaluate("problems => problems.remove()")
    page.screenshot(path=HERE / "deck.png", animations="disabled")


def mistake(page: Page, source: Path) -> None:
    """Show the preview with a misspelt picture and a misspelt directive."""
    page.reload()
    page.wait_for_function("window.Reveal?.isReady()")
    text = source.read_text(encoding="utf-8")
    text = text.replace("images/transformer_explained.png", "images/transformer_explaned.png", 1)
    source.write_text(text.replace('.element width="75%"', '.elment width="75%"'), encoding="utf-8")
    page.locator("deckbuild-problems .over").wait_for()
    page.screenshot(path=HERE / "serve.png", animations="disabled")


def main() -> None:
    """Take both, of a copy of the example project."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        for name in ("slides", "images"):
            shutil.copytree(HERE.parent / name, root / name)
        browser = playwright.chromium.launch(executable_path=chromium.get(), args=session.arguments())
        page = browser.new_page(viewport={"width": 1200, "height": 750}, color_scheme="light")
        with serving(root) as server:
            deck(page, server.url)
            mistake(page, root / "slides" / "transformers.md")
        browser.close()


if __name__ == "__main__":
    main()
