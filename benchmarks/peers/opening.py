"""Opens pages in Chromium, and says how long each takes from the navigation to reveal.js' `ready` (ms).

Each page is opened in a profile of its own, from disk; the times are the page's own clock.
"""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.peers.measure import in_turn
from deckbuild.browser import session
from tests import chromium

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playwright.sync_api import Browser

_WATCH = "document.addEventListener('ready', () => { window.readyAt ??= performance.now(); }, true);"
_LONGEST = 120_000  # ms


def opening(pages: Mapping[str, Path], runs: int) -> dict[str, float]:
    """Return the median of ``runs`` openings (ms) of each page; they take turns, and the first turn only warms."""
    times: dict[str, list[float]] = {name: [] for name in pages}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.require(), args=session.arguments())
        for turn in range(runs + 1):
            for name in in_turn([*pages], turn):
                time = _open(browser, pages[name])
                if turn:
                    times[name].append(time)
        browser.close()
    return {name: statistics.median(each) for name, each in times.items()}


def _open(browser: Browser, path: Path) -> float:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.add_init_script(_WATCH)
    page = context.new_page()
    page.goto(path.as_uri(), wait_until="commit")
    time = page.wait_for_function("window.readyAt", timeout=_LONGEST).json_value()
    context.close()
    return float(time)
