"""Tells of pictures without alternative text, which screen readers read out and a lost picture shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check.deck import value
from deckbuild.diagnostics.problem import Problem, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.check.deck import CheckedSlide
    from deckbuild.html.tree import Element

RULE = Rule(
    "D600",
    "no-alternative-text",
    Severity.WARNING,
    "A picture has no alternative text, so whoever does not see it learns nothing of it. Say in a few words what it\n"
    "shows: `![The scores of twelve heads](heads.png)`, or write a line `heads.png: …` into an `alt.yml` beside it. A\n"
    'picture that only decorates is `<img src="x.png" alt="">`.',
)
_HINT = "say in the brackets, or in alt.yml, what it shows"
_TEXTS = ("alt", "aria-label", "aria-labelledby", "title")


def find(slide: CheckedSlide) -> Iterator[Problem]:
    """Yield the pictures without alternative text, each at its address."""
    pictures = [each for each in slide.shown if each.tag == "img"]
    if all(_is_told(each) for each in pictures):
        return
    for picture, spot in slide.named(pictures, "src"):
        is_told = _is_told(picture) or value(picture, "src").strip() in slide.described
        if not is_told and not _only_decorates(picture):
            name = slide.text[spot.offset : spot.offset + spot.width] if spot.width > 1 else "this picture"
            message = f"{name} has no alternative text"
            yield Problem(RULE, spot.offset, message, _HINT, spot.width)


def _is_told(picture: Element) -> bool:
    """Return whether something is said in the place of a picture."""
    return any(value(picture, name).strip() for name in _TEXTS)


def _only_decorates(picture: Element) -> bool:
    """Return whether the author says that a picture says nothing; for empty brackets of Markdown there is no `alt`."""
    if value(picture, "role") in ("presentation", "none") or value(picture, "aria-hidden") == "true":
        return True
    return "alt" in picture.attributes
