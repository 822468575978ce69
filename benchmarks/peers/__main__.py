"""Measures deckbuild against its peers on this machine, and prints one table.

    make bench-peers, or: python -m benchmarks.peers [--install] [--runs N] [--only WORD]

`--install` brings the peers first, `--only` picks rows. A peer that is not installed is named and left out. The tools
take turns, each behind each other one as often, so that a busy moment hits all of them. benchmarks/README.md tells how
each peer is set up.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.peers import decks, tools
from benchmarks.peers.measure import Run, in_turn, run, run_watched

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.peers.decks import Deck
    from benchmarks.peers.tools import Tool

BARE = "python -c pass"
OURS = "deckbuild"


@dataclass(frozen=True, slots=True)
class Goal:
    """What ours must be: at most ``times`` what ``peer`` takes, or at most that many if there is no peer."""

    times: float
    peer: str = ""

    def told(self, figures: dict[str, float]) -> str:
        """Say the goal, and what is reached."""
        if not self.peer:
            return f"≤ {self.times:g}: {figures[OURS]:.0f}"
        if self.peer not in figures:
            return f"≤ {self.times:g} x {self.peer}, which is missing"
        return f"≤ {self.times:g} x {self.peer}: {figures[OURS] / figures[self.peer]:.2f}"


class Bench:
    """The folder in which all decks are built, the tools that are there, and how often each thing is done."""

    def __init__(self, folder: Path, runs: int) -> None:
        self.folder, self.runs = folder, runs
        self.tools = [tool for tool in tools.TOOLS if tool.is_there]
        # Python keeps what it has compiled, as pip does for what it installs: else each run compiles all of ours anew.
        kept = {"PYTHONDONTWRITEBYTECODE": ""}
        self.environment = {**os.environ, **kept, "PYTHONPATH": str(tools.ROOT / "src")}

    def _turns(self, step: Callable[[Tool, int], Run], runs: int) -> dict[str, list[Run]]:
        done: dict[str, list[Run]] = {tool.name: [] for tool in self.tools}
        for turn in range(runs):
            for tool in in_turn(self.tools, turn):
                done[tool.name].append(step(tool, turn))
        return done

    def version(self) -> dict[str, float]:
        """Print the version (s), and what Python takes to do nothing."""
        found = _medians(self._turns(lambda tool, _: run(tool.version(), self.folder, self.environment), self.runs))
        return {
            **found,
            BARE: statistics.median(run([sys.executable, "-c", "pass"], self.folder).seconds for _ in range(11)),
        }

    def cold(self, deck: Deck) -> dict[str, float]:
        """Build a deck (s) of which nothing is known."""
        return _medians(self._turns(lambda tool, _: self._built(tool, deck, run), self.runs))

    def cold_on_one_core(self, deck: Deck) -> dict[str, float]:
        """Build a deck (s) as `cold` does, with one core for all processes."""
        cores = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {min(cores)})
        try:
            return self.cold(deck)
        finally:
            os.sched_setaffinity(0, cores)

    def peak(self, deck: Deck) -> dict[str, float]:
        """Build a deck once, and return the memory that it took (MB)."""
        done = self._turns(lambda tool, _: self._built(tool, deck, run_watched), 1)
        return {name: each[0].peak for name, each in done.items()}

    def warm(self, deck: Deck) -> dict[str, float]:
        """Build a deck (s) of which one slide has changed since it was built."""
        for tool in self.tools:
            self._built(tool, deck, run)

        def edit(tool: Tool, turn: int) -> Run:
            folder = self._deck(tool, deck)
            text = decks.text(tool.dialect, deck, f"Edit {turn}")
            (folder / tool.inside / "deck.md").write_text(text, encoding="utf-8")
            return run(tool.build(), folder, self.environment)

        return _medians(self._turns(edit, self.runs))

    def work_again(self, deck: Deck) -> dict[str, float]:
        """Build a deck again (ms of the processor) that has not changed: ours, and ours of an earlier commit."""
        ours = self.tools[0]
        programs = {OURS: tools.ROOT / "src", tools.EARLIER: tools.earlier()}
        done: dict[str, list[float]] = {name: [] for name in programs}
        for turn in range(self.runs + 1):  # the first one only warms
            for name in in_turn([*programs], turn):
                folder = self.folder / "again" / name
                if not folder.exists():
                    ours.write(folder, deck)
                work = run(ours.build(), folder, {**self.environment, "PYTHONPATH": str(programs[name])}).cpu
                done[name] += [work * 1000] if turn else []
        return {name: statistics.median(each) for name, each in done.items()}

    def opening(self, deck: Deck) -> dict[str, float]:
        """Open the page in Chromium, to reveal.js' ready (ms); not Marp's, which has no reveal.js."""
        from benchmarks.peers.opening import opening

        shown = {tool.name: self._page(tool, deck) for tool in self.tools if tool.page}
        return opening(shown, self.runs)

    def _page(self, tool: Tool, deck: Deck) -> Path:
        self._built(tool, deck, run)
        return self._deck(tool, deck) / tool.page

    def _deck(self, tool: Tool, deck: Deck) -> Path:
        folder = self.folder / tool.name.replace(" ", "") / deck.name
        if not folder.exists():
            tool.write(folder, deck)
        return folder

    def _built(self, tool: Tool, deck: Deck, runner: Callable[..., Run]) -> Run:
        folder = self._deck(tool, deck)
        for made in ("dist", "site", ".deckbuild"):
            shutil.rmtree(folder / made, ignore_errors=True)
        return runner(tool.build(), folder, self.environment)


EMBEDDED = "pandoc --embed-resources"
SECONDS, MILLISECONDS, MEGABYTES = "{:.2f} s", "{:.0f} ms", "{:.0f} MB"


class Row(NamedTuple):
    """A line of the table: what is done with which deck, how it is measured and written, and what ours should reach."""

    title: str
    measure: Callable[[Bench, Deck], dict[str, float]]
    deck: Deck
    shape: str
    goals: tuple[Goal, ...]


ROWS = (
    Row("--version", lambda bench, _: bench.version(), decks.EXAMPLE, SECONDS, (Goal(3, BARE),)),
    Row(
        "example deck, 13 slides, cold",
        Bench.cold,
        decks.EXAMPLE,
        SECONDS,
        (Goal(0.5, "reveal-md"), Goal(0.2, EMBEDDED)),
    ),
    Row("example deck, again, work", Bench.work_again, decks.EXAMPLE, MILLISECONDS, (Goal(0.85, tools.EARLIER),)),
    Row("1,000 slides, cold", Bench.cold, decks.THOUSAND, SECONDS, (Goal(0.5, "marp"),)),
    Row("1,000 slides, cold, on one core", Bench.cold_on_one_core, decks.THOUSAND, SECONDS, (Goal(1, "marp"),)),
    Row("1,000 slides, one edited, warm", Bench.warm, decks.THOUSAND, SECONDS, ()),
    Row("200 stacks with large pictures, cold", Bench.cold, decks.OF_PICTURES, SECONDS, (Goal(0.5, "marp"),)),
    Row(
        "200 stacks with large pictures, cold, on one core",
        Bench.cold_on_one_core,
        decks.OF_PICTURES,
        SECONDS,
        (Goal(1, "marp"),),
    ),
    Row("200 stacks with large pictures, one edited, warm", Bench.warm, decks.OF_PICTURES, SECONDS, ()),
    Row("5,000 slides, cold, peak memory", Bench.peak, decks.MANY, MEGABYTES, (Goal(300),)),
    Row("opening 1,000 slides in Chromium", Bench.opening, decks.THOUSAND, MILLISECONDS, (Goal(0.6, "pandoc"),)),
    Row("opening 200 stacks with large pictures", Bench.opening, decks.OF_PICTURES, MILLISECONDS, ()),
)


def _medians(done: dict[str, list[Run]]) -> dict[str, float]:
    return {name: statistics.median(each.seconds for each in runs) for name, runs in done.items()}


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Read the arguments, and print the table."""
    parser = argparse.ArgumentParser(description="Measure deckbuild against its peers.")
    parser.add_argument("--install", action="store_true", help="bring the peers first")
    parser.add_argument("--runs", type=int, default=5, help="runs of each; the median counts")
    parser.add_argument("--only", default="", help="a word of the rows to measure")
    asked = parser.parse_args()
    if asked.install:
        tools.install()
    for tool in tools.TOOLS:
        if not tool.is_there:
            print(f"{tool.name} is not installed: python -m benchmarks.peers --install", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="deckbuild-peers-") as folder:
        bench = Bench(Path(folder).resolve(), asked.runs)
        names = [*(tool.name for tool in bench.tools), BARE]
        print(_line(["work", *names, "goal for deckbuild"]))
        print(_line(["---"] * (len(names) + 2)))
        for row in ROWS:
            if asked.only in row.title:
                figures = row.measure(bench, row.deck)
                cells = [row.shape.format(figures[name]) if name in figures else "" for name in names]
                told = "; ".join(goal.told(figures) for goal in row.goals)
                print(_line([row.title, *cells, told]), flush=True)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error}\n{error.output.decode(errors='replace')}")
