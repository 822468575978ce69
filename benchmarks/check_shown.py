"""Measures `deckbuild check` with a browser: a deck of 100 slides, every other one with a fragment.

    make bench, or: python benchmarks/check_shown.py [RUNS]

Prints the median wall time (s): with nothing known, with one slide edited before each run, and with all slides known;
each with its goal behind it. The start of Python, the build and the start of the browser are in it.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.check import run
from benchmarks.decks import write_text_deck

SLIDES = 100
GOALS = {"nothing known": 10, "one edited": 2, "all known": 2}  # seconds


def measured(root: Path, deck: Path, kind: str, number: int) -> float:
    """Return how long one run of a ``kind`` takes (s)."""
    if kind == "one edited":
        text = deck.read_text(encoding="utf-8")
        deck.write_text(text.replace("## Slide 50", f"## Slide 50, {number}", 1), encoding="utf-8")
    return run(root, "check", "--browser", *(["--no-cache"] if kind == "nothing known" else [])).wall


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        deck = write_text_deck(Path(folder), SLIDES)
        run(Path(folder), "check", "--browser")
        for kind, goal in GOALS.items():
            times = [measured(Path(folder), deck, kind, number) for number in range(runs)]
            print(f"{kind:<16}{statistics.median(times):>8.1f} / {goal}", flush=True)


if __name__ == "__main__":
    main()
