"""The commands: one file for each, loaded only when it is used."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from deckbuild.cli import debugging
from deckbuild.diagnostics.problem import nearest
from deckbuild.themes import version

if TYPE_CHECKING:
    from types import ModuleType

# The commands with what the list of them says, so that the list needs no command's module.
COMMANDS = {
    "build": "Write each deck as one HTML file.",
    "check": "Find what an audience would notice, before it does.",
    "serve": "Show the decks in the browser while you write.",
    "pdf": "Print each deck as a PDF.",
    "init": "Make a new project.",
    "themes": "List the themes for slides and for code.",
    "doctor": "Say what is installed, and what the rest would switch on.",
    "explain": "Explain the code of a problem, such as D401, or a feature.",
    "schema": "Print the JSON Schema of deckbuild.yml.",
}


class _Lazy(click.Group):
    """A group whose commands are modules of this package, each with a function of its own name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 -- click's
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- click's
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(part(cmd_name), f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant, and its words; a usage error names the nearest."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"there is no command {args[0]!r}; {_meant(args[0])}")
        if file := _like_options(args):
            ctx.fail(f"{file} is taken for options, since it begins with -; write ./{file}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 -- click's signature
        """Run the command; with --debug an error that nobody expects shows its trace before its message."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            if debugging.is_on(ctx) and not isinstance(error, (click.ClickException, click.exceptions.Exit)):
                import traceback

                traceback.print_exception(error)
            raise


def part(name: str) -> ModuleType:
    """Return the module of this package called ``name``, which most commands do not need."""
    return importlib.import_module(f"deckbuild.cli.{name}")


def _like_options(words: list[str]) -> str:
    """Return the first of ``words`` that is a file and begins as options do; behind `--` none is taken for options."""
    before = words[: words.index("--")] if "--" in words else words
    return next((word for word in before if word.startswith("-") and os.path.isfile(word)), "")  # noqa: PTH113 -- never raises


def _meant(word: str) -> str:
    """Return a hint for a word that is no command: somebody may have left ``build`` out."""
    if nearby := nearest(word, COMMANDS):
        return nearby
    return f"did you mean `deckbuild build {word}`?" if Path(word).exists() else "`deckbuild -h` lists them"


def _show_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    click.echo(version.both())
    context.exit()


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the versions."
)
@click.option("--verbose", is_flag=True, expose_value=False, help="With --version: those of what makes slides, too.")
@debugging.option
def cli() -> None:
    """Turn Markdown into reveal.js slides: one HTML file per deck that opens without a network.

    \b
    deckbuild init talk        make a new project in the folder talk
    deckbuild serve talk       show it in the browser while you write
    deckbuild build talk       write talk/dist/, to take with you
    """  # noqa: D301 -- click wants the character \b itself
