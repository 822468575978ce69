"""The marks that stand for variables while a text is read: words, which may stand in addresses and attributes, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NAME = r"[A-Za-z_][\w-]*(?:\.[\w-]+)*"  # of a variable; what follows a dot is a part of a mapping
_MARK = re.compile(r"deckvariable(\d+)x")


class Use(NamedTuple):
    """A variable as it is ``written`` in a ``line`` of a text (from 0), and its value; None if it has none."""

    written: str
    name: str
    line: int
    value: str | None = None


def mark(number: int) -> str:
    """Return the mark of the use that has this ``number`` in its text (from 0)."""
    return f"deckvariable{number}x"


def uses_in(text: str, uses: Sequence[Use]) -> list[Use]:
    """Return those of the ``uses`` whose marks stand in ``text``."""
    return [uses[number] for each in _MARK.findall(text) if (number := int(each)) < len(uses)] if uses else []


def with_values(text: str, uses: Sequence[Use], escaped: Callable[[str], str] = str) -> str:
    """Return ``text`` with values, ``escaped`` as they must be there, in the place of the marks of their ``uses``.

    What has no value stands as it is written.
    """
    return _replaced(text, uses, lambda use: escaped(use.written if use.value is None else use.value))


def as_written(text: str, uses: Sequence[Use]) -> str:
    """Return ``text`` as its author has written it: with variables in the place of the marks of their ``uses``."""
    return _replaced(text, uses, lambda use: use.written)


def _replaced(text: str, uses: Sequence[Use], other: Callable[[Use], str]) -> str:
    def replaced(found: re.Match[str]) -> str:
        number = int(found[1])
        return other(uses[number]) if number < len(uses) else found[0]

    return _MARK.sub(replaced, text) if uses else text
