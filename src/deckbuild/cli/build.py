"""`deckbuild build`: writes each deck as one HTML file, and a page that lists them."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from deckbuild.cli import options
from deckbuild.rendering import cores, timeout


@click.command("build")
@options.project_options
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="The folder to write to; dist/ in the project by default."
)
@options.allow_outside
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option(
    "--link-assets", is_flag=True, help="For a web server: files in assets/ beside the pages, shared by all decks."
)
@click.option("--report", "weigh", is_flag=True, help="Print what each page is made of, the largest first.")
@click.option("--no-cache", is_flag=True, help="Render all slides anew, and keep none in .deckbuild/cache.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=timeout.SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="How long one deck may take.",
)
@options.untrusted
def build_command(
    path: Path,
    theme: str | None,
    assignments: tuple[str, ...],
    output: Path | None,
    allowed: tuple[Path, ...],
    **switches: Any,  # noqa: ANN401 -- as `building.run` names them
) -> int:
    """Write each deck of the project at PATH as one HTML file that opens without a network.

    PATH is a folder with slides/ in it, or a single Markdown file; the current folder by default. Beside the decks
    index.html lists them. A deck with errors is not written: the last good one stays.

    \b
    Exit codes: 0 done, 1 problems found, 2 used wrongly.
    """  # noqa: D301 -- click wants the character \b itself
    if switches["untrusted"] and switches["link_assets"]:
        raise click.UsageError("--untrusted wants the scripts inside the page; leave --link-assets out")
    with cores.Crew(_load_rendering, _load_the_rest) if cores.count() > 1 else nullcontext() as crew:
        from deckbuild.cli import build_run  # while the crew loads what it needs

        root, only = options.find(path)
        wanted = build_run.Wanted(root, only, options.overrides(theme, assignments), output, allowed)
        return build_run.run(wanted, crew, **switches)


def _load_rendering() -> None:
    """Load what renders slides."""
    from deckbuild.rendering import parallel

    parallel.load()


def _load_the_rest() -> None:
    """Load what makes pages of slides, and writes them, while they are rendered."""
    from pygments.formatters import html  # noqa: F401 -- of the colours of code

    from deckbuild.cli import build_output  # noqa: F401
    from deckbuild.pipeline import stages  # noqa: F401
