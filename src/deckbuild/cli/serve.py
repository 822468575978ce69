"""`deckbuild serve`: shows a project in the browser, and keeps what it shows up to date."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from contextlib import suppress
from datetime import datetime
from threading import Thread
from typing import TYPE_CHECKING, Any

import click

from deckbuild.cli import options
from deckbuild.diagnostics import terminal
from deckbuild.project import loader
from deckbuild.serve.loop import ServeOptions, serve
from deckbuild.serve.server import FIRST_PORT, NoPort

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.serve.state import PreviewState


@click.command("serve")
@options.project_options
@click.option("--port", type=click.IntRange(0, 65535), help="The port; the first free one from 8000 on by default.")
@click.option("--open", "browse", is_flag=True, help="Open the browser.")
@click.option("--host", "address", default="127.0.0.1", help="Listen at this address, for other computers; see below.")
@click.option(
    "--allowed-host",
    "names",
    multiple=True,
    callback=lambda _context, _option, names: _without_port(names),
    help="A name by which browsers may call this computer, without a port.",
)
@click.option("--present", is_flag=True, help="Show nothing but the decks: no problems, no switch, in front of others.")
@click.option("--poll", is_flag=True, help="Look at files again and again, where the system does not tell of changes.")
@click.option("--editor", default="", help="The command that opens your editor: 'code -g {file}:{line}:{column}'.")
@options.variant
@options.allow_outside
@click.option("--timeout", type=click.FloatRange(1), default=60, show_default=True, help="Seconds a build may take.")
@options.untrusted
def serve_command(
    path: Path | None,
    wanted_root: Path | None,
    theme: str | None,
    assignments: tuple[str, ...],
    variables: tuple[str, ...],
    port: int | None,
    browse: bool,
    address: str,
    names: tuple[str, ...],
    present: bool,
    poll: bool,
    editor: str,
    variant: str,
    allowed: tuple[Path, ...],
    timeout: float,
    untrusted: bool,
) -> None:
    """Serve the decks of the project at PATH on this computer, and rebuild them whenever a file changes.

    PATH is a folder with slides/ in it, one of reveal-md or mkslides, or a single Markdown file; the current folder by
    default. A mistake in a slide is shown in the browser, over the last good deck, and in the terminal. Ctrl-C ends it.

    With --host other computers can see the decks, if they know the address that is printed: it holds a secret. What
    goes over the network is not encrypted.
    """
    root, only, _, started = options.find(path, wanted_root, untrusted=untrusted)
    settings = options.overrides(theme, assignments, variables)
    logging.getLogger("tornado").setLevel(logging.CRITICAL)  # a strange request is no news for an author
    about = (root, only, settings, port, address, names, poll, editor, timeout, _resolved(allowed), untrusted)
    if variant:
        about_project: dict[str, Any] = {"untrusted": untrusted, "started": started, "variant": variant}
        options.check_variant(loader.read(root, only, settings, allowed=allowed, **about_project))
    wanted = ServeOptions(*about, is_presented=present, started=started, variant=variant)
    _run(wanted, _Console(root, port, browse))


def _without_port(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if ":" in name and not name.endswith("]"):
            raise click.BadParameter(f"{name!r} has a port; any port of this computer is meant")
    return names


def _resolved(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return whole paths: the process that builds has another current folder."""
    return tuple(folder.resolve() for folder in folders)


def _run(wanted: ServeOptions, console: _Console) -> None:
    gc.enable()
    try:
        asyncio.run(_until_stopped(wanted, console))
    except NoPort as error:
        raise click.UsageError(str(error)) from error
    except (KeyboardInterrupt, asyncio.CancelledError):
        with suppress(OSError):
            click.echo()


async def _until_stopped(wanted: ServeOptions, console: _Console) -> None:
    """Serve until Ctrl-C or, where there are such things, SIGTERM or the end of the terminal."""
    tell: dict[str, Any] = {"refused": console.refused, "measured": console.measured}
    serving = asyncio.ensure_future(serve(wanted, started=console.started, rebuilt=console.rebuilt, **tell))
    if hasattr(signal, "SIGHUP"):  # else signals cannot be waited for
        for each in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(each, serving.cancel)
    await serving


class _Console:
    """What the terminal shows; when nobody reads it any more, the browser still does."""

    def __init__(self, root: Path, port: int | None, browse: bool) -> None:
        self.root = root
        self.port = port
        self.browse = browse
        self.names: list[str] = []
        self.problems: tuple[Diagnostic, ...] = ()

    def started(self, preview: PreviewState, seconds: float) -> None:
        """Print where the decks are, and open the browser."""
        with suppress(OSError):
            self._greet(preview, seconds)
        self.names, self.problems = _decks(preview), tuple(terminal.faults(preview.report.problems))
        if self.browse:  # not every system's way of opening returns before the browser ends
            Thread(target=click.launch, args=(preview.url(),), daemon=True).start()

    def rebuilt(self, preview: PreviewState, seconds: float) -> None:
        """Print that a change is shown, which decks have come and gone, and what is wrong if it was not said before."""
        problems = tuple(terminal.faults(preview.report.problems))
        wrong = terminal.summary(problems)
        with suppress(OSError):
            click.echo(f"{_now()} rebuilt in {seconds:.2f} s{f', {wrong}' if wrong else ''}")
            for name in sorted({*_decks(preview)} ^ {*self.names}):
                click.echo(f"  - {name}" if name in self.names else f"  + {name:<20} {preview.url(name)}")
            if problems != self.problems:
                options.show(problems, self.root)
        self.names, self.problems = _decks(preview), problems

    def refused(self, name: str) -> None:
        """Print how a name by which browsers have called us can be allowed."""
        words = f"A browser that called this server {name} was turned away. If that is you: --allowed-host {name}"
        with suppress(OSError):
            click.echo(click.style(words, fg="yellow"), err=True)

    def measured(self, problems: Sequence[Diagnostic]) -> None:
        """Print what a browser has found on the slide that it shows."""
        faults = terminal.faults(problems)
        with suppress(OSError):
            if faults:
                click.echo(f"{_now()} seen in the browser")
                options.show(faults, self.root)

    def _greet(self, preview: PreviewState, seconds: float) -> None:
        address = click.style(preview.url(), fg="cyan", bold=True)
        moved = f"; port {FIRST_PORT} is taken" if self.port is None and preview.access.port != FIRST_PORT else ""
        click.echo(f"{click.style('deckbuild', bold=True)} serves {address}  (built in {seconds:.2f} s{moved})")
        width = max(map(len, _decks(preview)), default=0)
        for name in _decks(preview):
            click.echo(f"  {name:<{width}}  {preview.url(name)}")
        if preview.access.is_open:
            warning = "Other computers can see this deck; whoever knows the address above can. It is not encrypted."
            click.echo(click.style(warning, fg="yellow"), err=True)
        click.echo("Edit and save; the browser follows. Ctrl-C ends it.")
        if problems := terminal.faults(preview.report.problems):
            click.echo()
            options.show(problems, self.root)


def _now() -> str:
    """Return the time of day, as the terminal shows it."""
    return click.style(f"{datetime.now().astimezone():%H:%M:%S}", dim=True)


def _decks(preview: PreviewState) -> list[str]:
    """Return the names of the pages that are decks, but for one that takes the place of the start page."""
    return list(filter(None, preview.names))
