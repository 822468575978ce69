"""The defaults of the tools whose projects and decks we open: what their users see without setting anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deckbuild.config.settings import BEFORE
from deckbuild.config.translation import MKSLIDES, REVEAL_MD
from deckbuild.diagnostics.source import Placed

if TYPE_CHECKING:
    from collections.abc import Mapping

# The vertical separator of reveal.js itself, and so of mkslides, where none is set: nothing.
_NOTHING = "(?!)"
OUR_THEME, _THEIR_THEME = Placed("lecture"), Placed("white")
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


def theme(tool: str, *, is_ours: bool = False) -> Placed:
    """Return the theme of a deck that names none: in a project of ``tool``, or if it ``is_ours``, in our own dialect.

    One with lines of `---`, or of a tool such as pandoc, looks as reveal.js' own slides do.
    """
    found: Placed = of(tool).get("theme", OUR_THEME if is_ours else _THEIR_THEME)
    return found
