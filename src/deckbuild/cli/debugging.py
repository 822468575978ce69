"""The option `--debug`, which may stand before the name of a command or behind it."""

from __future__ import annotations

import click

_NAME = "deckbuild.debug"  # among what click keeps for a command and those above it


def _keep(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    context.meta[_NAME] = wanted or is_on(context)


option = click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    callback=_keep,
    help="Say which folder is the project's root, and why; show the trace of an internal error.",
)


def is_on(context: click.Context) -> bool:
    """Return whether the command line has asked for what helps to find a mistake."""
    return bool(context.meta.get(_NAME))
