"""Says what runs over the edges of a slide, as `static/overflow.js` has measured it in a browser.

The live preview and `deckbuild check` tell the same of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

OVERFLOW = Rule(
    "D640",
    "overflow",
    Severity.WARNING,
    "Something on a slide is beyond its edges by more than 2 px, where nobody sees it: text, a picture, a border or\n"
    "a background. The message names the first element that is, each edge, and how far the content goes beyond it, in\n"
    "px at the size of the deck. Say less, divide the slide, or make the picture smaller. What is meant to run over\n"
    "the edge has the attribute `data-bleed`.",
)
SCRIPT = "overflow.js"
EDGES = {"top": "at the top", "right": "on the right", "bottom": "at the bottom", "left": "on the left"}
_SLACK = 2  # px
_LESS = "say less, or divide the slide in two"
_HINTS = {
    "picture": "make it smaller, or give it a slide of its own",
    "film": "make it smaller",
    "frame": "make it smaller",
    "code": "show fewer lines, or shorter ones",
    "table": "show fewer rows or columns",
    "formula": "write it on more lines, or smaller",
    "list item": _LESS,
    "heading": _LESS,
    "quote": _LESS,
    "paragraph": _LESS,
    "element": "make it smaller",
}
KINDS = frozenset(_HINTS)  # of elements


class Overflow(NamedTuple):
    """What is beyond some of a slide's edges, in px at the size of the deck, by `top`, `right`, `bottom` or `left`.

    ``kind`` is that of the first element that is, ``own`` how far this one is beyond, ``sides`` how far all are.
    """

    kind: str
    own: Mapping[str, float]
    sides: Mapping[str, float]

    @property
    def message(self) -> str:
        """What is wrong."""
        goes_on = any(px > self.own.get(side, 0) + _SLACK for side, px in self.sides.items())
        found = edges(self.sides)
        if goes_on:
            return f"from this {self.kind} on, content runs over the edge of the slide: {found}"
        return f"this {self.kind} runs over the edge of the slide: {found}"

    @property
    def hint(self) -> str:
        """What to do."""
        return _HINTS[self.kind]


def edges(sides: Mapping[str, float]) -> str:
    """Return px by their edges in words: `9 px on the right, 40 px at the bottom`."""
    return ", ".join(f"{round(sides[side])} px {words}" for side, words in EDGES.items() if side in sides)
