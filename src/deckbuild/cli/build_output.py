"""Writes the decks that were built, if they are good, and shows what is wrong with them."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from deckbuild.cli import options, weight_report
from deckbuild.diagnostics import terminal
from deckbuild.files import atomic
from deckbuild.pipeline.output import refuse_source
from deckbuild.pipeline.start_page import start_page
from deckbuild.project import discovery, loader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.pipeline.built_deck import Build

_WIDEST = 100  # columns of a table
_WORTH_TELLING = 100_000  # bytes of a page


class Output:
    """One run of the command: writes what is good, shows what is not, and counts."""

    def __init__(
        self, read: loader.Project, builds: Sequence[Build], folder: Path, *, strict: bool, verbose: bool
    ) -> None:
        self.read, self.folder, self.strict, self.verbose = read, folder, strict, verbose
        self.found: list[Diagnostic] = []
        self.unwritten: list[str] = []
        self.cleared: set[Path] = set()
        self.width = max((len(made.name) for made in builds), default=0) + len(".html")
        every = [*read.diagnostics, *(each for made in builds for each in made.diagnostics)]
        once = list(dict.fromkeys(every))  # decks that share a chapter share its problems
        self.shown = {id(each) for each in terminal.first(self._told(once))}
        self.show(read.diagnostics)
        # What keeps every deck from being written: with settings that were not understood it would be another one than
        # its author means.
        self.against_all = self._failing([each for each in read.diagnostics if each.rule != discovery.BAD_NAME])

    def show(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Print those diagnostics that are among the first of the whole build, and keep all for the exit code."""
        options.show([each for each in diagnostics if id(each) in self.shown], self.read.root)
        self.found += self._told(diagnostics)

    def late(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Print what came to light when all decks were built."""
        self.shown |= {id(each) for each in self._told(diagnostics)}
        self.show(diagnostics)

    def deck(self, made: Build) -> None:
        """Write a deck if it is good."""
        if self.is_good(made):
            slides = f"{made.slide_count} slide{'s' * (made.slide_count != 1)}"
            self.files({**made.linked, f"{made.name}.html": made.html}, slides)

    def is_good(self, made: Build) -> bool:
        """Show what is wrong with a deck, and return whether it may be written."""
        self.show(made.diagnostics)
        failing = [*self.against_all, *self._failing(made.diagnostics)]
        if failing:
            click.echo(f"{made.name} is not written: {terminal.summary(failing)}", err=True)
        return not failing

    def files(self, contents: Mapping[str, str | bytes], about: str) -> None:
        """Write files by their paths, the last one if all others could be written; say something ``about`` that."""
        *others, last = contents
        written = [self._write(name, contents[name]) for name in others]
        if all(written):
            self._write(last, contents[last], about)

    def table(self, made: Build) -> None:
        """Print what a page is made of, if there is one."""
        if made.html:
            links = any(each.link for each in made.files)
            click.echo(weight_report.table(f"{made.name}.html", made.weights, _terminal(), links=links))

    def index(self, builds: Sequence[Build]) -> None:
        """Write the page that lists the decks, those included whose last good page stays.

        A deck that is called index is the author's own start page.
        """
        # The system has no file for some names, which are too long; `Path.exists` would raise.
        there = [made for made in builds if os.path.exists(self.folder / f"{made.name}.html")]  # noqa: PTH110
        if not there or "index" in [made.name for made in there]:
            return
        html, wrong = start_page(self.read, there)
        self.late(wrong)
        if not self._failing(wrong):
            self._write("index.html", html, "the list of decks")

    def finish(self) -> int:
        """Return the exit code; what could not be written is a usage error, after all else is."""
        more = terminal.count(dict.fromkeys(self.found)) - len(self.shown)
        if more:
            click.echo(f"and {more} more", err=True)
        if self.unwritten:
            raise options.UsedWrongly("\n".join(f"error: {reason}" for reason in self.unwritten))
        return 1 if self._failing(self.found) else 0

    def _failing(self, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Return those of ``diagnostics`` that fail the build."""
        return [each for each in diagnostics if each.fails(strict=self.strict)]

    def _told(self, diagnostics: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
        """Return those of ``diagnostics`` that are shown: information only when it is asked for."""
        return diagnostics if self.verbose else terminal.faults(diagnostics)

    def _write(self, name: str, content: str | bytes, about: str = "") -> bool:
        """Write a file of the output, and return whether that was possible; with something ``about`` it, say so."""
        target = self.folder / name
        try:
            refused = f"{_short(target)} is a file that the deck is made of; use --output"
            refuse_source(target, self.read.reader.sources(), refused)
            self._clear(target.parent)
            atomic.write(target, content)
        except atomic.CannotWrite as error:
            self.unwritten.append(str(error))
            return False
        if about:
            shown = click.style(str(_short(target)), bold=True)
            size = f", {len(content) / 1e6:.1f} MB" if len(content) > _WORTH_TELLING else ""
            click.echo(f"{shown}{' ' * (self.width - len(name))}  {about}{size}")
        return True

    def _clear(self, folder: Path) -> None:
        """Remove what killed runs have left in ``folder``, once in a run: it may hold thousands of files."""
        if folder not in self.cleared:
            self.cleared.add(folder)
            atomic.clear(folder)


def _terminal() -> int:
    """Return the columns of the terminal, 0 for what is none or cannot show bars."""
    try:
        "█…".encode(sys.stdout.encoding)
    except UnicodeError:
        return 0
    return min(shutil.get_terminal_size().columns, _WIDEST) if sys.stdout.isatty() else 0


def _short(path: Path) -> Path:
    """Return ``path`` from the current folder when it lies there."""
    try:
        here = Path.cwd()
    except OSError:  # it is gone
        return path
    real = Path(os.path.realpath(path))
    return real.relative_to(here) if real.is_relative_to(here) else path
