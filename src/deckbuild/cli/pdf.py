"""`deckbuild pdf`: prints each deck of a project as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from deckbuild.cli import options
from deckbuild.cli.build_run import Wanted
from deckbuild.cli.pdf_run import run
from deckbuild.pdf.making import Request


@click.command("pdf")
@options.project_options
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="The folder to write to, or a file whose name ends in .pdf; dist/ in the project by default.",
)
@click.option("--slides", default="", metavar="WHICH", help="Only some slides, by number and id, such as 3-7,intro.")
@click.option(
    "--fragments",
    type=click.Choice(["final", "pages"]),
    default="final",
    show_default=True,
    help="Show what comes in steps as it is in the end, or give each step a page.",
)
@options.variant
@options.allow_outside
@options.judging
@options.rendering
def pdf_command(
    path: Path | None,
    wanted_root: Path | None,
    theme: str | None,
    assignments: tuple[str, ...],
    variables: tuple[str, ...],
    slides: str,
    fragments: str,
    **wanted: Any,  # noqa: ANN401 -- as `build_run.Wanted` names them
) -> int:
    """Print the decks of the project at PATH: a PDF of each, with a page for each slide.

    PATH is as for `deckbuild build`. Hidden slides are left out, numbers are those of the deck, titles are the outline,
    links lead to slides, decks and addresses. It needs a Chromium, Chrome or Edge, and Playwright: `deckbuild doctor`
    says whether they are there.

    \b
    Exit codes: 0 done, 1 problems found, 2 used wrongly, or no browser.
    """  # noqa: D301 -- click wants the character \b itself
    found = options.find(path, wanted_root, untrusted=wanted["untrusted"])
    request = Request(slides, steps=fragments == "pages")
    return run(Wanted(found, options.overrides(theme, assignments, variables), **wanted), request)
