"""Leaves in the project, for editors, the address that shows the slide of a line, as long as the server runs."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = ".deckbuild"
NAME = "goto"


@contextmanager
def left_in(root: Path, address: str) -> Iterator[None]:
    """Let the file `.deckbuild/goto` hold ``address``, for the author's eyes only. Touches the disk.

    Where it cannot be written there is none: the deck is shown all the same.
    """
    path = root / FOLDER / NAME
    with suppress(OSError):
        _write(path, f"{address}\n".encode())
    try:
        yield
    finally:
        if not path.parent.is_symlink():
            with suppress(OSError):
                path.unlink()
                path.parent.rmdir()  # unless there is more in it


def _write(path: Path, data: bytes) -> None:
    """Write a new file, never through a link: the project may be somebody else's."""
    path.parent.mkdir(exist_ok=True)
    if path.parent.is_symlink():
        raise OSError("a link")
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, data)
    finally:
        os.close(descriptor)
