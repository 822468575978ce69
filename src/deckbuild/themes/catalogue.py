"""The themes by their names, ours and those of reveal.js."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deckbuild.themes import vendored
from deckbuild.themes.theme import OPTIONS, OURS

if TYPE_CHECKING:
    from collections.abc import Mapping


def names() -> tuple[str, ...]:
    """Return the names of all themes that ship with us, ours first."""
    return (*OURS, *vendored.themes())


def is_dark(theme: str, scheme: str = "") -> bool:
    """Return whether the theme of this name has a dark background; one of ours in this ``scheme``."""
    if theme in OURS:
        return scheme == "dark" or (scheme == "" and OURS[theme].is_dark)
    return vendored.is_dark(theme)


def options(theme: str) -> Mapping[str, Any]:
    """Return the options of reveal.js that a theme of ours is drawn for; none for another theme."""
    return OPTIONS if theme in OURS else {}
