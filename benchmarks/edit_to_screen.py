"""Measures the live preview in Chromium: from the write of an edit to the first frame with the new text.

    make bench, or: python benchmarks/edit_to_screen.py [EDITS]

Prints a line for the example deck, for one of 1,000 formulas in which one is edited, and for decks of text and of
pictures with 30, 1,000 and 5,000 slides: the median and the 95th percentile (ms), each with its goal behind it; how
often the page was loaded anew, and how often slide or fragment step were others afterwards.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from time import sleep, time
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import decks, formulas
from deckbuild.browser import session
from tests import chromium
from tests.serve.serving import LISTENING, serving

GOALS = {30: 40, 1000: 60, 5000: 120}  # slides: median (ms); the 95th percentile may be twice as much
IN_A_FORMULA = 100  # the same for a formula
PAUSE = 0.3  # seconds between two edits: an author's hands are slower

# Resolves when the slide shown has the heading and its frame is drawn: a message comes behind the frame's work.
_SHOWN = """heading => {
  const headings = () => [...Reveal.getCurrentSlide().querySelectorAll("h2")];
  const isShown = () => headings().some((each) => each.textContent === heading);
  const drawn = () => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
  window.shown = (async () => {
    do await new Promise(requestAnimationFrame); while (!isShown());
    await drawn();
    return Date.now();
  })();
}"""
_GO_TO = """heading => {
  const all = [...document.querySelectorAll(".slides h2")];
  const slide = all.find((each) => each.textContent === heading).closest("section");
  const { h, v } = Reveal.getIndices(slide);
  Reveal.slide(h, v, 0);
}"""


class Row(NamedTuple):
    """What was measured on one deck; times in ms, sorted."""

    name: str
    goal: int
    times: list[float]
    reloads: int
    moves: int

    def __str__(self) -> str:
        last = self.times[min(len(self.times) - 1, round(0.95 * len(self.times)))]
        middle = statistics.median(self.times)
        goals = f"{middle:>8.0f} / {self.goal:<4}{last:>8.0f} / {2 * self.goal:<4}"
        return f"{self.name:<26}{goals}{self.reloads:>9}{self.moves:>8}"


def measure(browser: Browser, name: str, path: Path, goal: int, edits: int, *, in_formula: bool = False) -> Row:
    """Edit the heading of the slide in the middle, which is shown, again and again, or a formula in it."""
    page = browser.new_page(viewport={"width": 960, "height": 700})
    page.add_init_script(LISTENING)
    with serving(path.parents[1]) as server:
        page.goto(f"{server.url}{path.stem}.html")
        page.wait_for_function("window.connected && Reveal.isReady()")
        page.evaluate("window.isFirst = true")
        text = path.read_text(encoding="utf-8")
        heading = text.split("\n## ")[(text.count("\n## ") + 1) // 2].split("\n")[0]
        page.evaluate(_GO_TO, heading)
        times, moves, reloads = [], 0, 0
        for number in range(edits + 1):
            before = page.evaluate("Reveal.getIndices()")
            new, shown = (f"$y_{{{number}}}$", f"y{number}") if in_formula else (f"Edit {number}",) * 2
            times.append(_edit(page, path, text.replace(f"\n## {heading}\n", f"\n## {new}\n"), shown))
            moves += page.evaluate("Reveal.getIndices()") != before
            reloads += not page.evaluate("Boolean(window.isFirst)")
            page.evaluate("window.isFirst = true")
            sleep(PAUSE)
    page.close()
    return Row(name, goal, sorted(times[1:]), reloads, moves)  # the first one warms up what an author has warm


def _edit(page: Page, path: Path, text: str, heading: str) -> float:
    """Write the deck; return how long it takes until the page shows it (ms)."""
    page.evaluate(_SHOWN, heading)
    began = time()
    path.write_text(text, encoding="utf-8")
    return float(page.evaluate("window.shown")) - began * 1000


def main() -> None:
    """Print the table."""
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    print(f"{f'{edits} edits (ms)':<26}{'median / goal':>15}{'95 % / goal':>15}{'reloads':>9}{'moves':>8}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.get(), args=session.arguments())
        root = Path(folder, "example")
        for name in ("slides", "images"):
            shutil.copytree(ROOT / name, root / name)
        print(measure(browser, "example deck", root / "slides" / "transformers.md", GOALS[30], edits), flush=True)
        path = formulas.write_deck(Path(folder, "formulas"), with_formulas=True)
        print(measure(browser, "1,000 formulas", path, IN_A_FORMULA, edits, in_formula=True), flush=True)
        for kind, write in (("text", decks.write_text_deck), ("pictures", decks.write_picture_deck)):
            for slides, goal in GOALS.items():
                path = write(Path(folder, f"{kind}-{slides}"), slides)
                print(measure(browser, f"{kind}, {slides:,} slides", path, goal, edits), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
