"""Looks for texts in others, however they are written, divided, or marked up."""

from __future__ import annotations

import re
from functools import cached_property
from html import unescape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST = 12  # letters and digits of a text that is found whatever stands between them
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_NEITHER = bytes(number for number in range(128) if not chr(number).isalnum())  # of ASCII: no letter, no digit


class Haystack:
    """Texts, of HTML or of anything else, in which others are looked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [*texts]

    @cached_property
    def raw(self) -> str:
        """The texts with their tags."""
        return unescape("\n".join(self._texts))

    @cached_property
    def _shown(self) -> str:
        return unescape("\n".join(_TAG.sub("", each) for each in self._texts))

    @cached_property
    def _spaced(self) -> str:
        return " ".join(f"{self.raw}\n{self._shown}".split())

    @cached_property
    def _squeezed(self) -> bytes:
        return _squeezed(self.raw) + b"\n" + _squeezed(self._shown)

    def has(self, text: str) -> bool:
        """Return whether ``text`` stands there: its letters and digits, or, if these are few, just so."""
        squeezed = _squeezed(text)
        return squeezed in self._squeezed if len(squeezed) >= SHORTEST else " ".join(text.split()) in self._spaced

    def names(self, file: str) -> bool:
        """Return whether the ``file`` at a path, or at an address, is named there, by the last part of that."""
        names = {PurePosixPath(each).name for each in (file, unquote(file))}
        return any(
            re.search(rf"(?<![\w.-]){re.escape(each)}(?![\w-])", self.raw, re.IGNORECASE)
            for each in names
            if "." in each
        )


def _squeezed(text: str) -> bytes:
    """Return the letters and digits of ``text``, in small letters: the id of a heading has the same as its text."""
    return text.casefold().encode("utf-8", errors="replace").translate(None, _NEITHER)
