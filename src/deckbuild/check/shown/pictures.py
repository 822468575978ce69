"""Tells of pictures that did not come, and of those that are stretched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check.shown.seen import Told
from deckbuild.diagnostics.problem import Rule, Severity

if TYPE_CHECKING:
    from deckbuild.check.shown.seen import Seen

LOST = Rule(
    "D645",
    "lost-picture",
    Severity.WARNING,
    "The browser could not show a picture, although its file is there: it is damaged, or of a kind that browsers do\n"
    "not know. Save it anew as PNG, JPEG, WebP or SVG.",
)
STRETCHED = Rule(
    "D646",
    "stretched-picture",
    Severity.WARNING,
    "A picture is shown wider or higher than it was drawn, by more than 5 per cent. Give it a width or a height, not\n"
    "both, or `object-fit: contain` in its style.",
)


def told(seen: Seen) -> Told:
    """Say which of both it is."""
    if seen.about["key"] == "lost":
        return Told(LOST, f"the browser cannot show this picture{seen.when}", "save its file anew, as PNG or SVG")
    drawn, shown = seen.about["drawn"], seen.about["shown"]
    way = "wider" if shown > drawn else "higher"
    factor = max(drawn / shown, shown / drawn)
    return Told(
        STRETCHED,
        f"this picture is drawn {factor:.2g} times {way} than it is{seen.when}",
        "give it a width or a height, not both",
    )
