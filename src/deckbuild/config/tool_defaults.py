"""The defaults of the tools whose projects we open: what their users see without setting anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deckbuild.config.settings import BEFORE, DEFAULT_THEME
from deckbuild.config.translation import MKSLIDES, REVEAL_MD
from deckbuild.diagnostics.source import Placed

if TYPE_CHECKING:
    from collections.abc import Mapping

# The vertical separator of reveal.js itself, and so of mkslides, where none is set: nothing.
_NOTHING = "(?!)"
_DEFAULTS: dict[str, Mapping[str, Any]] = {
    # defaults.json and template/reveal.html of reveal-md 6.1.4
    REVEAL_MD: {
        "tool": REVEAL_MD,
        "scripts_run": BEFORE,
        "theme": Placed("black"),
        "highlight_theme": Placed("zenburn"),  # base16/zenburn
        "reveal": {
            "controls": True,
            "progress": True,
            "history": True,
            "center": True,
            "transition": "default",
            "slideNumber": True,
        },
    },
    # config.py of mkslides 2.0.23
    MKSLIDES: {
        "tool": MKSLIDES,
        "theme": Placed("black"),
        "highlight_theme": Placed("monokai"),
        "verticalSeparator": _NOTHING,
        "reveal": {"history": True, "slideNumber": "c/t"},
    },
}


def of(tool: str) -> Mapping[str, Any]:
    """Return the settings that count where a project or deck of ``tool`` sets none; none for our own."""
    return _DEFAULTS.get(tool, {})


def theme(tool: str) -> Placed:
    """Return the theme of a deck of ``tool``, empty for ours, that names none."""
    found: Placed = of(tool).get("theme", DEFAULT_THEME)
    return found
