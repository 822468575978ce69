"""Writes so that no reader ever sees half a file: the old one is whole until the new one is."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from glob import escape
from pathlib import Path

_MARK = ".deckbuild-"  # in the names of the files that are being written
_OLD = 600  # seconds


class CannotWrite(Exception):
    """A file cannot be written; the text says which and why."""


def write(path: Path, content: str | bytes) -> bool:
    r"""Let ``content`` (text as UTF-8, lines ending at "\\n") take the place of the file ``path``.

    Returns whether anything changed: a file that holds the text already keeps its time. Raises ``CannotWrite``.
    """
    # Half characters (surrogates) come from file names.
    data = content.encode("utf-8", errors="replace") if isinstance(content, str) else content
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear(path)
        _replace(path, data)
    except OSError as error:
        raise CannotWrite(f"cannot write {path}: {error.strerror or error}") from error
    return True


def _replace(path: Path, data: bytes) -> None:
    """Write beside ``path``, bring it to the disk, then rename: on one file system that is all or nothing."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}{_MARK}", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _clear(path: Path) -> None:
    """Remove what a run that was killed has left beside ``path``; a run that still lives writes for seconds only."""
    for left in path.parent.glob(f"{escape(f'.{path.name}{_MARK}')}*.tmp"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _OLD:
                left.unlink()


def _mode(path: Path) -> int:
    """Return the permissions of the old file, else those that a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
