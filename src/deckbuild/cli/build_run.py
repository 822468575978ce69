"""One run of `deckbuild build`: reads the project, builds its decks, and lets them be written."""

from __future__ import annotations

import os
import re
import sys
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from deckbuild.assets import pictures
from deckbuild.cli import options
from deckbuild.cli.build_output import Output
from deckbuild.files.cache import Cache
from deckbuild.markdown.source_lines import ATTRIBUTE
from deckbuild.page.layout import LINKED, SINGLE
from deckbuild.pipeline import stages, time_limit
from deckbuild.pipeline.built_deck import budgeted
from deckbuild.pipeline.unused_texts import unused
from deckbuild.project import loader
from deckbuild.project.root import home, is_project
from deckbuild.rendering.reuse import Rendering

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from deckbuild.pipeline.built_deck import Build
    from deckbuild.project.loader import Project
    from deckbuild.project.root import ProjectRoot
    from deckbuild.rendering.result import Rendered

    Checked = Callable[[Project, "Wanted", Sequence[Build]], Sequence[Build]]

_NUMBER = re.compile(rf' {ATTRIBUTE}="\d+"')
_PATIENCE = 1.0  # seconds without a progress bar


class Wanted(NamedTuple):
    """What the words of the command line ask for, by the names of its options.

    ``output`` is the folder to write to, ``allowed`` are folders outside of the project, ``seconds`` is what one deck
    may take. ``with_browser`` says whether a check looks at slides in one; None: where there is one.
    """

    found: ProjectRoot
    overrides: dict[str, Any]
    allowed: tuple[Path, ...]
    strict: bool
    verbose: bool
    no_cache: bool
    seconds: float
    untrusted: bool
    variant: str
    with_browser: bool | None = None
    output: Path | None = None
    link_assets: bool = False
    report: bool = False


def run(wanted: Wanted, checked: Checked | None = None) -> int:
    """Read the project, build its decks, then write them; return the exit code.

    ``checked`` returns decks with what is found in them besides, before any is written.
    """
    root, only, *_ = wanted.found
    folder = wanted.output or dist(home(root, only))
    project = read(wanted, folder)
    builds: Sequence[Build] = list(builds_of(project, wanted))
    builds = checked(project, wanted, builds) if checked else builds
    output = Output(project, builds, folder, strict=wanted.strict, verbose=wanted.verbose)
    for made in builds:
        output.deck(made)
        if wanted.report:
            output.table(made)
    if (root / only).is_dir() and not output.against_all:
        output.late([] if only else unused(project, builds))
        output.index(builds)
    return output.finish()


def read(wanted: Wanted, output: Path | None = None) -> Project:
    """Return the project, of which decks may be written to the folder ``output``."""
    root, only, _, started = wanted.found
    about: dict[str, Any] = {"untrusted": wanted.untrusted, "started": started, "variant": wanted.variant}
    project = loader.read(root, only, wanted.overrides, allowed=wanted.allowed, output=output, **about)
    options.check_variant(project)
    return project


def builds_of(project: Project, wanted: Wanted, *, lines: bool = False) -> Iterator[Build]:
    """Yield the decks as they are built; with ``lines`` blocks say in which line of their slide they begin."""
    cache = cache_of(wanted)
    numbering = {"lines": True} if lines else {}
    render = Rendering(cache, wanted.seconds, _with_progress, on_all_cores=True, **numbering)
    layout = LINKED if wanted.link_assets else SINGLE
    limit = partial(time_limit.held, wanted.seconds)
    for made in stages.build(project, render, layout, pictures.kept_in(cache), limit):
        yield _budgeted(made) if lines else budgeted(made)


def _budgeted(made: Build) -> Build:
    """Return a deck whose blocks are numbered as `budgeted` returns it without the numbers, which no page has."""
    plain = budgeted(made._replace(html=_NUMBER.sub("", made.html)))
    return made._replace(diagnostics=plain.diagnostics)


def cache_of(wanted: Wanted) -> Cache | None:
    """Return the cache, if there may be one: not of a stranger, and no folder beside a single Markdown file."""
    root = wanted.found.folder
    is_kept = not (wanted.no_cache or wanted.untrusted) and is_project(root)
    return Cache(root) if is_kept else None


def dist(root: Path) -> Path:
    """Return the folder that is written to when none is named; a usage error if it leads out of ``root``.

    So is one if the folder of files in it does.
    """
    folder = root / loader.OUTPUT
    for each in (folder, folder / LINKED.folder):
        if not Path(os.path.realpath(each)).is_relative_to(root):
            raise click.UsageError(f"{each} is a link that leads out of the project; name the folder with --output")
    return folder


def _with_progress(making: Iterable[Rendered], total: int, name: str) -> Iterator[Rendered]:
    """Yield slides as they are made; on a terminal a bar appears when they take longer than a second."""
    slides, started = iter(making), monotonic()
    for done, slide in enumerate(slides, 1):
        yield slide
        if sys.stderr.isatty() and monotonic() - started > _PATIENCE:
            with click.progressbar(slides, length=total - done, label=name, file=sys.stderr) as rest:
                yield from rest
