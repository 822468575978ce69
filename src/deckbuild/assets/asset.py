"""A file that a page holds, and the mark that stands for it in HTML and CSS until the page is laid out.

A mark holds a NUL, which no source may: so nobody can write one. What it becomes (a data URI, a place in the page's
store, a link) depends on the whole page, and slides with marks in them stay small.
"""

from __future__ import annotations

import base64
import re
from enum import Enum
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

from deckbuild.files.media_types import by_ending, ending_of

_MARK = re.compile(r"\0([plcfb])([0-9a-f]{16})\0")
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")
_LONGEST = 40  # characters of a name that are kept


class Use(Enum):
    """What a mark stands for.

    The value of an attribute that a script may exchange; one address of several there, which reveal.js divides at
    commas; a whole ``url()`` of CSS; a fixed address; the address of a file that the page only leads to.
    """

    PICTURE = "p"
    LISTED = "l"
    CSS = "c"
    FIXED = "f"
    BESIDE = "b"


class Asset(NamedTuple):
    """A file as a page holds it: ``path`` from the project's root (or its name), media type, and bytes."""

    path: str
    media_type: str
    data: bytes
    key: str  # tells its content from any other, in 16 hexadecimal digits

    @classmethod
    def of(cls, path: str, media_type: str, data: bytes) -> Asset:
        """Return the file with its key."""
        content = media_type.encode() + b"\0" + data
        return cls(path, media_type, data, blake2b(content, digest_size=8).hexdigest())

    def mark(self, use: Use) -> str:
        """Return what stands for the file until the page is laid out."""
        return f"\0{use.value}{self.key}\0"

    def uri(self) -> str:
        """Return the file as a data URI, in base64."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode('ascii')}"

    def file_name(self) -> str:
        """Return a name that every server and every file system takes, and that changes with the content."""
        path = PurePosixPath(self.path)
        stem = _UNSAFE.sub("-", path.stem)[:_LONGEST].strip("-") or "file"
        kept = by_ending(path.name) in ("", self.media_type)  # a picture that was made smaller is another kind now
        ending = _UNSAFE.sub("", path.suffix) if kept else ending_of(self.media_type)
        return f"{stem}.{self.key}.{ending}" if ending else f"{stem}.{self.key}"


def marks(text: str) -> list[re.Match[str]]:
    """Return the marks in ``text``: of each its use [1] and its file's key [2].

    A page is megabytes and a NUL is rare in it: `find` passes over the rest ten times as fast as a pattern.
    """
    found: list[re.Match[str]] = []
    at = text.find("\0")
    while at >= 0:
        mark = _MARK.match(text, at)
        found += [mark] if mark else []
        at = text.find("\0", mark.end() if mark else at + 1)
    return found


def cut_at_marks(text: str, found: Iterable[re.Match[str]], write: Callable[[re.Match[str]], str]) -> Iterator[str]:
    """Yield ``text`` in pieces, with what ``write`` says in the place of the marks that were ``found`` in it."""
    at = 0
    for mark in found:
        yield text[at : mark.start()]
        yield write(mark)
        at = mark.end()
    yield text[at:]


def with_marks_replaced(text: str, write: Callable[[re.Match[str]], str]) -> str:
    """Return ``text`` with what ``write`` says in the place of its marks."""
    return "".join(cut_at_marks(text, marks(text), write))


def written_out(mark: re.Match[str], address: str) -> str:
    """Return what stands in the place of ``mark`` when its file is at ``address``."""
    return f"url({address})" if mark[1] == Use.CSS.value else address  # without quotes: it may stand in an attribute


def written(text: str, assets: Mapping[str, Asset]) -> str:
    """Return ``text`` with the files of its marks inside: for what stands nowhere in the page's own text."""
    return with_marks_replaced(text, lambda mark: written_out(mark, assets[mark[2]].uri()))
