"""`deckbuild serve`: shows a project in the browser, and keeps what it shows up to date."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from deckbuild import report
from deckbuild.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from deckbuild.serve.server import Server


@click.command("serve")
@options.project_options
@click.option("--port", type=click.IntRange(0, 65535), help="The port; the first free one from 8000 on by default.")
@click.option("--open", "browse", is_flag=True, help="Open the browser.")
def serve_command(path: Path, theme: str | None, assignments: tuple[str, ...], port: int | None, browse: bool) -> None:
    """Serve the decks of the project at PATH on this computer, and rebuild them whenever a file changes.

    PATH is a folder with slides/ in it, or a single Markdown file; the current folder by default. A mistake in a
    slide is shown in the browser, over the last good deck, and in the terminal. Ctrl-C ends it.
    """
    import asyncio
    import logging

    from deckbuild.serve.live import live
    from deckbuild.serve.server import NoPort

    root, only = options.find(path)
    settings = options.overrides(theme, assignments)
    logging.getLogger("tornado").setLevel(logging.ERROR)  # a strange request is no news for an author
    console = _Console(root, browse)
    try:
        asyncio.run(live(root, only, settings, port=port, started=console.started, rebuilt=console.rebuilt))
    except NoPort as error:
        raise click.UsageError(str(error)) from error
    except KeyboardInterrupt:
        click.echo()


class _Console:
    """What the terminal shows."""

    def __init__(self, root: Path, browse: bool) -> None:
        self.root = root
        self.browse = browse

    def started(self, server: Server, seconds: float) -> None:
        """Print where the decks are."""
        address = click.style(server.url(), fg="cyan", bold=True)
        click.echo(f"{click.style('deckbuild', bold=True)} serves {address}  (built in {seconds:.2f} s)")
        for name in sorted(filter(None, server.site.pages)):
            click.echo(f"  {name:<20} {server.url(name)}")
        click.echo("Edit and save; the browser follows. Ctrl-C ends it.")
        options.show(server.site.problems, self.root)
        if self.browse:
            click.launch(server.url())

    def rebuilt(self, server: Server, seconds: float) -> None:
        """Print that a change is shown, and what is wrong."""
        wrong = report.summary(server.site.problems)
        now = click.style(f"{datetime.now().astimezone():%H:%M:%S}", dim=True)
        click.echo(f"{now} rebuilt in {seconds:.2f} s{f', {wrong}' if wrong else ''}")
        options.show(server.site.problems, self.root)
