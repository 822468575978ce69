"""What several commands share: the project's path, settings from the command line, and how problems are shown."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from deckbuild.cli import debugging
from deckbuild.config import loading
from deckbuild.config.variables import is_name
from deckbuild.diagnostics import terminal
from deckbuild.diagnostics.problem import COMMAND_LINE, Severity, place_all
from deckbuild.diagnostics.source import Source
from deckbuild.project import loader
from deckbuild.project.root import NoProject, ProjectRoot, root_of
from deckbuild.rendering import timeout
from deckbuild.themes import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.project.loader import Project

_path = click.argument("path", type=click.Path(path_type=Path), required=False)
_root = click.option(
    "--root",
    "wanted_root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="The project's folder, which holds PATH: files are looked for in it, and nowhere outside. Found by default.",
)


def _complete_themes(_context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    return [name for name in catalogue.names() if name.startswith(begun)]


_theme = click.option(
    "--theme", help="A theme of reveal.js, or a CSS file; see `deckbuild themes`.", shell_complete=_complete_themes
)
_set = click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="NAME=VALUE",
    help="Set any setting, such as --set title=Talk or --set reveal.transition=fade. Repeat for more.",
)
_var = click.option(
    "--var",
    "variables",
    multiple=True,
    metavar="NAME=VALUE",
    help="Give a variable of slides a value, such as --var course.term=Spring; it wins over those under vars.",
)
allow_outside = click.option(
    "--allow-outside",
    "allowed",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Let decks use the files below this folder too, by a path such as ../shared/x.png or a link. Repeat for more.",
)


variant = click.option(
    "--variant",
    default="",
    metavar="NAME",
    help="Of decks with variants the one called NAME, which leaves out what is for others; all: each of them.",
)
untrusted = click.option(
    "--untrusted",
    is_flag=True,
    help="The project is a stranger's: leave out scripts, its templates and all else that could run a program.",
)
_strict = click.option("--strict", is_flag=True, help="Take warnings for errors.")
_verbose = click.option(
    "--verbose", "-v", is_flag=True, help="Tell information too, such as an empty slide that was left out."
)
_no_cache = click.option("--no-cache", is_flag=True, help="Render all slides anew, and keep none in .deckbuild/cache.")
_timeout = click.option(
    "--timeout",
    "seconds",
    type=click.FloatRange(min=0.1),
    default=timeout.SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="How long one deck may take.",
)


browser = click.option(
    "--browser/--no-browser",
    "with_browser",
    default=None,
    help="Whether to look at the slides in a browser, too. By default where there is one.",
)


def judging(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what counts, and what is told."""
    return _strict(_verbose(command))


def rendering(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how slides are rendered."""
    return _no_cache(_timeout(untrusted(command)))


def project_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the argument PATH, its root, and the options that override settings."""
    return _path(_root(_theme(_set(_var(debugging.option(command))))))


def find(path: Path | None, wanted: Path | None, *, untrusted: bool) -> ProjectRoot:
    """Return the root of the project at ``path``, by default ``wanted`` or the current folder.

    A usage error if there is nothing to build.
    """
    try:
        found = root_of(path or wanted or Path(), wanted, started=_current_folder(), untrusted=untrusted)
    except NoProject as error:
        raise click.UsageError(str(error)) from error
    if debugging.is_on(click.get_current_context()):
        click.echo(f"root: {found.folder} ({found.why})", err=True)
    return found


def _current_folder() -> Path | None:
    """Return the folder in which the command was started; None if it is gone."""
    try:
        return Path.cwd()
    except OSError:
        return None


def check_variant(project: Project) -> None:
    """Raise a usage error if no deck of ``project`` has the variant that it was read for."""
    if wrong := next((each for each in project.diagnostics if each.rule == loader.NO_VARIANT), None):
        raise click.UsageError(f"{wrong.message}; {wrong.hint}")


def overrides(theme: str | None, assignments: Sequence[str], variables: Sequence[str]) -> dict[str, Any]:
    """Return the settings that the command line sets; a usage error shows all that is wrong with them."""
    values: dict[str, Any] = {}
    wrong: list[Diagnostic] = []
    for assignment in (*assignments, *([f"theme={theme}"] if theme else [])):
        source = Source(COMMAND_LINE, _yaml(assignment))
        reading = loading.assignment(source)
        wrong += (each.graded(Severity.ERROR) for each in place_all(reading.problems, source))
        for name, value in reading.values.items():
            values[name] = {**values.get(name, {}), **value} if isinstance(value, dict) else value
    if wrong:
        raise UsedWrongly(terminal.text(wrong))
    given = dict(map(_variable, variables))
    return {**values, "vars": {**values.get("vars", {}), **given}} if given else values


def _variable(written: str) -> tuple[str, str]:
    """Return the name and the value of a variable."""
    name, equals, value = written.partition("=")
    if not equals or not is_name(name):
        raise click.UsageError(f"--var wants NAME=VALUE, not {written!r}; a name is like course, or course.term")
    return name, value


def _yaml(assignment: str) -> str:
    """Turn `reveal.transition=fade` into the YAML that says the same."""
    names, equals, value = assignment.partition("=")
    if not equals or not names:
        raise click.UsageError(f"--set wants NAME=VALUE, not {assignment!r}")
    *outer, last = names.split(".")
    lines = [f"{' ' * depth}{name}:\n" for depth, name in enumerate(outer)]
    return f"{''.join(lines)}{' ' * len(outer)}{last}: {_quoted(value)}"


def _quoted(value: str) -> str:
    """Put a value into quotes when YAML would take it for more than one word or number."""
    return json.dumps(value, ensure_ascii=False) if _MORE_THAN_A_WORD.search(value) else value


_MORE_THAN_A_WORD = re.compile(r"^[-?:,&*#!|>%@`]|:(?:\s|$)|\s#|^\s|\s$|[\x00-\x1f\x7f]")


class UsedWrongly(click.ClickException):
    """The command cannot do what it is asked for; the message is shown as it is."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message."""
        click.echo(self.message, err=file is None, file=file)


def show(diagnostics: Sequence[Diagnostic], root: Path) -> None:
    """Print problems to stderr, with paths from the current folder."""
    if diagnostics:
        click.echo(terminal.text(diagnostics, prefix(root), _width()), err=True)


def _width() -> int:
    """Return the columns of the terminal that problems are printed to."""
    return shutil.get_terminal_size().columns if sys.stderr.isatty() else terminal.LONGEST


def prefix(root: Path) -> str:
    """Return what stands before a project's paths to name them from the current folder."""
    try:
        relative = os.path.relpath(root)
    except (ValueError, OSError):  # another drive, on Windows; or the current folder is gone
        return f"{root.as_posix()}/"
    return "" if relative == "." else f"{Path(relative).as_posix()}/"
