"""What slides of our themes know of their deck: which is its title, which part of it they begin or belong to."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from deckbuild.html import plain_text
from deckbuild.html.attributes import joined
from deckbuild.html.tree import parse
from deckbuild.themes.theme import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.assets.embedding import Embedded
    from deckbuild.page.sections import Stack

# What a slide does not hold that says the title of a deck, and who speaks.
_CONTENT = frozenset("ul ol dl pre table blockquote img video iframe figure svg math".split())
_BARE = frozenset({"title", "cover", "blank", "section"})  # layouts without the name of the part at their top


def placed(stacks: tuple[Stack, ...], *, names_parts: bool) -> tuple[Stack, ...]:
    """Return the ``stacks`` of a deck, with what their slides say of their places in it.

    A first slide of the deck's `# Title` and words has the layout `title`. Slides of the layout `section` have
    their number, and how far in the deck they are; those behind them the name of the part, if it ``names_parts``. A
    stack in which nothing is said is the very same object.
    """
    slides = [slide for stack in stacks for slide in stack.slides]
    said = _said(slides, names_parts=names_parts)
    return tuple([_with(stack, [next(said) for _ in stack.slides]) for stack in stacks])


def _said(slides: list[Embedded], *, names_parts: bool) -> Iterator[dict[str, str]]:
    """Yield what each of ``slides`` says of its place, as attributes."""
    numbers, part = count(1), ""
    for at, slide in enumerate(slides):
        layouts = LAYOUTS.intersection(slide.attributes.get("class", "").split())
        if at == 0 and not layouts and _begins_with_title(slide.html):
            yield {"class": "title"}
        elif "section" in layouts:
            part = _heading(slide.html) if names_parts else ""
            share = f"--deck-share: {round(100 * at / len(slides))}%"
            style = "; ".join(filter(None, (slide.attributes.get("style", "").strip(" ;"), share)))
            yield {"data-part": str(next(numbers)), "style": style}
        else:
            yield {"data-part-name": part} if part and layouts.isdisjoint(_BARE) else {}


def _with(stack: Stack, said: list[dict[str, str]]) -> Stack:
    if not any(said):
        return stack
    slides = [
        slide._replace(attributes=joined(slide.attributes, each)) if each else slide
        for slide, each in zip(stack.slides, said, strict=True)
    ]
    return stack._replace(slides=tuple(slides))


def _begins_with_title(html: str) -> bool:
    tags = [each.tag for each in parse(html.partition("<aside")[0]).elements()]
    return tags[:1] == ["h1"] and _CONTENT.isdisjoint(tags)


def _heading(html: str) -> str:
    """Return the text of a slide's first heading; an empty text if it has none."""
    found = (each for each in parse(html).elements() if each.tag in ("h1", "h2", "h3"))
    return next((plain_text.shown(html[each.open_end : each.end]) for each in found), "")
