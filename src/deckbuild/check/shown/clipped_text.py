"""Tells of text that a box of its own cuts off: lost in print, and read by nobody who does not scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check.shown.seen import PRINT, Told
from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.page.overflow import edges

if TYPE_CHECKING:
    from deckbuild.check.shown.seen import Seen

RULE = Rule(
    "D641",
    "clipped-text",
    Severity.WARNING,
    "A box on a slide is too small for its text, and cuts it off: nobody reads the rest. Give the box more room, or\n"
    "say less. In print code that scrolls on the screen counts, too.",
)
SCROLLS = Rule(
    "D642",
    "scrolling-code",
    Severity.INFORMATION,
    "Code, or another box that scrolls, is longer than its box. The audience sees all of it only if you scroll there:\n"
    "steps such as ```` ```python [1-8|9-20] ```` do that for you.",
)


def told(seen: Seen) -> Told:
    """Say how many px of it are cut off."""
    found = edges(seen.about["sides"])
    if seen.about["scrolls"] and PRINT not in seen.states:
        return Told(SCROLLS, f"this {seen.kind} scrolls: {found} are not seen{seen.when}", "show fewer lines, or steps")
    return Told(RULE, f"the text of this {seen.kind} is cut off: {found}{seen.when}", "give it more room, or say less")
