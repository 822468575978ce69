"""Keeps what was made for the next build, in the project's `.deckbuild/cache`.

Each entry is a file that begins with a checksum of the rest: one that is damaged is not there. Entries are written
whole or not at all, so that two builds at once do no harm; the oldest go when all of them outgrow the bound.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from time import time
from typing import TYPE_CHECKING

from deckbuild.files import atomic
from deckbuild.files.opening import open_regular

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = ".deckbuild"
IGNORE = ".gitignore"
LARGEST = 256 * 1024 * 1024  # bytes of all entries together
_SUM = 16  # bytes of a checksum


class Cache:
    """The entries of the project at ``root``; ``name`` of an entry is a hash of what it is made of."""

    def __init__(self, root: Path, largest: int = LARGEST) -> None:
        self._root = root.resolve()
        self._folder = self._root / FOLDER / "cache"
        self._largest = largest

    def get(self, name: str) -> bytes | None:
        """Return an entry; None if there is none, or none that is whole. Touches the disk."""
        path = self._folder / name
        try:
            data = _regular(self._root, path)
            os.utime(path, follow_symlinks=False)
        except (OSError, NotImplementedError):
            return None
        return data[_SUM:] if data[:_SUM] == _checksum(data[_SUM:]) else None

    def put(self, name: str, data: bytes) -> None:
        """Keep an entry; where that is not possible, the next build makes it anew. Touches the disk."""
        if self._is_led_out():
            return
        with suppress(OSError):
            self._prepare()
            atomic.replace(self._folder / name, _checksum(data) + data, sync=False)
            self._trim()

    def _is_led_out(self) -> bool:
        """Return whether a link leads the entries out of the project: asked each time, for it may be put there late."""
        return any(folder.is_symlink() for folder in (self._folder.parent, self._folder))

    def _prepare(self) -> None:
        """Make the folder."""
        self._folder.mkdir(parents=True, exist_ok=True)
        keep_from_git(self._folder.parent)

    def _trim(self) -> None:
        """Remove the entries that were not used for longest until the others fit."""
        entries = sorted(self._entries())
        total = sum(size for _, size, _ in entries)
        for _, size, path in entries:
            if total <= self._largest:
                return
            with suppress(OSError):
                path.unlink()
            total -= size

    def _entries(self) -> Iterator[tuple[int, int, Path]]:
        """Yield the time of the last use (ns), the size (bytes) and the path of each entry.

        What a killed build has left unfinished counts as used long ago, once no build can be writing it.
        """
        for path in self._folder.iterdir():
            with suppress(OSError):
                about = path.lstat()
                is_left = path.suffix == atomic.UNFINISHED and time() - about.st_mtime > atomic.OLD
                yield 0 if is_left else about.st_mtime_ns, self._largest if is_left else about.st_size, path


def keep_from_git(folder: Path) -> None:
    """Let git not take in what is in ``folder``. Touches the disk."""
    ignore = folder / IGNORE
    if not ignore.exists() and not ignore.is_symlink():
        ignore.write_text("*\n", encoding="utf-8")


def _regular(root: Path, path: Path) -> bytes:
    """Return what a regular file holds, nothing for a pipe or a device. Raises ``OSError``."""
    descriptor = open_regular(root, path)
    if descriptor is None:
        return b""
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read()


def _checksum(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SUM).digest()
