"""One run of `deckbuild check`: reads the project, builds its decks, checks them, and shows what is found."""

from __future__ import annotations

import importlib
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import click

from deckbuild.browser.program import NoBrowser, find
from deckbuild.check import baseline, changes, checking, on_demand
from deckbuild.check.finding import of_project
from deckbuild.check.reports import FORMATS
from deckbuild.check.reports.report import Report
from deckbuild.cli import options
from deckbuild.cli.build_run import builds_of, cache_of, read
from deckbuild.files import atomic

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from deckbuild.check.deck import CheckedDeck
    from deckbuild.check.finding import Finding
    from deckbuild.cli.build_run import Wanted
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.files.cache import Cache
    from deckbuild.pipeline.built_deck import Build
    from deckbuild.project.loader import Project


class Wishes(NamedTuple):
    """What the words of the command line say of a check besides, by the names of its options.

    ``report`` is a format, ``links`` asks the network, ``since`` is a revision of git; empty: all slides are checked.
    ``screenshots`` is the folder for pictures of what a browser finds.
    """

    report: str = "text"
    links: bool = False
    since: str = ""
    updates: bool = False
    screenshots: Path | None = None


def run(wanted: Wanted, wishes: Wishes) -> int:
    """Check the decks of a project, and print what is found; return the exit code."""
    project = read(wanted)
    builds = list(builds_of(project, wanted, lines=True))
    of_decks = _found(project, builds, wanted, wishes)
    every = [*_once([*map(of_project, project.diagnostics), *chain.from_iterable(of_decks)])]
    if wishes.updates:
        return _update(project.root, every)
    known = _known(project)
    found = [*baseline.new(every, known)]
    if wishes.screenshots:
        _take(wishes.screenshots, checking.decks_of(builds), of_decks, found, wanted)
    _print(_report(project, builds, found, every=wanted.verbose or wishes.report != "text"), wishes.report)
    if len(every) > len(found) and wishes.report == "text":
        click.echo(f"{len(every) - len(found)} known before, and not told ({baseline.NAME})")
    return 1 if any(each.diagnostic.fails(strict=wanted.strict) for each in found) else 0


def with_findings(project: Project, wanted: Wanted, builds: Sequence[Build]) -> list[Build]:
    """Return decks with what the rules find in them: for `deckbuild build --check`, which tells it with the rest."""
    numbered = list(builds_of(project, wanted, lines=True))
    known = _known(project)
    found = _found(project, numbered, wanted, Wishes())
    return [_with(made, baseline.new(each, known)) for made, each in zip(builds, found, strict=True)]


def _with(build: Build, found: Iterable[Finding]) -> Build:
    """Return a deck in which this was ``found``, what its build has found among it."""
    return build._replace(diagnostics=tuple(each.diagnostic for each in found))


def _found(project: Project, builds: Sequence[Build], wanted: Wanted, wishes: Wishes) -> list[list[Finding]]:
    """Return what is wrong with each of the decks that were built, on the slides that are wanted."""
    decks, cache = checking.decks_of(builds), cache_of(wanted)
    besides = [_shown(decks, wanted, cache)]
    besides += [on_demand.load().dead_links(decks, cache)] if wishes.links else []
    parts = zip(decks, *besides, strict=True)
    found = [checking.found_in(deck, cache, chain.from_iterable(others)) for deck, *others in parts]
    if not wishes.since:
        return found
    changed = changes.since(project.root, wishes.since, decks)
    if changed is None:
        raise click.UsageError(f"git knows no revision {wishes.since!r} here")
    return [[*changes.within(each, deck, changed)] for each, deck in zip(found, decks, strict=True)]


def _shown(decks: Sequence[CheckedDeck], wanted: Wanted, cache: Cache | None) -> list[list[Finding]]:
    """Return what a browser shows that is wrong with each of ``decks``; nothing where none is to be used."""
    program = _program(wanted)
    shown = on_demand.load().in_browser(decks, program, cache) if program else [[] for _ in decks]
    if isinstance(shown, str):
        raise options.UsedWrongly(f"error: {shown}; --no-browser does without one")
    return shown


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


def _take(
    folder: Path,
    decks: Sequence[CheckedDeck],
    of_decks: Sequence[Sequence[Finding]],
    found: Sequence[Finding],
    wanted: Wanted,
) -> None:
    """Write pictures of what was ``found`` in ``decks``, and the page that lists them, into a folder."""
    program = _program(wanted)
    if program is None:
        return
    told = [[each for each in some if each in found] for some in of_decks]
    files = on_demand.load().pictures(decks, told, program)
    if isinstance(files, str):
        raise options.UsedWrongly(f"error: {files}")
    try:
        for name, data in files.items():
            atomic.write(folder / name, data)
    except atomic.CannotWrite as error:
        raise options.UsedWrongly(f"error: {error}") from error
    click.echo(f"{folder / 'index.html'} shows {len(files) - 1} of them", err=True)


def _once(found: Iterable[Finding]) -> Iterable[Finding]:
    """Return what was ``found``, each but once: decks that share a chapter share what is wrong in it."""
    first: dict[Diagnostic, Finding] = {}
    for each in found:
        first.setdefault(each.diagnostic, each)
    return first.values()


def _known(project: Project) -> Counter[baseline.Key]:
    """Return what is known of a project."""
    try:
        return baseline.read(project)
    except baseline.Unreadable as error:
        raise options.UsedWrongly(f"error: the baseline {baseline.NAME} {error}") from error


def _update(root: Path, found: Sequence[Finding]) -> int:
    """Write the baseline that knows all that was ``found``; return the exit code."""
    try:
        atomic.write(root / baseline.NAME, baseline.written(found))
    except atomic.CannotWrite as error:
        raise options.UsedWrongly(f"error: {error}") from error
    click.echo(f"{baseline.NAME} knows {len(found)} finding{'s' * (len(found) != 1)}")
    return 0


def _report(project: Project, builds: Sequence[Build], found: Sequence[Finding], *, every: bool) -> Report:
    """Return the report of what was ``found``, information among it only where ``every`` finding is wanted."""
    told = found if every else [each for each in found if not each.diagnostic.is_information]
    slides = sum(each.slide_count for each in builds)
    return Report(told, [each.name for each in builds], slides, options.prefix(project.root))


def _print(report: Report, name: str) -> None:
    """Print a report in the format of this ``name``."""
    written: Callable[[Report], str] = importlib.import_module(f"deckbuild.check.reports.{FORMATS[name]}").written
    if text := written(report):
        click.echo(text)
