"""Measures the command line from the outside: its start, and builds of the example deck.

    make bench, or: python benchmarks/start_and_build.py [RUNS]

Prints the median in seconds, and the ratio to a bare `python -c pass` in the same run: the ratio says more.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
DECKBUILD = [sys.executable, "-m", "deckbuild"]


def median(command: list[str], runs: int) -> float:
    """Return the median wall time of `command` (s); each run begins after the last one has ended."""
    times = []
    # Python keeps what it has compiled, as pip does for what it installs: else each run compiles all of ours anew.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    for _ in range(runs):
        began = perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)
        times.append(perf_counter() - began)
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    with tempfile.TemporaryDirectory() as folder:
        build = [*DECKBUILD, "build", "slides/transformers.md", "--output", folder]
        work = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "deckbuild --version": [*DECKBUILD, "--version"],
            "deckbuild --help": [*DECKBUILD, "--help"],
            "deckbuild build, all known": build,
            "deckbuild build, nothing known": [*build, "--no-cache"],
        }
        bare = 0.0
        for name, command in work.items():
            seconds = median(command, runs)
            bare = bare or seconds
            print(f"{name:<30}{seconds:7.3f} s{seconds / bare:7.1f} x")


if __name__ == "__main__":
    main()
