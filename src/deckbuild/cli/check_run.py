"""One run of `deckbuild check`: reads the project, builds its decks, checks them, and shows what is found."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from deckbuild.browser.program import NoBrowser, find
from deckbuild.browser.session import BrowserFailed
from deckbuild.check import checking
from deckbuild.check.finding import of_project
from deckbuild.check.shown import IN_PAGES, looking
from deckbuild.cli import options
from deckbuild.cli.build_run import builds_of, read
from deckbuild.diagnostics import terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from deckbuild.check.finding import Finding
    from deckbuild.cli.build_run import Wanted
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.pipeline.built_deck import Build
    from deckbuild.project.loader import Project


def run(wanted: Wanted) -> int:
    """Check the decks of a project, and print what is found; return the exit code."""
    project = read(wanted)
    builds = list(builds_of(project, wanted, lines=True))
    every = [*map(of_project, project.diagnostics), *(each for found in _found(builds, wanted) for each in found)]
    found = list(_once(every))
    shown = found if wanted.verbose else [each for each in found if not each.diagnostic.is_information]
    for each in shown:
        click.echo(terminal.one(each.diagnostic, options.prefix(project.root)))
    click.echo(_summary(builds, shown))
    return 1 if any(each.diagnostic.fails(strict=wanted.strict) for each in found) else 0


def with_findings(project: Project, wanted: Wanted, builds: Sequence[Build]) -> list[Build]:
    """Return decks with what the rules find in them: for `deckbuild build --check`, which tells it with the rest."""
    numbered = list(builds_of(project, wanted, lines=True))
    return [_with(made, found) for made, found in zip(builds, _found(numbered, wanted), strict=True)]


def _with(build: Build, found: Iterable[Finding]) -> Build:
    """Return a deck in which this was ``found``, what its build has found among it."""
    every = dict.fromkeys([*(each.diagnostic for each in found), *build.diagnostics])
    return build._replace(diagnostics=tuple(every))


def _found(builds: Sequence[Build], wanted: Wanted) -> list[list[Finding]]:
    """Return what is wrong with each of the decks that were built, in a browser too if that is wanted."""
    decks = checking.decks_of(builds)
    program = _program(wanted)
    try:
        shown = asyncio.run(looking.look(decks, program)) if program and IN_PAGES else [[] for _ in decks]
    except BrowserFailed as error:
        raise options.UsedWrongly(f"error: {error}; --no-browser does without one") from error
    return [checking.found_in(deck, found) for deck, found in zip(decks, shown, strict=True)]


def _program(wanted: Wanted) -> Path | None:
    """Return the program of a browser to look with; None without one, which a line tells, or where none is wanted."""
    if wanted.with_browser is False:
        return None
    found = find()
    if not isinstance(found, NoBrowser):
        return found
    if wanted.with_browser:
        raise options.UsedWrongly(f"error: {found}")
    click.echo(f"without a browser some rules are left out: {found}", err=True)
    return None


def _once(found: Iterable[Finding]) -> Iterable[Finding]:
    """Return what was ``found``, each but once: decks that share a chapter share what is wrong in it."""
    first: dict[Diagnostic, Finding] = {}
    for each in found:
        first.setdefault(each.diagnostic, each)
    return first.values()


def _summary(builds: Sequence[Build], found: Sequence[Finding]) -> str:
    """Return how much was looked at, and what was found in it."""
    decks, slides = len(builds), sum(each.slide_count for each in builds)
    looked = f"{decks} deck{'s' * (decks != 1)}, {slides} slide{'s' * (slides != 1)}"
    return f"{looked}: {terminal.summary(each.diagnostic for each in found) or 'nothing found'}"
