"""One run of `deckbuild pdf`: builds the decks, prints those that are good, and writes PDFs or pictures of them."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import datetime, timezone
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from deckbuild.browser import program
from deckbuild.browser.session import BrowserFailed, open_browser
from deckbuild.cli import options
from deckbuild.cli.build_output import Output
from deckbuild.cli.build_run import builds_of, dist, read
from deckbuild.pdf import on_demand, pictures
from deckbuild.pdf.selection import NoSuchSlide
from deckbuild.project.root import home

if TYPE_CHECKING:
    from pathlib import Path

    from deckbuild.browser.session import Browser
    from deckbuild.cli.build_run import Wanted
    from deckbuild.pdf.request import Request
    from deckbuild.pipeline.built_deck import Build

_LINE = "\r\x1b[K"  # begins the line of the terminal anew


def run(wanted: Wanted, request: Request) -> int:
    """Print the decks of a project; return the exit code."""
    browser = program.find()
    if isinstance(browser, program.NoBrowser):
        raise options.UsedWrongly(f"error: {browser.message}\n  {browser.hint}")
    if not request.pictures and find_spec("pypdf") is None:
        raise options.UsedWrongly(
            f"error: pypdf, which writes PDFs, is not installed\n  `{program.PLAYWRIGHT}` brings it"
        )
    root, only, *_ = wanted.found
    folder, file = _target(wanted.output, ".png" if request.pictures else ".pdf")
    folder = folder or dist(home(root, only))
    project = read(wanted, folder)
    builds = list(builds_of(project, wanted._replace(link_assets=not wanted.untrusted)))
    if file and len(builds) > 1:
        raise click.UsageError(f"{wanted.output} is one file, and there are {len(builds)} decks; name a folder")
    output = Output(project, builds, folder, strict=wanted.strict, verbose=wanted.verbose)
    good = [made for made in builds if output.is_good(made)]
    try:
        asyncio.run(_print(browser, good, request._replace(date=_date()), output, file))
    except (BrowserFailed, NoSuchSlide) as error:
        raise options.UsedWrongly(f"error: {error}") from error
    return output.finish()


async def _print(browser: Path, decks: list[Build], request: Request, output: Output, file: str) -> None:
    """Print ``decks`` one after the other, and write each when it is printed: to ``file``, if one is named."""
    async with open_browser(browser) as running:
        for deck in decks:
            _progress(f"{deck.name}: printing {deck.slide_count} slides…")
            files, about = await (_pictures if request.pictures else _pdf)(running, deck, request, file)
            _progress("")
            output.files(files, about)


async def _pdf(running: Browser, deck: Build, request: Request, file: str) -> tuple[dict[str, bytes], str]:
    """Return the files that a PDF is made of, by their names, and what is said about it."""
    made = await on_demand.load().make(running, deck, request)
    return {**made.linked, file or f"{deck.name}.pdf": made.pdf}, f"{made.pages} page{'s' * (made.pages != 1)}"


async def _pictures(running: Browser, deck: Build, request: Request, file: str) -> tuple[dict[str, bytes], str]:
    """Return a picture of each slide, by its name, or one of all of them, and what is said about them."""
    taken = await pictures.pictures(running, deck, request)
    about = f"{len(taken)} slide{'s' * (len(taken) != 1)}"
    return ({file: await pictures.contact_sheet(running, taken)} if file else taken), about


def _target(output: Path | None, ending: str) -> tuple[Path | None, str]:
    """Return the folder to write to, if one is named, and the name of the file, if it is."""
    if output is None or output.suffix.lower() != ending or output.is_dir():
        return output, ""
    return output.parent, output.name


def _progress(words: str) -> None:
    """Say on a terminal what is being done, in the place of what was said last."""
    if sys.stderr.isatty():
        click.echo(f"{_LINE}{words}", nl=False, err=True)


def _date() -> str:
    """Return the day that the environment names (reproducible-builds.org), as PDF writes it; empty for none."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds.isdigit():
        return ""
    return datetime.fromtimestamp(int(seconds), timezone.utc).strftime("D:%Y%m%d%H%M%SZ")
