"""Puts a scrim in front of the pictures of covers, as strong as each needs for the text on it.

What is not measured, such as a drawing or a film, has that of `themes/styles/layouts.css`, which is enough for white.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.assets.asset import marks
from deckbuild.assets.resize import TYPES
from deckbuild.html.attributes import joined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deckbuild.assets.asset import Asset
    from deckbuild.assets.embedding import Embedded
    from deckbuild.assets.scrims import Scrim
    from deckbuild.page.sections import Stack

_PICTURE = "data-background-image"
# With these something else is seen of a slide's background than its picture.
_OTHERS = frozenset({"data-background-opacity", "data-background-size", "data-background-video"})


def with_scrims(stacks: tuple[Stack, ...], assets: Mapping[str, Asset], scrim: Scrim) -> tuple[Stack, ...]:
    """Return the ``stacks`` of a deck, with the scrims of its covers; one without covers is the very same object."""
    return tuple(_of_stack(stack, assets, scrim) if any(map(_is_cover, stack.slides)) else stack for stack in stacks)


def _of_stack(stack: Stack, assets: Mapping[str, Asset], scrim: Scrim) -> Stack:
    slides = (_of_slide(slide, assets, scrim) if _is_cover(slide) else slide for slide in stack.slides)
    return stack._replace(slides=tuple(slides))


def _is_cover(slide: Embedded) -> bool:
    return "cover" in slide.attributes.get("class", "").split()


def _of_slide(slide: Embedded, assets: Mapping[str, Asset], scrim: Scrim) -> Embedded:
    found = [_measured(each, scrim) for each in _pictures(slide, assets)]
    known = [each for each in found if each is not None]
    if not found or len(known) < len(found) or not _OTHERS.isdisjoint(slide.attributes):
        return slide
    style = "; ".join(filter(None, (slide.attributes.get("style", "").strip(" ;"), f"--scrim: {max(known):g}")))
    return slide._replace(attributes=joined(slide.attributes, {"style": style}))


def _pictures(slide: Embedded, assets: Mapping[str, Asset]) -> list[Asset]:
    """Return the pictures on a slide and behind it."""
    named = (*marks(slide.html.partition("<aside")[0]), *marks(slide.attributes.get(_PICTURE, "")))
    return [asset for asset in (assets[mark[2]] for mark in named) if asset.media_type.startswith("image/")]


def _measured(picture: Asset, scrim: Scrim) -> float | None:
    return scrim(picture.data) if picture.media_type in TYPES else None
