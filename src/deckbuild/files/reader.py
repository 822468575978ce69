"""Reads the files of a project, and only those: finds what a deck names, inside the project.

Everything that is read from disk goes through here, so that no deck can put a file from outside its project into a
page: addresses are decoded once, symbolic links resolved, and only then is the place compared with the project's.
"""

from __future__ import annotations

import os
import re
from copy import copy
from enum import Enum
from pathlib import Path, PurePosixPath
from time import time_ns
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from deckbuild.files import git_history, names
from deckbuild.files.opening import cause, open_regular
from deckbuild.files.stamps import stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from deckbuild.files.stamps import Stamp

    Most = Callable[[str], float]  # says of the file at a path how many bytes it may have

_STRANGE = re.compile(r"[\x00-\x1f\x7f-\x9f\\]")
_ENCODED_TWICE = re.compile(r"%(?:2e|2f|5c|25|00)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"//|[A-Za-z][A-Za-z0-9+.-]*:")  # the network, a drive
_SYSTEM = {("/", "proc"), ("/", "sys")}  # what looks like files here is the machine's state, secrets included
_COARSEST = 2_100_000_000  # ns; some file systems count the time of a change in steps of two seconds
LARGEST = 200_000_000  # bytes; a larger file is most likely a mistake
_HINTS = 200  # missing files for which a near name is looked for; a deck with more has another problem


class Reason(Enum):
    """Why a file is not read; the value completes "the file … "."""

    MISSING = "does not exist"
    OUTSIDE = "lies outside the project"
    STRANGE = "has a name that is not allowed"
    HIDDEN = "is hidden: a name in its path begins with a dot"
    OURS = "is a deck, or what decks are built to"
    FOLDER = "is a folder"
    NO_FILE = "is not a regular file"
    TOO_LARGE = "is too large"
    UNREADABLE = "cannot be read"


class File(NamedTuple):
    """A file of the project, or of a folder that it may use: its path from the root, with slashes, and its bytes."""

    path: str
    data: bytes


class NotRead(NamedTuple):
    """A file that is not read, and why; ``hint`` names the nearest file that is there.

    ``path`` and ``size`` (bytes) are those of a file that is too large.
    """

    why: Reason
    hint: str = ""
    path: str = ""
    size: int = 0


def largest(_path: str) -> float:
    """Let any file have as many bytes as the reader reads."""
    return LARGEST


class FileReader:
    """The files of the project at ``root``, and those below the folders ``allowed``, each read once.

    All are resolved paths. What lies in an allowed folder is named as if it lay in the project, by a relative path
    or through a link.
    ``asked`` are all paths that were looked at, missing ones too, each with its stamp from before it was read: when
    one differs later, what was built from it is old. What ``last``, an older reader of the same project, has found and
    has its stamp still is not looked for again. ``started`` is the folder from the root in which files are looked for
    that lie neither beside who names them nor in the root.
    """

    def __init__(
        self, root: Path, allowed: tuple[Path, ...] = (), last: FileReader | None = None, started: str = ""
    ) -> None:
        self.root, self.allowed, self.started = root, allowed, PurePosixPath(started)
        self.asked: dict[Path, Stamp] = {}
        self._files: dict[Path, File | NotRead] = {}
        self._names: dict[tuple[str, str], NotRead] = {}  # what was not found, by name and folder
        self._hints = 0
        self._closed: set[str] = set()
        self._begun = time_ns()
        self._kept = last.settled() if last and last.allowed == allowed else {}

    def close(self, paths: Iterable[str]) -> None:
        """From now on refuse the files, and all below the folders, at ``paths`` from the root."""
        self._closed.update(paths)
        self._names.clear()

    def opened(self, paths: Iterable[str]) -> FileReader:
        """Return the same files, of which none is refused that lies at one of ``paths``."""
        reader = copy(self)
        reader._closed = self._closed.difference(paths)
        return reader

    def find(self, address: str, beside: str = "", most: Most = largest) -> File | NotRead:
        """Return the file that ``address`` names for the file ``beside``, as ``named`` does.

        ``address`` is percent-encoded as in HTML; a query and a fragment do not count. Touches the disk.
        """
        name = unquote(re.split(r"[?#]", address, maxsplit=1)[0])
        if _ENCODED_TWICE.search(name):
            return NotRead(Reason.STRANGE, "it is percent-encoded more than once")
        return self.named(name, beside, most)

    def named(self, name: str, beside: str = "", most: Most = largest) -> File | NotRead:
        """Return the file of this ``name``: beside the file ``beside``, else in the root, else where we were started.

        `/x` is looked for in the root first. A file with more bytes than ``most`` says is not read. Touches the disk.
        """
        if _STRANGE.search(name):
            return NotRead(Reason.STRANGE, names.mended(name))
        if _ELSEWHERE.match(name):
            return NotRead(Reason.OUTSIDE, names.COPY)
        folder = PurePosixPath(beside).parent
        if missing := self._names.get((name, str(folder))):
            return missing
        found = self._first(name, folder, most)
        if isinstance(found, NotRead) and found.why is Reason.MISSING:
            self._names[name, str(folder)] = found
        return found

    def _first(self, name: str, folder: PurePosixPath, most: Most) -> File | NotRead:
        """Return the first file that ``name`` may mean; if none is read, why the first one that is there is not."""
        failures: list[tuple[NotRead, PurePosixPath]] = []
        looked = names.paths(name, folder, self.started)
        for path in looked:
            found = self._in_any_form(path, most)
            if isinstance(found, File):
                return found
            failures.append((found, path))
        hinted = [self._hinted(*each) for each in failures]
        missing = NotRead(Reason.MISSING, names.looked_in(looked))
        return next((each for each in hinted if each.why is not Reason.MISSING or each.hint), missing)

    def _in_any_form(self, path: PurePosixPath, most: Most) -> File | NotRead:
        """Return the file at ``path``, whichever form of Unicode its name has on the disk."""
        found = self.read(path, most)
        if isinstance(found, File) or found.why is not Reason.MISSING or path.as_posix().isascii():
            return found
        self.look_at((self.root / path).parent)  # where it may appear under a name that is spelled otherwise
        on_disk = names.on_disk(self.root, path)
        return self.read(on_disk, most) if on_disk else found

    def read(self, path: PurePosixPath, most: Most = largest) -> File | NotRead:
        """Return the file at ``path`` from the root. Touches the disk."""
        full = self.root / path
        self.look_at(full)
        found = self._files.get(full) or self._found_before(full) or self._open(full, most)
        if isinstance(found, File) and len(found.data) > most(found.path):
            return NotRead(Reason.TOO_LARGE, "", found.path, len(found.data))
        if not (isinstance(found, NotRead) and found.why is Reason.TOO_LARGE):  # another deck may allow more
            self._files[full] = found
        return NotRead(Reason.OURS) if isinstance(found, File) and self._is_closed(found.path) else found

    def _found_before(self, full: Path) -> File | NotRead | None:
        """Return what an older reader has found at ``full``, if that is still so."""
        before, kept = self._kept.get(full, (None, None))
        return kept if before == self.asked[full] else None

    def sources(self) -> set[str]:
        """Return the resolved paths of the files that were read. Touches the disk."""
        return {os.path.realpath(self.root / file.path) for file in self._files.values() if isinstance(file, File)}

    def settled(self) -> dict[Path, tuple[Stamp, File | NotRead]]:
        """Return the files that were read or missing, with their stamps; none that was perhaps being written then.

        Two writes within the step of a file system's clock leave one stamp, so a fresh one says nothing.
        """
        latest = self._begun - _COARSEST
        found = ((path, self.asked[path], file) for path, file in self._files.items() if _is_kept(file))
        return {path: (before, file) for path, before, file in found if not before or max(before[:2]) < latest}

    def day_of_change(self, paths: tuple[str, ...]) -> str:
        """Return the day on which git has the last change of the files at ``paths`` (see `git_history`). Runs git."""
        return git_history.day_of_change(self.root, paths, self.look_at(git_history.log_of(self.root)))

    def look_at(self, path: Path) -> Stamp:
        """Remember that what is built depends on the file or folder at ``path``; return its stamp. Touches the disk."""
        return self.asked.setdefault(path, stamp(path))

    def _open(self, full: Path, most: Most) -> File | NotRead:
        try:
            real = Path(os.path.realpath(full, strict=True))
        except (FileNotFoundError, NotADirectoryError):
            return NotRead(Reason.MISSING)
        except (OSError, ValueError) as error:
            return NotRead(Reason.UNREADABLE, cause(error))
        base = next((each for each in (self.root, *self.allowed) if real.is_relative_to(each)), None)
        if base is None:
            return NotRead(Reason.OUTSIDE)
        if any(part.startswith(".") for part in real.relative_to(base).parts):
            return NotRead(Reason.HIDDEN)
        name = Path(os.path.relpath(real, self.root)).as_posix()
        return NotRead(Reason.OURS) if self._is_closed(name) else _regular(base, real, name, most(name))

    def _is_closed(self, path: str) -> bool:
        inner = PurePosixPath(path)
        return any(each.as_posix() in self._closed for each in (inner, *inner.parents))

    def _hinted(self, failure: NotRead, path: PurePosixPath) -> NotRead:
        """Return why the file at ``path`` is not read, with what to do about it."""
        if failure.why is Reason.OUTSIDE:
            return NotRead(failure.why, names.allowing(self.root, path))
        if failure.why is not Reason.MISSING or self._hints >= _HINTS:
            return failure
        self._hints += 1
        is_link = os.path.islink(self.root / path)  # noqa: PTH114 -- never raises
        return NotRead(failure.why, "it is a link that leads nowhere" if is_link else names.nearest(self.root, path))


def _is_kept(file: File | NotRead) -> bool:
    """Return whether ``file`` is found again while its stamp stays; why another is not read may lie elsewhere."""
    return isinstance(file, File) or file.why is Reason.MISSING


def _regular(base: Path, real: Path, name: str, most: float) -> File | NotRead:
    """Read the file at the resolved path ``real`` below the folder ``base``."""
    if real.is_dir() or real.parts[:2] in _SYSTEM:
        return NotRead(Reason.FOLDER if real.is_dir() else Reason.NO_FILE)
    try:
        descriptor = open_regular(base, real)
        return NotRead(Reason.NO_FILE) if descriptor is None else _read(descriptor, name, most)
    except OSError as error:
        return NotRead(Reason.UNREADABLE, cause(error))


def _read(descriptor: int, name: str, most: float) -> File | NotRead:
    """Read what an open descriptor is of, if it has at most ``most`` bytes, and close it."""
    with open(descriptor, "rb") as stream:
        size = os.fstat(descriptor).st_size
        if size > min(most, LARGEST):
            hint = f"no file may have more than {LARGEST // 10**6} MB" if size > LARGEST else ""
            return NotRead(Reason.TOO_LARGE, hint, name, size)
        return File(name, stream.read(size))
