"""`deckbuild themes`: lists the themes that are shipped, for slides and for code."""

from __future__ import annotations

import click

from deckbuild.markdown import pygments_styles
from deckbuild.themes import catalogue


@click.command("themes")
def themes_command() -> None:
    """List the themes: those for slides (`theme:`), and those of Pygments for code (`highlight_theme:`)."""
    click.secho("theme", bold=True)
    for name in catalogue.names():
        click.echo(f"  {name:<16}{'dark' if catalogue.is_dark(name) else 'light'}")
    click.secho("highlight_theme", bold=True)
    for name in pygments_styles.names():
        click.echo(f"  {name:<24}{'dark' if pygments_styles.is_dark(name) else 'light'}")
