"""`deckbuild doctor`: says what is there of all that deckbuild can use, and what the rest would switch on."""

from __future__ import annotations

import platform
import re
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from deckbuild.browser import fonts, program
from deckbuild.cli import debugging
from deckbuild.project import loader
from deckbuild.project.root import NoProject, root_of
from deckbuild.themes import version

if TYPE_CHECKING:
    from collections.abc import Iterable

_SWITCHES_ON = {
    "browser": "`deckbuild pdf`, and what `deckbuild check` sees of slides",
    "images": "shrink_images: large pictures become smaller",
    "citations": "bibliography: citations, and the list of works",
    "charts": "charts of Vega-Lite",
    "diagrams": "diagrams of Mermaid, Graphviz and D2",
}


class Line(NamedTuple):
    """What is said of one thing: whether it is there (None: nobody knows), what it is, and what it is good for."""

    there: bool | None
    name: str
    about: str


@click.command("doctor")
@click.argument("path", type=click.Path(path_type=Path), required=False)
@debugging.option
def doctor_command(path: Path | None) -> int:
    """Say what is there of all that deckbuild can use, and what each missing part would switch on.

    Of the project at PATH, by default in the current folder, it looks for the letters of its decks in the fonts of this
    machine. It changes nothing, and ends with 0 whatever it finds.
    """
    click.echo(f"{version.both()}, Python {platform.python_version()}")
    _section("Browser", [_browser()])
    _section("Extras", map(_extra, _SWITCHES_ON))
    letters = _letters(path)
    if letters:
        _section("Fonts for the letters of the decks", map(_font, letters))
    return 0


def _section(title: str, lines: Iterable[Line]) -> None:
    """Print lines below their title, their names in one column."""
    every = list(lines)
    width = max(len(each.name) for each in every)
    click.secho(f"\n{title}", bold=True)
    for there, name, about in every:
        sign, colour = ("✓", "green") if there else ("?", "yellow") if there is None else ("-", "yellow")
        click.echo(f"  {click.style(sign, fg=colour)} {name:<{width}}  {about}")


def _browser() -> Line:
    """Return which browser is used, or what is missing."""
    found = program.find()
    if isinstance(found, program.NoBrowser):
        return Line(False, "none", f"{found}; for {_SWITCHES_ON['browser']}")
    return Line(True, found.name, str(found))


def _extra(name: str) -> Line:
    """Return whether the packages of an extra are there, and what they are good for."""
    needed = [_package(each) for each in metadata.requires("deckbuild") or () if _is_of(each, name)]
    missing = [each for each in needed if not _version(each)]
    there = ", ".join(f"{each} {_version(each)}" for each in needed)
    return Line(
        not missing, name, there if not missing else f'pip install "deckbuild[{name}]" for {_SWITCHES_ON[name]}'
    )


def _is_of(requirement: str, extra: str) -> bool:
    """Return whether a ``requirement`` of ours is one of this ``extra``."""
    return re.search(rf"extra == ['\"]{extra}['\"]", requirement) is not None


def _package(requirement: str) -> str:
    """Return the name of the package that is required."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0]


def _version(package: str) -> str:
    """Return the version of a package that is installed; an empty text for one that is not."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _letters(path: Path | None) -> list[fonts.Script]:
    """Return the scripts that the decks of the project at ``path`` are written in; none without a project."""
    try:
        found = root_of(path or Path())
    except NoProject:
        return []
    project = loader.read(found.folder, found.only, {})
    texts = [chapter.source.text for deck in project.decks for chapter in deck.chapters]
    return fonts.scripts_of("".join(texts))


def _font(script: fonts.Script) -> Line:
    """Return whether there is a font for a script."""
    there = fonts.has_font(script.letter)
    missing = f"no font has {script.letter}, which is shown as a box; Debian: `apt-get install {script.package}`"
    unknown = "fontconfig is not here to tell"
    return Line(there, script.name, "there" if there else unknown if there is None else missing)
