"""Measures `deckbuild check` without a browser: a deck of 1,000 slides, beside the build of the same deck.

    make bench, or: python benchmarks/check.py [RUNS]

Prints the median wall time (s) and the median time of the processor (s), which other work on the machine changes less:
with nothing known, with all slides known, and with one slide edited before each run. The goal is that of all known.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.decks import write_text_deck

SLIDES = 1000
GOAL = 1.0  # seconds for all slides, when they are known
COMMANDS = {"build": ["build"], "check": ["check", "--no-browser"]}


class Times(NamedTuple):
    """How long a command takes, by the clock and of the processor (s)."""

    wall: float
    processor: float


def run(root: Path, *words: str) -> Times:
    """Run `deckbuild` with these words in a project; return how long that takes."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    subprocess.run(
        [sys.executable, "-m", "deckbuild", *words], check=True, capture_output=True, cwd=root, env=environment
    )
    wall, now = perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Times(wall, now.ru_utime + now.ru_stime - before.ru_utime - before.ru_stime)


def measured(root: Path, deck: Path, kind: str, words: list[str], number: int) -> Times:
    """Return how long one run of a ``kind`` takes."""
    if kind == "edited":
        text = deck.read_text(encoding="utf-8")
        deck.write_text(text.replace("## Slide 500", f"## Slide 500, {number}", 1), encoding="utf-8")
    return run(root, *words, *(["--no-cache"] if kind == "nothing known" else []))


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "project")
        deck = write_text_deck(root, SLIDES)
        for words in COMMANDS.values():
            run(root, *words)
        print(f"{SLIDES} slides{'':<12}{'build':>16}{'check':>16}   (s: wall, processor)")
        for kind in ("nothing known", "all known", "edited"):
            times: dict[str, list[Times]] = {name: [] for name in COMMANDS}
            for number in range(runs):
                for name, words in COMMANDS.items():
                    times[name].append(measured(root, deck, kind, words, number))
            middle = {
                name: [statistics.median(each) for each in zip(*found, strict=True)] for name, found in times.items()
            }
            shown = "".join(f"{wall:>10.2f}{processor:>6.2f}" for wall, processor in middle.values())
            print(f"{kind:<23}{shown}{f'   goal: {GOAL:g} s' if kind == 'all known' else ''}", flush=True)


if __name__ == "__main__":
    main()
