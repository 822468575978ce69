"""`deckbuild init`: makes a new project."""

from __future__ import annotations

import os
from pathlib import Path

import click

from deckbuild.cli import options
from deckbuild.files import atomic
from deckbuild.project import scaffold


@click.command("init")
@click.argument("path", type=click.Path(path_type=Path, file_okay=False), default=".", required=False)
@click.option("--gitlab", is_flag=True, help="Write a workflow for GitLab in place of GitHub's.")
def init_command(path: Path, *, gitlab: bool) -> None:
    """Make a new project in the folder PATH (the current one by default), with a first deck to write over.

    It has slides/, images/, deckbuild.yml, a workflow that checks and publishes the slides on GitHub or GitLab, and
    settings of pre-commit. Files that are there already stay as they are.
    """
    root = Path(os.path.realpath(path))
    if any((root / "slides").glob("**/*.md")):
        raise click.UsageError(f"there are slides in {root / 'slides'} already; `deckbuild serve` shows them")
    try:
        written, kept = scaffold.make(root, gitlab=gitlab)
    except atomic.CannotWrite as error:
        raise click.UsageError(str(error)) from error
    before = options.prefix(root)
    for name in written:
        click.echo(f"  {click.style('made', fg='green')}  {before}{name}")
    for name in kept:
        click.echo(f"  {click.style('kept', fg='yellow')}  {before}{name}")
    folder = before.rstrip("/")
    click.echo(f"\nNext: {click.style(f'deckbuild serve {folder}'.rstrip(), bold=True)}")
