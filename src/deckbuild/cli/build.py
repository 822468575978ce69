"""`deckbuild build`: writes each deck as one HTML file, and a page that lists them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from deckbuild import build, output, project, report
from deckbuild.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deckbuild.diagnostics import Diagnostic
    from deckbuild.slides import Slide

_PATIENCE = 1.0  # seconds without a progress bar


@click.command("build")
@options.project_options
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="The folder to write to; dist/ in the project by default."
)
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@options.untrusted
def build_command(
    path: Path, theme: str | None, assignments: tuple[str, ...], output: Path | None, strict: bool, untrusted: bool
) -> int:
    """Write each deck of the project at PATH as one HTML file that opens without a network.

    PATH is a folder with slides/ in it, or a single Markdown file; the current folder by default. Beside the decks
    index.html lists them. A deck with errors is not written: the last good one stays.

    \b
    Exit codes: 0 done, 1 problems found, 2 used wrongly.
    """  # noqa: D301 -- click wants the character \b itself
    root, only = options.find(path)
    read = project.read(root, only, options.overrides(theme, assignments), untrusted=untrusted)
    run = _Run(read, output or root / "dist", strict)
    builds = list(build.build(read, _with_progress))
    for made in builds:
        run.deck(made)
    if not only and not run.may_not_write:
        run.index(builds)
    return run.finish()


class _Run:
    """One run of the command: writes what is good, shows what is not, and counts."""

    def __init__(self, read: project.Project, folder: Path, strict: bool) -> None:
        self.read, self.folder, self.strict = read, folder, strict
        self.found: list[Diagnostic] = []
        self.unwritten: list[str] = []
        self.show(read.diagnostics)
        # With settings that were not understood, every deck would be another one than its author means.
        self.may_not_write = bool(self._failing([each for each in read.diagnostics if each.rule != project.BAD_NAME]))

    def show(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Print diagnostics, and keep them for the exit code."""
        options.show(diagnostics, self.read.root)
        self.found += diagnostics

    def deck(self, made: build.Build) -> None:
        """Write a deck if it is good."""
        self.show(made.diagnostics)
        if self.may_not_write or self._failing(made.diagnostics):
            found = report.summary(made.diagnostics) or "the project has problems"
            click.echo(f"{made.name} is not written: {found}", err=True)
        else:
            slides = f"{made.slides} slide{'s' * (made.slides != 1)}"
            self._write(f"{made.name}.html", made.html, slides)

    def index(self, builds: Sequence[build.Build]) -> None:
        """Write the page that lists the decks, those included whose last good page stays.

        A deck that is called index is the author's own start page.
        """
        there = [made for made in builds if (self.folder / f"{made.name}.html").exists()]
        if not there or "index" in [made.name for made in there]:
            return
        html, wrong = build.start_page(self.read, there)
        self.show(wrong)
        if not self._failing(wrong):
            self._write("index.html", html, "the list of decks")

    def finish(self) -> int:
        """Return the exit code; what could not be written is a usage error, after all else is."""
        if self.unwritten:
            raise options.UsedWrongly("\n".join(f"error: {reason}" for reason in self.unwritten))
        return 1 if self._failing(self.found) else 0

    def _failing(self, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Return those of ``diagnostics`` that fail the build."""
        return [each for each in diagnostics if each.is_error or self.strict]

    def _write(self, name: str, html: str, about: str) -> None:
        target = self.folder / name
        try:
            if os.path.realpath(target) in map(os.path.realpath, self.read.gate.asked):
                raise output.CannotWrite(f"{_short(target)} is a file that the deck is made of; use --output")
            output.write(target, html)
        except output.CannotWrite as error:
            self.unwritten.append(str(error))
            return
        shown = click.style(str(_short(target)), bold=True)
        click.echo(f"{shown}  {about}, {len(html) / 1e6:.1f} MB" if len(html) > 1e5 else f"{shown}  {about}")


def _short(path: Path) -> Path:
    """Return ``path`` from the current folder when it lies there."""
    here = Path.cwd()
    real = Path(os.path.realpath(path))
    return real.relative_to(here) if real.is_relative_to(here) else path


def _with_progress(every: Sequence[Slide], name: str) -> Iterable[Slide]:
    """Yield the slides; on a terminal a bar appears when they take longer than a second."""
    started = monotonic()
    for done, slide in enumerate(every):
        if sys.stderr.isatty() and monotonic() - started > _PATIENCE:
            with click.progressbar(every[done:], label=name, file=sys.stderr) as rest:
                yield from rest
            return
        yield slide
