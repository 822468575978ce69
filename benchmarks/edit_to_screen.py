"""Measures the live preview in Chromium: from the write of an edit to the first frame with the new text.

    make bench, or: python benchmarks/edit_to_screen.py [EDITS]

Prints a line for the example deck (2.9 MB of pictures) and for decks of 30, 300 and 1,000 slides: the median and the
95th percentile (ms), how often the page was loaded anew, and how often slide or fragment step were others afterwards.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import sleep, time

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page, sync_playwright

from tests import chromium
from tests.serve.serving import LISTENING, serving

SLIDES = (30, 300, 1000)
PAUSE = 0.3  # seconds between two edits: an author's hands are slower


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured on one deck."""

    name: str
    times: list[float]  # ms, sorted
    reloads: int
    moves: int

    def __str__(self) -> str:
        last = self.times[min(len(self.times) - 1, round(0.95 * len(self.times)))]
        middle = statistics.median(self.times)
        return f"{self.name:<24}{middle:>8.0f}{last:>8.0f}{self.reloads:>9}{self.moves:>8}"


def deck(slides: int) -> str:
    """Return a deck as authors write them: a list with fragments, code, a table, notes; five slides to a stack."""
    texts = [_slide(number) for number in range(slides)]
    return "".join(f"{'!SLIDE' if number % 5 == 0 else '!SUB'}\n\n{text}\n" for number, text in enumerate(texts))


def _slide(number: int) -> str:
    items = [f'- point {number} <!-- .element: class="fragment" -->', "- another with *emphasis* and `code`"]
    kinds = [
        "```python\ndef attention(query, keys):\n    return softmax(query @ keys.T)\n```",
        "| a | b |\n| - | - |\n| 1 | 2 |",
        "Some words about **queries** and keys, with a [link](https://example.com).",
    ]
    return "\n\n".join([f"## Slide {number}", "\n".join(items), kinds[number % 3], "!NOTE\n\nAsk who has read it."])


def measure(browser: Browser, name: str, root: Path, path: Path, edits: int) -> Row:
    """Edit the slide in the middle, which is shown, again and again."""
    page = browser.new_page(viewport={"width": 960, "height": 700})
    page.add_init_script(LISTENING)
    with serving(root) as server:
        page.goto(f"{server.url}{path.stem}.html")
        page.wait_for_function("window.connected && Reveal.isReady()")
        page.evaluate("window.isFirst = true")
        text = path.read_text(encoding="utf-8")
        heading = text.split("\n## ")[(text.count("\n## ") + 1) // 2].split("\n")[0]
        page.evaluate(
            """heading => {
              const all = [...document.querySelectorAll(".slides h2")];
              const slide = all.find((each) => each.textContent === heading).closest("section");
              const { h, v } = Reveal.getIndices(slide);
              Reveal.slide(h, v, 0);
            }""",
            heading,
        )
        times, moves, reloads = [], 0, 0
        for number in range(edits + 1):
            before = page.evaluate("Reveal.getIndices()")
            times.append(_edit(page, path, text.replace(f"\n## {heading}\n", f"\n## Edit {number}\n")))
            moves += page.evaluate("Reveal.getIndices()") != before
            reloads += not page.evaluate("Boolean(window.isFirst)")
            page.evaluate("window.isFirst = true")
            sleep(PAUSE)
    page.close()
    return Row(name, sorted(times[1:]), reloads, moves)  # the first one warms up what an author has warm


def _edit(page: Page, path: Path, text: str) -> float:
    """Write the deck; return how long it takes until the page shows it (ms)."""
    heading = text[text.index("\n## Edit ") + 4 :].split("\n", maxsplit=1)[0]
    shown = f"[...document.querySelectorAll('.slides h2')].some(each => each.textContent === '{heading}')"
    waiting = f"(async () => {{ while (!({shown})) await new Promise(requestAnimationFrame); return Date.now(); }})()"
    page.evaluate(f"window.shown = {waiting}; 0")
    began = time()
    path.write_text(text, encoding="utf-8")
    return float(page.evaluate("window.shown")) - began * 1000


def main() -> None:
    """Print the table."""
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    print(f"{'edit to screen':<24}{'median':>8}{'95 %':>8}{'reloads':>9}{'moves':>8}   ({edits} edits, ms)")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.get(), args=chromium.arguments())
        root = Path(folder, "example")
        for name in ("slides", "images"):
            shutil.copytree(ROOT / name, root / name)
        print(measure(browser, "example deck", root, root / "slides" / "transformers.md", edits), flush=True)
        for slides in SLIDES:
            path = Path(folder, str(slides), "slides", "talk.md")
            path.parent.mkdir(parents=True)
            path.write_text(deck(slides), encoding="utf-8")
            print(measure(browser, f"{slides} slides", path.parents[1], path, edits), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
