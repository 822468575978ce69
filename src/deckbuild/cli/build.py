"""`deckbuild build`: writes each deck as one HTML file, and a page that lists them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from deckbuild.cli import commands, options
from deckbuild.cli.build_run import Wanted, run


@click.command("build")
@options.project_options
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="The folder to write to; dist/ in the project by default."
)
@options.variant
@options.allow_outside
@options.judging
@click.option("--check", "checks", is_flag=True, help="Do what `deckbuild check` does, too, before a deck is written.")
@options.browser
@click.option(
    "--link-assets",
    is_flag=True,
    help="For a web server: files in assets/ beside the pages, shared by all decks. Not with --untrusted: a stranger's "
    "page allows no script but those inside it.",
)
@click.option("--report", is_flag=True, help="Print what each page is made of, the largest first.")
@options.rendering
def build_command(
    path: Path | None,
    wanted_root: Path | None,
    theme: str | None,
    assignments: tuple[str, ...],
    variables: tuple[str, ...],
    checks: bool,
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
    checked = commands.part("check_run").with_findings if checks else None
    return run(Wanted(found, options.overrides(theme, assignments, variables), **wanted), checked)
