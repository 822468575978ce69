"""The command line: one file per command; a command is loaded only when it is used."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click

from deckbuild import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

# The commands with what the list of them says, so that the list needs no command's module.
_COMMANDS = {
    "build": "Write each deck as one HTML file.",
    "serve": "Show the decks in the browser while you write.",
    "init": "Make a new project.",
    "themes": "List the themes for slides and for code.",
    "explain": "Explain the code of a problem, such as D401.",
    "schema": "Print the JSON Schema of deckbuild.yml.",
}


class _Lazy(click.Group):
    """A group whose commands are modules of this package, each with a function of its own name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return list(_COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 -- click's
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- click's
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"deckbuild.cli.{cmd_name}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command


def _show_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from deckbuild import reveal

    click.echo(f"deckbuild {__version__}, reveal.js {reveal.version()}")
    context.exit()


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the versions."
)
def cli() -> None:
    """Turn Markdown into reveal.js slides: one HTML file per deck that opens without a network.

    \b
    deckbuild init talk        make a new project in the folder talk
    deckbuild serve talk       show it in the browser while you write
    deckbuild build talk       write talk/dist/, to take with you
    """  # noqa: D301 -- click wants the character \b itself


def main() -> None:
    """Run the command line, and end with an exit code: 0 done, 1 problems found, 2 used wrongly, 130 stopped."""
    sys.exit(run())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with ``arguments`` (the process' own by default); return the exit code. Never raises."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")
    try:
        result = cli.main(arguments, prog_name="deckbuild", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Exception as error:
        return _internal(error)
    return result if isinstance(result, int) else 0


def _internal(error: Exception) -> int:
    """Show an unexpected error in one line; with DECKBUILD_DEBUG set, with its traceback."""
    from deckbuild import reveal

    if isinstance(error, reveal.Missing):
        click.echo(f"error: {error}", err=True)
        return 2
    if os.environ.get("DECKBUILD_DEBUG"):
        traceback.print_exception(error)
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    words = f"error: internal: {type(error).__name__} at {place}: {error}"
    click.echo(f"{words} (please report it; DECKBUILD_DEBUG=1 shows the trace)", err=True)
    return 1
