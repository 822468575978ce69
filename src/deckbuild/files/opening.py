"""Opens a file by its resolved path and follows no link, not even one that is put in the way at that moment.

A path that was resolved and checked may lead elsewhere when it is opened: a folder in it can have been exchanged for a
link. So each folder is opened in the one before it, and none that is a link. Windows cannot do that; there the path is
resolved once more when the file is open, and has to lead to the same file.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

READ_ONLY = os.O_RDONLY  # follows no link, waits for no pipe
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY)  # with O_PATH also a folder that may be entered and not listed
# Each where the system has it.
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    READ_ONLY |= getattr(os, _flag, 0)
for _flag in ("O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC"):
    _FOLDER |= getattr(os, _flag, 0)
_OPENS_IN_FOLDERS = {os.open, os.stat} <= os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")


class Exchanged(OSError):
    """A file is another one than a moment before."""


def cause(error: OSError | ValueError) -> str:
    """Return why a file cannot be opened, in a few words."""
    if isinstance(error, Exchanged):
        return "it was exchanged while it was read"
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return "a link leads to itself"
    return (getattr(error, "strerror", None) or "").lower()


def open_regular(base: Path, path: Path) -> int | None:
    """Return a descriptor to read the regular file ``path``, which lies below the folder ``base``; both are resolved.

    A folder, a pipe or a device is not even opened; for them it returns None. Raises ``OSError``: ``Exchanged``, or
    what the system says of a path that leads over a link by now. Touches the disk.
    """
    if not _OPENS_IN_FOLDERS:
        return _checked(path)
    *folders, name = path.relative_to(base).parts or (".",)
    folder = os.open(base, _FOLDER)
    try:
        for each in folders:
            inner = os.open(each, _FOLDER, dir_fd=folder)
            os.close(folder)
            folder = inner
        return _open(name, folder)
    finally:
        os.close(folder)


def _open(name: str | Path, folder: int | None = None) -> int | None:
    """Open a regular file, in an open folder or by its path. Raises ``OSError``."""
    before = os.stat(name, dir_fd=folder, follow_symlinks=False)
    if not stat.S_ISREG(before.st_mode):
        return None
    descriptor = os.open(name, READ_ONLY, dir_fd=folder)
    return _kept(descriptor, is_meant=os.path.samestat(os.fstat(descriptor), before))


def _checked(path: Path) -> int | None:
    """Open a regular file by its path, and look afterwards where that leads. Raises ``OSError``."""
    descriptor = _open(path)
    return descriptor if descriptor is None else _kept(descriptor, is_meant=_leads_to(path, descriptor))


def _leads_to(path: Path, descriptor: int) -> bool:
    """Return whether ``path`` leads over no link, and to the file that ``descriptor`` is of."""
    with suppress(OSError):
        return Path(os.path.realpath(path)) == path and os.path.samestat(os.fstat(descriptor), path.lstat())
    return False


def _kept(descriptor: int, *, is_meant: bool) -> int:
    """Return ``descriptor`` if it is of the file that is meant; else close it and raise ``Exchanged``."""
    if is_meant:
        return descriptor
    os.close(descriptor)
    raise Exchanged
