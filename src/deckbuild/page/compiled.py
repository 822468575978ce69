"""Keeps compiled templates: all for the next build of this process, and ours on the disk, as Python keeps modules.

To compile the template of a deck takes Jinja 9 ms, a twentieth of a small build.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from jinja2 import BytecodeCache, compiler

from deckbuild.files import whole

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

_MOST = 50  # templates; while one is edited, its old states are kept no longer


class Compiled(BytecodeCache):
    """Compiled templates by name and text; only those that lie in the folder ``ours`` are kept on the disk."""

    _kept: ClassVar[dict[tuple[str, str], bytes]] = {}

    def __init__(self, ours: Path) -> None:
        self._ours = ours

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the path of a template of ours, the name of any other."""
        return filename or name

    def get_source_checksum(self, source: str) -> str:
        """Return what tells this text from any other, and this Jinja from any other."""
        jinja = Path(compiler.__file__).stat()
        return blake2b(f"{jinja.st_mtime_ns} {jinja.st_size} {source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill ``bucket`` with what is kept, if anything is."""
        kept = (bucket.key, bucket.checksum)
        code = self._kept.get(kept) or self._read(bucket)
        with suppress(Exception):  # a file may hold anything
            bucket.bytecode_from_string(code)
        if bucket.code:  # each deck has an environment of its own, which need not read the file again
            self._kept[kept] = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what ``bucket`` holds; on the disk where Python would keep a module, and where that is possible."""
        if len(self._kept) > _MOST:
            self._kept.clear()
        code = self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()
        path = self._path(bucket)
        if path and not sys.dont_write_bytecode:
            with suppress(OSError):
                path.parent.mkdir(exist_ok=True)
                whole.write(path, code)

    def _read(self, bucket: Bucket) -> bytes:
        path = self._path(bucket)
        try:
            return path.read_bytes() if path else b""
        except OSError:
            return b""

    def _path(self, bucket: Bucket) -> Path | None:
        """Return where the disk keeps a template of ours."""
        if Path(bucket.key).parent != self._ours:
            return None
        with suppress(NotImplementedError):  # a Python that keeps no modules
            return Path(cache_from_source(bucket.key))
        return None
