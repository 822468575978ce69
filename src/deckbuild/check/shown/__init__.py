"""The rules that need a browser, which shows each slide in each of its states: one module for each.

A measure, in a script of the module's name, finds elements; the module's `told` says what is wrong with them. Each is
listed here once, by the name of its measure. Codes go from D640 to D689.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check.shown import (
    accessibility,
    beyond_edges,
    clipped_text,
    contrast,
    noise,
    overlap,
    pictures,
    small_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from deckbuild.check.shown.seen import Seen, Told

MEASURES: dict[str, Callable[[Seen], Told]] = {
    "overflow": beyond_edges.told,
    "clipped": clipped_text.told,
    "overlap": overlap.told,
    "small": small_text.told,
    "pictures": pictures.told,
    "contrast": contrast.told,
    "accessibility": accessibility.told,
}
RULES = (
    beyond_edges.RULE,
    clipped_text.RULE,
    clipped_text.SCROLLS,
    overlap.RULE,
    small_text.RULE,
    pictures.LOST,
    pictures.STRETCHED,
    contrast.RULE,
    noise.CONSOLE,
    noise.REQUEST,
    accessibility.RULE,
)
SCRIPTS = ("looking", "overlap", "small_text", "pictures", "contrast", "accessibility")
