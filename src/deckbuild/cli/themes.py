"""`deckbuild themes`: lists the themes that are shipped, for slides and for code."""

from __future__ import annotations

import click

from deckbuild.markdown import pygments_styles
from deckbuild.revealjs import vendored


@click.command("themes")
def themes_command() -> None:
    """List the themes: those of reveal.js for slides (`theme:`), those of Pygments for code (`highlight_theme:`)."""
    click.secho("theme", bold=True)
    for name in vendored.themes():
        click.echo(f"  {name:<16}{'dark' if vendored.is_dark(name) else 'light'}")
    click.secho("highlight_theme", bold=True)
    for name in pygments_styles.names():
        click.echo(f"  {name:<24}{'dark' if pygments_styles.is_dark(name) else 'light'}")
