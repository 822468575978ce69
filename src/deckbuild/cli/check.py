"""`deckbuild check`: finds in all decks of a project what goes wrong in the room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from deckbuild.check.reports import FORMATS
from deckbuild.cli import options
from deckbuild.cli.build_run import Wanted
from deckbuild.cli.check_run import Wishes, run


@click.command("check")
@options.project_options
@options.variant
@options.allow_outside
@options.judging
@options.rendering
@options.browser
@click.option(
    "--format", "report", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How it is told."
)
@click.option(
    "--screenshots",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write pictures of what a browser finds, with the element framed, and a page that lists them.",
)
@click.option("--links", is_flag=True, help="Ask the addresses on the network, too, to which slides lead.")
@click.option("--since", default="", metavar="REV", help="Only slides that changed since this revision of git.")
@click.option(
    "--update-baseline", "updates", is_flag=True, help="From now on tell only what is not found now; see docs/check.md."
)
def check_command(
    path: Path | None,
    wanted_root: Path | None,
    theme: str | None,
    assignments: tuple[str, ...],
    variables: tuple[str, ...],
    report: str,
    links: bool,
    since: str,
    updates: bool,
    screenshots: Path | None,
    **wanted: Any,  # noqa: ANN401 -- as `build_run.Wanted` names them
) -> int:
    """Look through the decks of the project at PATH, and tell what an audience would notice; nothing is written.

    PATH is as for `deckbuild build`, whose problems are told, too. `rules:` in deckbuild.yml or in a front matter
    grades what is found, and `<!-- deckbuild: allow D600 -->` allows it on a slide. `deckbuild explain D600` says what
    a code means.

    \b
    Exit codes: 0 nothing but warnings, 1 problems found, 2 used wrongly.
    """  # noqa: D301 -- click wants the character \b itself
    if wanted["untrusted"] and (links or since):
        raise click.UsageError("--untrusted asks neither git nor the network; leave --since and --links out")
    if updates and since:
        raise click.UsageError("a baseline knows all slides; leave --since out")
    found = options.find(path, wanted_root, untrusted=wanted["untrusted"])
    wishes = Wishes(report, links, since, updates, screenshots)
    return run(Wanted(found, options.overrides(theme, assignments, variables), **wanted), wishes)
