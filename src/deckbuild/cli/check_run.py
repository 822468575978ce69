"""One run of `deckbuild check`: reads the project, builds its decks, checks them, and shows what is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from deckbuild.check import checking
from deckbuild.check.finding import of_project
from deckbuild.cli import options
from deckbuild.cli.build_run import builds_of, read
from deckbuild.diagnostics import terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deckbuild.check.finding import Finding
    from deckbuild.cli.build_run import Wanted
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.pipeline.built_deck import Build
    from deckbuild.project.loader import Project


def run(wanted: Wanted) -> int:
    """Check the decks of a project, and print what is found; return the exit code."""
    project = read(wanted)
    builds = list(builds_of(project, wanted, lines=True))
    decks = checking.decks_of(builds)
    every = [*map(of_project, project.diagnostics), *(each for deck in decks for each in checking.found_in(deck))]
    found = list(_once(every))
    shown = found if wanted.verbose else [each for each in found if not each.diagnostic.is_information]
    for each in shown:
        click.echo(terminal.one(each.diagnostic, options.prefix(project.root)))
    click.echo(_summary(builds, shown))
    return 1 if any(each.diagnostic.fails(strict=wanted.strict) for each in found) else 0


def with_findings(project: Project, wanted: Wanted, builds: Sequence[Build]) -> list[Build]:
    """Return decks with what the rules find in them: for `deckbuild build --check`, which tells it with the rest."""
    decks = checking.decks_of(list(builds_of(project, wanted, lines=True)))
    return [_with(made, checking.by_rules(deck)) for made, deck in zip(builds, decks, strict=True)]


def _with(build: Build, found: Iterable[Finding]) -> Build:
    """Return a deck in which this was ``found``, too, line by line."""
    every = [*build.diagnostics, *(each.diagnostic for each in found)]
    return build._replace(diagnostics=tuple(sorted(every, key=lambda each: each.location)))


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
