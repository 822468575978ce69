"""`deckbuild themes`: lists the themes that are shipped, for slides and for code, or shows those for slides."""

from __future__ import annotations

import shutil
import tempfile
import textwrap
from pathlib import Path

import click

from deckbuild.files import atomic
from deckbuild.markdown import pygments_styles
from deckbuild.pipeline import theme_page
from deckbuild.themes import catalogue
from deckbuild.themes.theme import OURS

_WIDEST = 100  # columns of a paragraph


@click.command("themes")
@click.option("--open", "browse", is_flag=True, help="Show slides in each theme, in the browser.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the pages that --open shows into this folder; index.html is the first.",
)
def themes_command(browse: bool, output: Path | None) -> None:
    """List the themes: those for slides (`theme:`), and those of Pygments for code (`highlight_theme:`)."""
    if not (browse or output):
        _list()
        return
    try:
        page = _written(output or Path(tempfile.mkdtemp(prefix="deckbuild-themes-")))
    except (OSError, atomic.CannotWrite) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{click.style(str(page), bold=True)}  {len(catalogue.names())} themes")
    if browse:
        click.launch(page.resolve().as_uri())


def _written(folder: Path) -> Path:
    """Write a page for each theme, and one that shows them all; return the path of that."""
    for name, html in theme_page.pages():
        atomic.write(folder / f"{name}.html", html)
    return folder / "index.html"


def _list() -> None:
    click.secho("theme", bold=True)
    for name in catalogue.names():
        about = OURS[name].about if name in OURS else ""
        click.echo(f"  {name:<16}{_scheme(dark=catalogue.is_dark(name))}  {about}".rstrip())
    click.secho("\nhighlight_theme", bold=True)
    for dark in (False, True):
        names = [name for name in pygments_styles.names() if pygments_styles.is_dark(name) == dark]
        click.echo(_paragraph(f"  {_scheme(dark=dark)}  ", names))
    click.secho("\n`deckbuild themes --open` shows slides in each.", dim=True)


def _scheme(*, dark: bool) -> str:
    return "dark " if dark else "light"


def _paragraph(head: str, words: list[str]) -> str:
    """Return ``words`` in lines that the terminal holds, behind ``head``."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    return textwrap.fill(
        "  ".join(words), width, initial_indent=head, subsequent_indent=" " * len(head), break_on_hyphens=False
    )
