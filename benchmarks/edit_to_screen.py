"""Measures the live preview in Chromium: from the write of an edit to the new text on the page.

    make bench, or: python benchmarks/edit_to_screen.py [EDITS]

Prints the median and the 95th percentile (ms) for the example deck (2.9 MB, 13 slides).
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from time import time

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, sync_playwright

from tests import chromium
from tests.serving import serving

CONNECTED = "addEventListener('LiveReloadConnect', () => window.connected = true, true)"


def edit(page: Page, deck: Path, number: int) -> float:
    """Change the first heading; return how long it takes until the page shows it (ms)."""
    page.wait_for_function("window.connected && Reveal.isReady()")
    lines = deck.read_text(encoding="utf-8").split("\n")
    began = time()
    deck.write_text("\n".join([f"# Edit {number}", *lines[1:]]), encoding="utf-8")
    shown = f"document.querySelector('.slides h1')?.textContent === 'Edit {number}' && performance.now()"
    since_load = page.wait_for_function(shown, polling="raf").json_value()
    return float(page.evaluate("performance.timeOrigin") + since_load - began * 1000)


def main() -> None:
    """Print the figures."""
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        for name in ("slides", "images"):
            shutil.copytree(ROOT / name, root / name)
        browser = playwright.chromium.launch(executable_path=chromium.get(), args=chromium.arguments())
        page = browser.new_page(viewport={"width": 960, "height": 700})
        page.add_init_script(CONNECTED)
        with serving(root) as server:
            page.goto(f"{server.url}transformers.html")
            times = sorted(edit(page, root / "slides" / "transformers.md", number) for number in range(edits))
        browser.close()
    last = times[min(len(times) - 1, round(0.95 * len(times)))]
    print(f"edit to screen, {edits} edits: median {statistics.median(times):.0f} ms, 95th percentile {last:.0f} ms")


if __name__ == "__main__":
    main()
