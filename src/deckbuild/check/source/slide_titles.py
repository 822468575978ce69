"""Tells of slides without a title, by which they are found in the menu, in the outline of a PDF, and by ear."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.check.deck import CheckedSlide

RULE = Rule(
    "D603",
    "no-slide-title",
    Severity.INFORMATION,
    "A slide has no heading, so lists of slides, the outline of a PDF and screen readers call it by its number alone.\n"
    'Give it a heading, or say its title on the slide: `<!-- .slide: aria-label="The apple again" -->`.',
)
_HEADING = re.compile(r"h[1-6]\Z")
_LABELS = frozenset({"aria-label", "aria-labelledby", "title"})
_WITHOUT = frozenset({"statement", "quote", "blank"})  # layouts of a single thing, which says all


def find(slide: CheckedSlide) -> Iterator[Problem]:
    """Yield the first line of the slide, if that has no title."""
    attributes = slide.embedded.attributes
    has_label = not _LABELS.isdisjoint(attributes) or not _WITHOUT.isdisjoint(attributes.get("class", "").split())
    is_shown = attributes.get("data-visibility") != "hidden" and slide.text.strip() != ""
    if is_shown and not has_label and not any(_HEADING.match(each.tag) for each in slide.shown):
        width = len(slide.text[slide.begin :].split("\n", 1)[0].rstrip())
        yield Problem(RULE, slide.begin, "this slide has no title", "begin it with a heading", max(1, width))
