"""One run of `deckbuild build`: reads the project, builds its decks, and lets them be written."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from deckbuild import build, cache, holding, layouts, pictures, project, rendering, roots
from deckbuild.markdown import lexers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.cores import Crew
    from deckbuild.rendered import Rendered

_PATIENCE = 1.0  # seconds without a progress bar


class Wanted(NamedTuple):
    """What is to be read and where it is written: the project, the only file that is meant, what overrides settings."""

    root: Path
    only: str
    overrides: dict[str, Any]
    output: Path | None
    allowed: tuple[Path, ...]


def run(
    wanted: Wanted,
    crew: Crew | None,
    *,
    strict: bool,
    link_assets: bool,
    weigh: bool,
    no_cache: bool,
    timeout: float,
    untrusted: bool,
) -> int:
    """Build, with a ``crew`` that renders if there is one; return the exit code."""
    root, only = wanted.root, wanted.only
    folder = wanted.output or _dist(root)
    read = project.read(root, only, wanted.overrides, allowed=wanted.allowed, output=folder, untrusted=untrusted)
    # A stranger's may hold anything; beside a single Markdown file nobody wants a folder.
    kept = None if no_cache or untrusted or not roots.is_project(root) else cache.Cache(root)
    if crew and (kept is None or kept.is_empty):
        crew.prepare(lexers.make, lexers.languages(each.source.text for deck in read.decks for each in deck.chapters))
    render = rendering.Rendering(kept, timeout, _with_progress, crew)
    made_so = layouts.LINKED if link_assets else layouts.SINGLE
    shrink = partial(pictures.smaller, cache=kept)
    hold = partial(holding.held, timeout)
    builds = [build.budgeted(made) for made in build.build(read, render, made_so, shrink, hold)]
    if crew:
        crew.dismiss()
    from deckbuild.cli.writing import Writing

    writing = Writing(read, builds, folder, strict)
    for made in builds:
        writing.deck(made)
        if weigh:
            writing.table(made)
    if not only and not writing.may_not_write:
        writing.index(builds)
    return writing.finish()


def _dist(root: Path) -> Path:
    """Return the folder that is written to when none is named; a usage error if it is a link out of the project."""
    folder = root / project.OUTPUT
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
