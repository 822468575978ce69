"""Writes files that only this program reads, so that each is there whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

UNFINISHED = ".tmp"  # how the names of files end that are being written


def write(path: Path, data: bytes) -> None:
    """Let ``data`` take the place of the file ``path``, in a folder that is there. Raises ``OSError``."""
    import tempfile

    handle, name = tempfile.mkstemp(dir=path.parent, suffix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).replace(path)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()
