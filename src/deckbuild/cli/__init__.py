"""The command line: one file per command; a command is loaded only when it is used."""

from __future__ import annotations

import importlib
import sys
import traceback
from typing import TYPE_CHECKING, Any

import click

from deckbuild import __version__
from deckbuild.cli import ending

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

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 -- click's signature
        """Run the command; with --debug an error that nobody expects shows its trace before its message."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            if ctx.params["debug"] and not isinstance(error, (click.ClickException, click.exceptions.Exit)):
                traceback.print_exception(error)
            raise


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
@click.option("--debug", is_flag=True, help="Show the trace of an internal error.")
def cli(debug: bool) -> None:
    """Turn Markdown into reveal.js slides: one HTML file per deck that opens without a network.

    \b
    deckbuild init talk        make a new project in the folder talk
    deckbuild serve talk       show it in the browser while you write
    deckbuild build talk       write talk/dist/, to take with you
    """  # noqa: D301 -- click wants the character \b itself


def main() -> None:
    """Run the command line, and end with one of the exit codes in `ending`."""
    ending.catch_terminate()
    sys.exit(ending.flushed(run()))


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
        return ending.INTERRUPTED
    except (Exception, SystemExit) as error:
        return ending.code(error)
    return result if isinstance(result, int) else ending.DONE
