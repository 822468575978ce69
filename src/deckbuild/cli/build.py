"""`deckbuild build`: writes each deck as one HTML file, and a page that lists them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from deckbuild.cli import options
from deckbuild.cli.build_run import Wanted, run
from deckbuild.rendering import timeout


@click.command("build")
@options.project_options
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="The folder to write to; dist/ in the project by default."
)
@options.variant
@options.allow_outside
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--verbose", "-v", is_flag=True, help="Tell information too, such as an empty slide that was left out.")
@click.option(
    "--link-assets",
    is_flag=True,
    help="For a web server: files in assets/ beside the pages, shared by all decks. Not with --untrusted: a stranger's "
    "page allows no script but those inside it.",
)
@click.option("--report", is_flag=True, help="Print what each page is made of, the largest first.")
@click.option("--no-cache", is_flag=True, help="Render all slides anew, and keep none in .deckbuild/cache.")
@click.option(
    "--timeout",
    "seconds",
    type=click.FloatRange(min=0.1),
    default=timeout.SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="How long one deck may take.",
)
@options.untrusted
def build_command(
    path: Path | None,
    wanted_root: Path | None,
    theme: str | None,
    assignments: tuple[str, ...],
    variables: tuple[str, ...],
    **wanted: Any,  # noqa: ANN401 -- as `build_run.Wanted` names them
) -> int:
    """Write each deck of the project at PATH as one HTML file that opens without a network.

    PATH is a folder with slides/ in it, one of reveal-md or mkslides, or a single Markdown file; the current folder by
    default. Beside the decks index.html lists them. A deck with errors is not written: the last good one stays. One
    with warnings is, with a placeholder for what is missing.

    \b
    Exit codes: 0 done, 1 problems found, 2 used wrongly.
    """  # noqa: D301 -- click wants the character \b itself
    if wanted["untrusted"] and wanted["link_assets"]:
        raise click.UsageError("--untrusted wants the scripts inside the page; leave --link-assets out")
    found = options.find(path, wanted_root, untrusted=wanted["untrusted"])
    return run(Wanted(found, options.overrides(theme, assignments, variables), **wanted))
