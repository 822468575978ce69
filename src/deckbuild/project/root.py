"""Says which project a path belongs to: a folder with `slides/` or `deckbuild.yml` in it, or one Markdown file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.project.discovery import SLIDES, is_markdown

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = "deckbuild.yml"


class NoProject(Exception):
    """There is nothing to build at a path; the text says why and what to do."""


def is_project(folder: Path) -> bool:
    """Return whether ``folder`` is a project, and not where a single Markdown file lies. Touches the disk."""
    return (folder / SLIDES).is_dir() or (folder / CONFIG).is_file()


def root_of(path: Path) -> tuple[Path, str]:
    """Return the root of the project at ``path``, and the one file that is meant ("" for all decks).

    Raises ``NoProject``. A file in a project's `slides/` belongs to that project; any other is one of its own.
    """
    named, path = path, _resolved(path)
    if path.is_dir():
        if is_project(path):
            return path, ""
        raise NoProject(
            f"there is no {SLIDES}/ folder in {path}; name a Markdown file, or let `deckbuild init` make a project"
        )
    if not path.is_file():
        raise NoProject(_no_file(named, path))
    if not is_markdown(path):
        raise NoProject(f"{path} is no Markdown file; name a .md file or a folder")
    for folder in path.parents:
        if (folder / CONFIG).is_file() or (path.is_relative_to(folder / SLIDES) and folder != path.parent):
            return folder, path.relative_to(folder).as_posix()
    return path.parent, path.name


def _resolved(path: Path) -> Path:
    """Return where ``path`` leads; raises ``NoProject``, or ``FileNotFoundError`` when there is no current folder."""
    try:
        return path.resolve()
    except FileNotFoundError:
        raise
    except (OSError, RuntimeError) as error:
        raise NoProject(f"{path} leads nowhere: it is a link to itself") from error


def _no_file(named: Path, path: Path) -> str:
    """Say why what is ``named`` cannot be built; ``path`` is where it leads."""
    if path.exists():
        return f"{path} is no file but a pipe or a device; name a .md file or a folder"
    return (
        f"{named} is a link that leads nowhere: there is no {path}"
        if named.is_symlink()
        else f"there is no file or folder {path}"
    )
