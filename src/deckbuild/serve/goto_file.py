"""Leaves in the project, for editors, the address that shows the slide of a line, as long as the server runs."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from deckbuild.files import atomic
from deckbuild.files.cache import FOLDER, IGNORE, keep_from_git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "goto"


@contextmanager
def left_in(root: Path, address: str) -> Iterator[None]:
    """Let the file `.deckbuild/goto` hold ``address``, for the author's eyes only. Touches the disk.

    Where it cannot be written there is none: the deck is shown all the same. Of two servers the later one leaves its
    address, which the end of the other one does not take away.
    """
    path = root / FOLDER / NAME
    data = f"{address}\n".encode()
    with suppress(OSError):
        _write(path, data)
    try:
        yield
    finally:
        with suppress(OSError):
            _remove(path, data)


def _remove(path: Path, data: bytes) -> None:
    """Remove the file if it holds ``data``, and its folder unless there is more in it."""
    if path.parent.is_symlink() or path.is_symlink() or path.read_bytes() != data:
        return
    path.unlink()
    if [each.name for each in path.parent.iterdir()] == [IGNORE]:
        (path.parent / IGNORE).unlink()
        path.parent.rmdir()


def _write(path: Path, data: bytes) -> None:
    """Write the file, never through a link: the project may be somebody else's."""
    path.parent.mkdir(exist_ok=True)
    if path.parent.is_symlink():
        raise OSError("a link")
    keep_from_git(path.parent)
    atomic.replace(path, data, sync=False)
