"""`deckbuild serve`: shows a project in the browser, and keeps what it shows up to date."""

from __future__ import annotations

import asyncio
import gc
import signal
from datetime import datetime
from typing import TYPE_CHECKING

import click

from deckbuild import report
from deckbuild.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from deckbuild.serve.live import Wanted
    from deckbuild.serve.preview import Preview


@click.command("serve")
@options.project_options
@click.option("--port", type=click.IntRange(0, 65535), help="The port; the first free one from 8000 on by default.")
@click.option("--open", "browse", is_flag=True, help="Open the browser.")
@click.option("--host", "address", default="127.0.0.1", help="Listen at this address, for other computers; see below.")
@click.option("--allowed-host", "names", multiple=True, help="A name by which browsers may call this computer.")
@click.option("--poll", is_flag=True, help="Look at files again and again, where the system does not tell of changes.")
@click.option("--editor", default="", help="The command that opens your editor: 'code -g {file}:{line}:{column}'.")
@options.allow_outside
@click.option("--timeout", type=click.FloatRange(1), default=60, show_default=True, help="Seconds a build may take.")
def serve_command(
    path: Path,
    theme: str | None,
    assignments: tuple[str, ...],
    port: int | None,
    browse: bool,
    address: str,
    names: tuple[str, ...],
    poll: bool,
    editor: str,
    allowed: tuple[Path, ...],
    timeout: float,
) -> None:
    """Serve the decks of the project at PATH on this computer, and rebuild them whenever a file changes.

    PATH is a folder with slides/ in it, or a single Markdown file; the current folder by default. A mistake in a
    slide is shown in the browser, over the last good deck, and in the terminal. Ctrl-C ends it.

    With --host other computers can see the decks, if they know the address that is printed: it holds a secret. What
    goes over the network is not encrypted.
    """
    import logging

    from deckbuild.serve.live import Wanted

    root, only = options.find(path)
    settings = options.overrides(theme, assignments)
    logging.getLogger("tornado").setLevel(logging.CRITICAL)  # a strange request is no news for an author
    wanted = Wanted(root, only, settings, port, address, names, poll, editor, timeout, _resolved(allowed))
    _run(wanted, _Console(root, browse))


def _resolved(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return whole paths: the process that builds has another current folder."""
    return tuple(folder.resolve() for folder in folders)


def _run(wanted: Wanted, console: _Console) -> None:
    from deckbuild.serve.server import NoPort

    gc.enable()
    try:
        asyncio.run(_until_stopped(wanted, console))
    except NoPort as error:
        raise click.UsageError(str(error)) from error
    except (KeyboardInterrupt, asyncio.CancelledError):
        click.echo()


async def _until_stopped(wanted: Wanted, console: _Console) -> None:
    """Serve until Ctrl-C or, where there is such a thing, SIGTERM."""
    from deckbuild.serve.live import live

    serving = asyncio.ensure_future(live(wanted, started=console.started, rebuilt=console.rebuilt))
    if hasattr(signal, "SIGHUP"):  # else signals cannot be waited for
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, serving.cancel)
    await serving


class _Console:
    """What the terminal shows."""

    def __init__(self, root: Path, browse: bool) -> None:
        self.root = root
        self.browse = browse

    def started(self, preview: Preview, seconds: float) -> None:
        """Print where the decks are."""
        address = click.style(preview.url(), fg="cyan", bold=True)
        click.echo(f"{click.style('deckbuild', bold=True)} serves {address}  (built in {seconds:.2f} s)")
        for name in filter(None, preview.names):
            click.echo(f"  {name:<20} {preview.url(name)}")
        if preview.access.is_open:
            warning = "Other computers can see this deck; whoever knows the address above can. It is not encrypted."
            click.echo(click.style(warning, fg="yellow"), err=True)
        click.echo("Edit and save; the browser follows. Ctrl-C ends it.")
        options.show(preview.news.problems, self.root)
        if self.browse:
            click.launch(preview.url())

    def rebuilt(self, preview: Preview, seconds: float) -> None:
        """Print that a change is shown, and what is wrong."""
        wrong = report.summary(preview.news.problems)
        now = click.style(f"{datetime.now().astimezone():%H:%M:%S}", dim=True)
        click.echo(f"{now} rebuilt in {seconds:.2f} s{f', {wrong}' if wrong else ''}")
        options.show(preview.news.problems, self.root)
