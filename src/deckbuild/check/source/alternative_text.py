"""Tells of pictures without alternative text, which screen readers read out and a lost picture shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.check.deck import CheckedSlide, Spot
    from deckbuild.html.tree import Element

RULE = Rule(
    "D600",
    "no-alternative-text",
    Severity.WARNING,
    "A picture has no alternative text, so whoever does not see it learns nothing of it. Say in a few words what it\n"
    'shows: `![The scores of twelve heads](heads.png)`. A picture that only decorates is `<img src="x.png" alt="">`.',
)
_PICTURE = re.compile(r"!\[[^\]]*\]\([ \t]*<?\Z")  # what stands before the address of a picture in Markdown
_HIDDEN = frozenset({"presentation", "none"})


def find(slide: CheckedSlide) -> Iterator[Problem]:
    """Yield the pictures without alternative text, each at its address."""
    pictures = [each for each in slide.shown if each.tag == "img"]
    if all(_text(each) for each in pictures):
        return
    for picture, spot in slide.named(pictures, "src"):
        if not _text(picture) and not _only_decorates(picture, slide.text, spot):
            name = slide.text[spot.offset : spot.offset + spot.width] if spot.width > 1 else "this picture"
            message = f"{name} has no alternative text"
            yield Problem(RULE, spot.offset, message, "say in the brackets what it shows", spot.width)


def _text(picture: Element) -> str:
    """Return what is said in the place of a picture."""
    given = (picture.attributes.get(name) for name in ("alt", "aria-label", "aria-labelledby", "title"))
    return "".join(each.value for each in given if each).strip()


def _only_decorates(picture: Element, text: str, spot: Spot) -> bool:
    """Return whether the author says that a picture says nothing; the empty brackets of Markdown do not."""
    role, hidden = picture.attributes.get("role"), picture.attributes.get("aria-hidden")
    if (role and role.value in _HIDDEN) or (hidden and hidden.value == "true"):
        return True
    return "alt" in picture.attributes and not _PICTURE.search(text[: spot.offset])
