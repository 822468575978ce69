"""Measures what formulas cost: a deck of 1,000 of them on 250 slides, and the same with plain text in their place.

    make bench, or: python benchmarks/formulas.py [RUNS]

Prints the median wall time of `deckbuild build` (s), cold and with all slides kept, and how much more the formulas
take, with the goal; and the same in time of the processor, which other work on the machine changes less. No two
formulas are the same.
"""

from __future__ import annotations

import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
_NOT_ALONE = re.compile(r"\\(?:begin|newcommand|def|let|DeclareMathOperator|label|tag)(?![a-z])")
SLIDES, ON_A_SLIDE = 250, 4
GOALS = {"cold": 1.5, "kept": 0.1}  # seconds more than the same deck of plain text


class Times(NamedTuple):
    """How long a build takes, by the clock and of the processor (s)."""

    wall: float
    processor: float


def write_deck(root: Path, *, with_formulas: bool) -> Path:
    """Write a project with the deck; return the deck's file."""
    known = json.loads((ROOT / "tests" / "data" / "formulas.json").read_text(encoding="utf-8"))
    texts = [each["tex"] for each in known if not _NOT_ALONE.search(each["tex"])]
    slides = [
        f"## Slide {number}\n\n"
        + "\n\n".join(_part(texts, number * ON_A_SLIDE + at, with_formulas) for at in range(ON_A_SLIDE))
        for number in range(SLIDES)
    ]
    path = root / "slides" / "talk.md"
    path.parent.mkdir(parents=True)
    path.write_text("\n\n!SUB\n\n".join(slides) + "\n", encoding="utf-8")
    return path


def _part(texts: list[str], number: int, with_formulas: bool) -> str:
    formula = f"{texts[number % len(texts)]} + {number}"
    return f"Here is $ {number}:\n\n$$\n{formula}\n$$" if with_formulas else f"Here is $ {number}:\n\n`{formula}`"


def build(root: Path, *options: str) -> Times:
    """Build the deck; return how long that takes."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-m", "deckbuild", "build", *options]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=root, env=environment)
    wall, now = perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Times(wall, now.ru_utime + now.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    """Print the tables."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        decks = {
            kind: write_deck(Path(folder, kind), with_formulas=kind == "formulas") for kind in ("text", "formulas")
        }
        for name, options in (("cold", ["--no-cache"]), ("kept", [])):
            times: dict[str, list[Times]] = {kind: [] for kind in decks}
            for _ in range(runs + 1):
                for kind, path in decks.items():
                    times[kind].append(build(path.parents[1], *options))
            print(f"{name:<10}{'text':>8}{'formulas':>10}{'more':>8}")
            for at, unit in enumerate(Times._fields):
                text, formulas = (statistics.median(each[at] for each in times[kind][1:]) for kind in decks)
                goal = f" / {GOALS[name]:g}" if unit == "wall" else ""
                print(f"  {unit:<10}{text:>6.2f}{formulas:>10.2f}{formulas - text:>8.2f}{goal}", flush=True)


if __name__ == "__main__":
    main()
