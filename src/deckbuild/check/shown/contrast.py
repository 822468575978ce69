"""Tells of text that does not stand out from what is behind it: a colour, a background, a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check.shown.seen import Told
from deckbuild.diagnostics.problem import Rule, Severity

if TYPE_CHECKING:
    from deckbuild.check.shown.seen import Seen

RULE = Rule(
    "D647",
    "low-contrast",
    Severity.WARNING,
    "Text hardly stands out from what is behind it. Its contrast is to be 4.5 to 1, and 3 to 1 from 32 px on a slide\n"
    "720 px high (WCAG 2.2, 1.4.3); of a picture behind it the worst tenth counts. A projector in a bright room makes\n"
    "it worse. Take another colour, or let the picture be darker or lighter there.",
)


def told(seen: Seen) -> Told:
    """Say how much it stands out, and how much it should."""
    about = seen.about
    where = " over its picture" if about["isOverPicture"] else ""
    message = f"the text of this {seen.kind} hardly stands out{where}: {about['contrast']:.1f} to 1{seen.when}"
    look = about["look"] if seen.is_plain else ""
    return Told(RULE, message, f"{about['least']:g} to 1 can be read", look)
