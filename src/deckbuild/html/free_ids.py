"""Hands out ids that no other element of a page, or of a slide, has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class FreeIds:
    """Hands out ids that are not ``taken``; each is taken from then on."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}  # the last one that was put behind each name

    def take(self, name: str, joint: str = "-") -> str:
        """Return ``name`` if it is free, else with ``joint`` and the first free number behind it."""
        free = name
        while free in self._taken:
            self._numbers[name] = self._numbers.get(name, 0) + 1
            free = f"{name}{joint}{self._numbers[name]}"
        self._taken.add(free)
        return free
