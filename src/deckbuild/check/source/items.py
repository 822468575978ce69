"""Tells of slides whose lists have more items than an audience takes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check.deck import classes
from deckbuild.diagnostics.problem import Problem, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.check.deck import CheckedSlide
    from deckbuild.html.tree import Element

RULE = Rule(
    "D608",
    "too-many-items",
    Severity.WARNING,
    "The lists of a slide have more than 12 items. Divide the slide, or say in a sentence what the items have in\n"
    "common. Footnotes and lists of works do not count, slides of the layout `dense` may have more;\n"
    "`limits: {items: 20}` sets another limit.",
)
_APART = frozenset({"footnotes", "references"})


def find(slide: CheckedSlide) -> Iterator[Problem]:
    """Yield the first item that is one too many."""
    most = slide.settings.limits.items
    items = [each for each in slide.shown if each.tag == "li" and not _stands_apart(each)]
    if len(items) > most and not slide.is_dense:
        message = f"this slide has {len(items)} items, from here on more than {most:g}"
        yield Problem(RULE, slide.spot(items[int(most)]).offset, message, "divide it")


def _stands_apart(item: Element) -> bool:
    """Return whether an item is one of the footnotes, or of a list of works."""
    holder = item.parent
    while holder and _APART.isdisjoint(classes(holder)):
        holder = holder.parent
    return holder is not None
