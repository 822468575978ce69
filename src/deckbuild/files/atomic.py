"""Writes so that no reader ever sees half a file: the old one is whole until the new one is.

Who writes holds a lock on the file that is being written. The system takes it away with the process, however that
ends; so what nobody holds a lock on is what a killed run has left, and the next one removes it.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

UNFINISHED = ".tmp"  # how the names of files end that are being written
_UNFINISHED = re.compile(r"\..+\.deckbuild-[a-z0-9_]{8}\.tmp", re.DOTALL)  # the names that _create makes
OLD = 600  # seconds after which a file is left over, for where there are no locks; a page is written in less than one
_LONGEST = 40  # characters of a name that are kept in that of its unfinished file


class CannotWrite(Exception):
    """A file cannot be written; the text says which and why."""


def write(path: Path, content: str | bytes) -> bool:
    r"""Let ``content`` (text as UTF-8, lines ending at "\\n") take the place of the file ``path``.

    Returns whether anything changed: a file that holds the text already keeps its time. Raises ``CannotWrite``.
    """
    # Half characters (surrogates) come from file names.
    data = content.encode("utf-8", errors="replace") if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
        replace(path, data, _mode(path))
    except OSError as error:
        raise CannotWrite(f"cannot write {path}: {_reason(path, error)}") from error
    return True


def _reason(path: Path, error: OSError) -> str:
    """Return why ``path`` cannot be written; the system's words for a file in the place of a folder mislead."""
    no_folder = next((each for each in path.parents if each.exists() and not each.is_dir()), None)
    return f"{no_folder} is no folder" if no_folder else error.strerror or str(error)


def replace(path: Path, data: bytes, mode: int = 0o600, *, sync: bool = True) -> None:
    """Write beside ``path``, then rename: on one file system that is all or nothing. Raises ``OSError``.

    The folder is there. ``mode`` are the permissions. With ``sync`` the file is brought to the disk before it gets its
    name, which costs some milliseconds and holds when the power fails.
    """
    handle, unfinished = _create(path)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            if sync:
                os.fsync(stream.fileno())
            unfinished.chmod(mode)
            if fcntl:  # while it is locked; Windows renames no file that is open
                unfinished.replace(path)
        if not fcntl:
            unfinished.replace(path)
    finally:
        with suppress(FileNotFoundError):
            unfinished.unlink()
    if sync:
        _sync(path.parent)


def _create(path: Path) -> tuple[int, Path]:
    """Make an empty file beside ``path`` and lock it; return its descriptor and its path."""
    while True:
        handle, name = tempfile.mkstemp(
            prefix=f".{path.name[:_LONGEST]}.deckbuild-", suffix=UNFINISHED, dir=path.parent
        )
        with suppress(OSError):  # some network file systems have no locks
            if fcntl:
                fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink or not fcntl:
            return handle, Path(name)
        os.close(handle)  # another run took it for left over, in the moment before it was locked


def clear(folder: Path) -> None:
    """Remove what killed runs have left in ``folder``: unfinished files that nobody writes any more."""
    with suppress(OSError):  # there is no such folder yet, or none that can be read
        for path in folder.iterdir():
            if _UNFINISHED.fullmatch(path.name):
                _clear(path)


def _clear(unfinished: Path) -> None:
    """Remove ``unfinished`` if it is old, or if it can be locked."""
    with suppress(OSError):
        if time.time() - unfinished.lstat().st_mtime > OLD:
            unfinished.unlink()
        elif fcntl:
            _remove(unfinished)


def _remove(unfinished: Path) -> None:
    """Remove a file that a killed run has left: one that can be locked. Raises ``OSError`` where it cannot."""
    handle = os.open(unfinished, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        unfinished.unlink()  # before the lock is given back: who has just made the file waits for it, and then knows
    finally:
        os.close(handle)


def _sync(folder: Path) -> None:
    """Bring the new name to the disk, where folders can be opened for that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _mode(path: Path) -> int:
    """Return the permissions of the old file, else those that a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
