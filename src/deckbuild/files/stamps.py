"""Tells one state of a file from another without reading it: by when it was changed, and how large it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# What tells one state of a file from another; None if there is no file: when its content was changed and when anything
# about it (ns; a program can set back the first, not the second), size (bytes), inode.
Stamp = tuple[int, int, int, int] | None


def stamp(path: Path) -> Stamp:
    """Return the stamp of a file or folder. Touches the disk."""
    try:
        about = path.stat()
    except (OSError, ValueError):
        return None
    return about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino
