"""Says which project a path belongs to: where its root is, and why it is there.

The nearest folder with settings, of ours or of a tool that people come from, is the root; so is one whose `slides/`
holds the path. Else a repository is the project, and outside of one a Markdown file is one of its own.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.config import mkslides, reveal_md

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SLIDES = "slides"
CONFIG = "deckbuild.yml"
REVEAL_MD = (*reveal_md.SETTINGS_FILES, *reveal_md.OPTIONS_FILES)
MKSLIDES = mkslides.SETTINGS_FILES
_OF_OTHERS = frozenset((*REVEAL_MD, *MKSLIDES))
_REPOSITORY = ".git"  # a folder; a file in a worktree or a submodule


class NoProject(Exception):
    """There is nothing to build at a path; the text says why and what to do."""


class ProjectRoot(NamedTuple):
    """The root of a project: its ``folder``, resolved, and ``why`` it is that.

    ``only`` is the one file that is meant, or the folder whose decks are ("" for all decks), from the root;
    ``started`` the folder in which the command was started ("" if that is the root, or lies outside of it).
    """

    folder: Path
    only: str = ""
    why: str = ""
    started: str = ""


def is_markdown(file: Path) -> bool:
    """Return whether a file has the name of a Markdown file, be it one of Quarto or R Markdown."""
    return file.suffix.lower() in (".md", ".markdown", ".qmd", ".rmd")


def is_project(folder: Path) -> bool:
    """Return whether ``folder`` is a project, and not where single Markdown files lie. Touches the disk."""
    return (folder / SLIDES).is_dir() or bool(settings_in(folder))


def is_ours(folder: Path) -> bool:
    """Return whether ``folder`` is a project of ours, where nobody else has a `dist/`. Touches the disk."""
    name = settings_in(folder)
    return name == CONFIG or (not name and (folder / SLIDES).is_dir())


def settings_in(folder: Path) -> str:
    """Return the name of the file with the project's settings, ours before those of other tools. Touches the disk."""
    return next((name for name in (CONFIG, *REVEAL_MD, *MKSLIDES) if (folder / name).is_file()), "")


def home(root: Path, only: str) -> Path:
    """Return the folder in which `dist/` and `.deckbuild/` lie: a project's root, else where the file lies.

    Touches the disk.
    """
    named = root / only
    return root if is_project(root) else named if named.is_dir() else named.parent


def root_of(
    path: Path, wanted: Path | None = None, *, started: Path | None = None, untrusted: bool = False
) -> ProjectRoot:
    """Return the root of the project at ``path``; that is ``wanted``, if it is given and holds the path.

    ``started`` is the folder in which the command was started. An ``untrusted`` file gets no root by its repository
    alone, so that it reaches no more of the disk. Raises ``NoProject``. Touches the disk.
    """
    real = _checked(path)
    folder, why = _named(real, _resolved(wanted)) if wanted else _found(real, untrusted=untrusted)
    return ProjectRoot(folder, _within(folder, real), why, _within(folder, started and _resolved(started)))


def _named(path: Path, root: Path) -> tuple[Path, str]:
    """Return the ``root`` that is named for ``path``, and why it is that; raises ``NoProject`` if it cannot be."""
    if not path.is_relative_to(root):
        raise NoProject(f"{path} does not lie in {root}, which --root names")
    if path == root and not is_project(root):
        raise NoProject(_no_decks(root))
    return root, "--root names it"


def _found(path: Path, *, untrusted: bool) -> tuple[Path, str]:
    """Return the root that is found from ``path`` upwards, and why it is that; raises ``NoProject``.

    It is the `slides/` in ``path`` if that is a project of another tool.
    """
    if is_folder := path.is_dir():
        path = path if settings_in(path) or settings_in(path / SLIDES) not in _OF_OTHERS else path / SLIDES
    folders = list(_upwards(path if is_folder else path.parent))
    slides = next((each for each in folders if _is_in_slides(path, each)), None)
    for folder in folders:
        name = settings_in(folder)
        if name == CONFIG and slides and slides != folder and slides.is_relative_to(folder):
            break  # a project with slides/ in another one of ours; other tools know no such folder
        if name:
            return folder, f"{name} lies there"
    if slides:
        return slides, f"{SLIDES}/ lies there"
    if is_folder:
        raise NoProject(_no_decks(path))
    if not untrusted and _is_repository(folders[-1]):
        return folders[-1], "it is a git repository"
    return path.parent, "the file lies there, and in no project"


def _upwards(folder: Path) -> Iterator[Path]:
    """Yield ``folder`` and those above it, up to the one that is a repository."""
    for each in (folder, *folder.parents):
        yield each
        if (each / _REPOSITORY).exists():
            return


def _is_repository(folder: Path) -> bool:
    """Return whether ``folder`` is a repository, and not one that holds all that somebody has, dotfiles first."""
    home = os.path.realpath(os.path.expanduser("~"))  # noqa: PTH111 -- never raises
    return (folder / _REPOSITORY).exists() and str(folder) not in (home, folder.anchor)


def _is_in_slides(path: Path, folder: Path) -> bool:
    """Return whether ``path`` is ``folder``, and has a `slides/`, or lies in it."""
    slides = folder / SLIDES
    return (path == folder or path.is_relative_to(slides)) and slides.is_dir()


def _within(folder: Path, path: Path | None) -> str:
    """Return ``path`` from ``folder`` on, "" for the folder itself and for what lies outside of it."""
    return path.relative_to(folder).as_posix() if path and path != folder and path.is_relative_to(folder) else ""


def _checked(path: Path) -> Path:
    """Return where ``path`` leads, which is a folder or a Markdown file; raises ``NoProject``."""
    real = _resolved(path)
    if real.is_dir():
        return real
    if not real.is_file():
        raise NoProject(_no_file(path, real))
    if not is_markdown(real):
        raise NoProject(f"{real} is no Markdown file; name a .md file or a folder")
    return real


def _resolved(path: Path) -> Path:
    """Return where ``path`` leads; raises ``NoProject``, or ``FileNotFoundError`` when there is no current folder."""
    try:
        return path.resolve()
    except FileNotFoundError:
        raise
    except (OSError, RuntimeError) as error:
        raise NoProject(f"{path} leads nowhere: it is a link to itself") from error


def _no_decks(folder: Path) -> str:
    """Say why nothing in ``folder`` can be built."""
    return f"there is no {SLIDES}/ folder in {folder}; name a Markdown file, or let `deckbuild init` make a project"


def _no_file(named: Path, path: Path) -> str:
    """Say why what is ``named`` cannot be built; ``path`` is where it leads."""
    if path.exists():
        return f"{path} is no file but a pipe or a device; name a .md file or a folder"
    return (
        f"{named} is a link that leads nowhere: there is no {path}"
        if named.is_symlink()
        else f"there is no file or folder {path}"
    )
