"""Tells of pictures without alternative text, which screen readers read out and a lost picture shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
_HIDDEN = frozenset({"presentation", "none"})


def find(slide: CheckedSlide) -> Iterator[Problem]:
    """Yield the pictures without alternative text, each at its address."""
    pictures = [each for each in slide.shown if each.tag == "img"]
    if all(_text(each) for each in pictures):
        return
    for picture, spot in slide.named(pictures, "src"):
        if not (_text(picture) or _only_decorates(picture) or _address(picture) in slide.described):
            name = slide.text[spot.offset : spot.offset + spot.width] if spot.width > 1 else "this picture"
            message = f"{name} has no alternative text"
            yield Problem(RULE, spot.offset, message, _HINT, spot.width)


def _text(picture: Element) -> str:
    """Return what is said in the place of a picture."""
    given = (picture.attributes.get(name) for name in ("alt", "aria-label", "aria-labelledby", "title"))
    return "".join(each.value for each in given if each).strip()


def _address(picture: Element) -> str:
    return picture.attributes["src"].value.strip() if "src" in picture.attributes else ""


def _only_decorates(picture: Element) -> bool:
    """Return whether the author says that a picture says nothing; for empty brackets of Markdown there is no `alt`."""
    role, hidden = picture.attributes.get("role"), picture.attributes.get("aria-hidden")
    if (role and role.value in _HIDDEN) or (hidden and hidden.value == "true"):
        return True
    return "alt" in picture.attributes
