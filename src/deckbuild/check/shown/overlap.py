"""Tells of elements that lie over the text of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check.shown.seen import Told
from deckbuild.diagnostics.problem import Rule, Severity

if TYPE_CHECKING:
    from deckbuild.check.shown.seen import Seen

RULE = Rule(
    "D643",
    "overlap",
    Severity.WARNING,
    "An element lies over text of another one, so that neither can be read. Move it, or let it appear in the step in\n"
    "which the text is gone. In a `.r-stack`, in figures and on slides of the class `cover` this is meant.",
)


def told(seen: Seen) -> Told:
    """Say over which words it lies."""
    words = seen.about["over"]
    what = f"the text “{words}”" if words else "a picture or a box before it"
    return Told(RULE, f"this {seen.kind} lies over {what}{seen.when}", "move one of them")
