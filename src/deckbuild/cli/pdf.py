"""`deckbuild pdf`: prints each deck of a project as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from deckbuild.cli import options
from deckbuild.cli.build_run import Wanted
from deckbuild.cli.pdf_run import run
from deckbuild.pdf.handout import PAPERS, PER_SHEET, Layout
from deckbuild.pdf.request import Request


@click.command("pdf")
@options.project_options
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="The folder to write to, or a file whose name ends in .pdf; dist/ in the project by default.",
)
@click.option(
    "--png",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Write pictures in the place of PDFs: one of each slide into a folder, or one of all into a file .png.",
)
@click.option("--slides", default="", metavar="WHICH", help="Only some slides, by number and id, such as 3-7,intro.")
@click.option(
    "--fragments",
    type=click.Choice(["final", "pages"]),
    default="final",
    show_default=True,
    help="Show what comes in steps as it is in the end, or give each step a page.",
)
@click.option("--notes", type=click.Choice(["annotations"]), help="Put the speaker notes into annotations.")
@click.option(
    "--handout",
    type=click.Choice([str(each) for each in PER_SHEET]),
    help="Print so many slides on a sheet of paper, with their speaker notes.",
)
@click.option(
    "--paper", type=click.Choice(list(PAPERS)), default="a4", show_default=True, help="The paper of a handout."
)
@click.option("--lines", is_flag=True, help="On a handout, lines to write on in the place of the notes.")
@click.option("--no-cover", is_flag=True, help="A handout without its first sheet, which has title and author.")
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
    png: Path | None,
    slides: str,
    fragments: str,
    notes: str | None,
    handout: str | None,
    paper: str,
    lines: bool,
    no_cover: bool,
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
    layout = Layout(int(handout), paper, lines, not no_cover) if handout else None
    if png and (wanted["output"] or layout or notes):
        raise click.UsageError("--png writes pictures alone: without --output, --handout and --notes")
    steps, is_noted, is_picture = fragments == "pages", notes is not None, png is not None
    request = Request(slides, steps, notes=is_noted, handout=layout, pictures=is_picture)
    wanted["output"] = png or wanted["output"]
    return run(Wanted(found, options.overrides(theme, assignments, variables), **wanted), request)
