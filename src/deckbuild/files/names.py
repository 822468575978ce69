"""Says which files of a project a name may mean, and what to do when it means none.

`images/x.png` lies beside the file that names it, or in the project's root, or in the folder in which the command was
started; `/images/x.png` in the root first, and beside the file last: reveal-md calls that `/` when it is given a file.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from unicodedata import normalize

from deckbuild.diagnostics.problem import closest

if TYPE_CHECKING:
    from collections.abc import Mapping

COPY = "copy it into the project, and name it there"
_DRIVE = re.compile(r"[A-Za-z]:|\\\\")


_ROOT = PurePosixPath()


def paths(name: str, beside: PurePosixPath, started: PurePosixPath = _ROOT) -> dict[PurePosixPath, PurePosixPath]:
    """Return the paths from the project's root that ``name`` may mean, the likeliest first, with their folders.

    ``beside`` is the folder of the file that names it, ``started`` the one in which the command was started.
    """
    folders = (_ROOT, started, beside) if name.startswith("/") else (beside, _ROOT, started)
    return {folder / name.lstrip("/"): folder for folder in dict.fromkeys(folders)}


def looked_in(looked: Mapping[PurePosixPath, PurePosixPath]) -> str:
    """Return the hint that names the folders of the project in which a file was looked for, by its paths there."""
    inside = [folder for path, folder in looked.items() if not os.path.normpath(path).startswith("..")]
    words = [f"{each}/" if each.parts else "the project's root" for each in inside]
    last = " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
    return f"it was looked for in {last}" if last else "from there it would lie outside of the project"


def on_disk(root: Path, path: PurePosixPath) -> PurePosixPath | None:
    """Return ``path`` from ``root`` as the disk spells it, None if there is no such file.

    `ä` is one character in Unicode's form NFC, which most texts are in, and two in NFD, which macOS wrote to disks.

    Touches the disk.
    """
    found = PurePosixPath()
    for part in path.parts:
        if part.isascii() or os.path.lexists(root / found / part):
            found /= part
            continue
        same = [name for name in _names_in(root / found, root) if normalize("NFC", name) == normalize("NFC", part)]
        if not same:
            return None
        found /= min(same)
    return found


def nearest(root: Path, path: PurePosixPath) -> str:
    """Return a hint with the file nearest to ``path`` from ``root``: its name, from the first wrong folder on.

    Touches the disk.
    """
    right: list[str] = []
    folder = root
    for number, part in enumerate(path.parts, 1):
        found = part
        if right or (part != ".." and not os.path.lexists(folder / part)):
            found = _nearest(part, folder, root, is_folder=number < len(path.parts))
            right.append(found)
        if not found:
            return ""
        folder /= found
    return f"did you mean {'/'.join(right)!r}?" if right else ""


def _nearest(name: str, folder: Path, root: Path, *, is_folder: bool) -> str:
    """Return the name in ``folder``, of a folder or of a file, that is nearest to ``name``; empty if none is near.

    A common ending alone makes no two names alike.
    """
    if name == ".." or os.path.lexists(folder / name):
        return name
    names = [each for each in _names_in(folder, root) if (folder / each).is_dir() is is_folder]
    return closest(name, [each for each in names if closest(Path(name).stem, [Path(each).stem], 0.5)])


def _names_in(folder: Path, root: Path) -> list[str]:
    """Return the names in ``folder`` that are not hidden; none if it does not lie in ``root``. Touches the disk."""
    try:
        real = folder.resolve()
        inside = real.is_relative_to(root) and real.is_dir()
        return sorted(each.name for each in real.iterdir() if each.name[0] != ".") if inside else []
    except (OSError, RuntimeError, ValueError):
        return []


def allowing(root: Path, path: PurePosixPath) -> str:
    """Return what to do about a file at ``path`` from ``root`` that lies outside the project."""
    folder = os.path.relpath(root / path.parent, root)
    if not folder.startswith(".."):
        return "a link leads there; copy the file into the project, or allow its folder: --allow-outside DIR"
    return f"copy it into the project, or allow its folder: --allow-outside {shlex.quote(Path(folder).as_posix())}"


def mended(name: str) -> str:
    """Return what to do about a ``name`` with a character that no name may have."""
    if "\\" not in name:
        return "it holds a control character"
    rightly = name.replace("\\", "/")
    return COPY if _DRIVE.match(name) or rightly.startswith("//") else f"write {rightly}"
