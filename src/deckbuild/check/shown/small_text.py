"""Tells of text that is too small to be read from the last row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check.shown.seen import Told
from deckbuild.diagnostics.problem import Rule, Severity

if TYPE_CHECKING:
    from deckbuild.check.shown.seen import Seen

RULE = Rule(
    "D644",
    "small-text",
    Severity.WARNING,
    "Text is smaller than 20 px on a slide 720 px high, which is 1/36 of its height: from the last row of a room\n"
    "nobody reads it. Say less, so that it can be larger; `limits: {least_text: 16}` allows less.",
)


def told(seen: Seen) -> Told:
    """Say how large it is."""
    px = round(seen.about["size"], 1)
    look = seen.about["look"] if seen.is_plain else ""
    return Told(
        RULE, f"the text of this {seen.kind} is {px:g} px high{seen.when}", "make it larger, and say less", look
    )
