"""One run of `deckbuild build`: reads the project, builds its decks, and lets them be written."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from deckbuild.files import cache
from deckbuild.markdown import highlighting, lexers
from deckbuild.project import loader
from deckbuild.project.root import is_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.pipeline.built_deck import Build
    from deckbuild.project.loader import Project
    from deckbuild.rendering.cores import Crew
    from deckbuild.rendering.result import Rendered

_PATIENCE = 1.0  # seconds without a progress bar


class Wanted(NamedTuple):
    """What is to be read and where it is written: the project, the only file that is meant, what overrides settings."""

    root: Path
    only: str
    overrides: dict[str, Any]
    output: Path | None
    allowed: tuple[Path, ...]


def run(wanted: Wanted, crew: Crew | None, *, no_cache: bool, untrusted: bool, **switches: Any) -> int:  # noqa: ANN401
    """Read the project, and build it, with a ``crew`` that renders if there is one; return the exit code.

    The ``switches`` are those of ``_write``. What is not needed to read a project is loaded when the crew has been told
    the languages of its code, and is busy with them; where slides were kept, few are left, and rarely one with code.
    """
    root, only, folder = wanted.root, wanted.only, wanted.output or _dist(wanted.root)
    read = loader.read(root, only, wanted.overrides, allowed=wanted.allowed, output=folder, untrusted=untrusted)
    # A stranger's may hold anything; beside a single Markdown file nobody wants a folder.
    kept = None if no_cache or untrusted or not is_project(root) else cache.Cache(root)
    if crew and (kept is None or kept.is_empty):
        crew.prepare(
            highlighting.prepare, lexers.languages(each.source.text for deck in read.decks for each in deck.chapters)
        )
    return _write(_Read(read, kept, folder, bool(only)), crew, **switches)


class _Read(NamedTuple):
    """The project as it was read, its cache if it may have one, where it is written, and whether one file is meant."""

    project: Project
    kept: cache.Cache | None
    folder: Path
    is_lone: bool


def _write(of: _Read, crew: Crew | None, *, strict: bool, link_assets: bool, weigh: bool, timeout: float) -> int:
    """Build the decks, and write them; return the exit code."""
    builds = list(_builds(of, crew, link_assets=link_assets, timeout=timeout))
    if crew:
        crew.dismiss()
    from deckbuild.cli.build_output import Output

    output = Output(of.project, builds, of.folder, strict)
    for made in builds:
        output.deck(made)
        if weigh:
            output.table(made)
    if not of.is_lone and not output.may_not_write:
        output.index(builds)
    return output.finish()


def _builds(of: _Read, crew: Crew | None, *, link_assets: bool, timeout: float) -> Iterator[Build]:
    """Yield the decks as they are built."""
    from deckbuild.assets import resize
    from deckbuild.page import layouts
    from deckbuild.pipeline import built_deck, stages, time_limit
    from deckbuild.rendering import reuse

    render = reuse.Rendering(of.kept, timeout, _with_progress, crew)
    made_so = layouts.LINKED if link_assets else layouts.SINGLE
    shrink = partial(resize.smaller, cache=of.kept)
    for made in stages.build(of.project, render, made_so, shrink, partial(time_limit.held, timeout)):
        yield built_deck.budgeted(made)


def _dist(root: Path) -> Path:
    """Return the folder that is written to when none is named; a usage error if it is a link out of the project."""
    folder = root / loader.OUTPUT
    if not Path(os.path.realpath(folder)).is_relative_to(root):
        raise click.UsageError(f"{folder} is a link that leads out of the project; name the folder with --output")
    return folder


def _with_progress(making: Iterable[Rendered], total: int, name: str) -> Iterator[Rendered]:
    """Yield slides as they are made; on a terminal a bar appears when they take longer than a second."""
    slides, started = iter(making), monotonic()
    for done, slide in enumerate(slides, 1):
        yield slide
        if sys.stderr.isatty() and monotonic() - started > _PATIENCE:
            with click.progressbar(slides, length=total - done, label=name, file=sys.stderr) as rest:
                yield from rest
