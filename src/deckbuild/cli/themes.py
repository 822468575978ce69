"""`deckbuild themes`: lists the themes that are shipped, for slides and for code."""

from __future__ import annotations

import click

from deckbuild import reveal
from deckbuild.markdown import code


@click.command("themes", short_help="List the themes for slides and for code.")
def themes_command() -> None:
    """List the themes: those of reveal.js for slides (`theme:`), those of Pygments for code (`highlight_theme:`)."""
    click.secho("theme", bold=True)
    for name in reveal.themes():
        click.echo(f"  {name:<16}{'dark' if reveal.is_dark(name) else 'light'}")
    click.secho("highlight_theme", bold=True)
    for name in code.styles():
        click.echo(f"  {name:<24}{'dark' if code.is_dark(name) else 'light'}")
