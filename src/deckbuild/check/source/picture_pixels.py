"""Tells of pictures with far more pixels than a slide shows, or far fewer, as far as that is known without a browser.

A picture is as large as its attributes say, and never larger than the slide; without any it is as large as it is. One
behind a slide covers it. A width in per cent is that of what holds the picture, so it is at most that of the slide.
"""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.assets.asset import marks
from deckbuild.assets.resize import slide_size
from deckbuild.check.deck import classes, value
from deckbuild.diagnostics.problem import Problem, Rule, Severity
from deckbuild.html.tree import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.assets.asset import Asset
    from deckbuild.check.deck import CheckedSlide, Spot
    from deckbuild.html.tree import Element

BLURRED = Rule(
    "D605",
    "blurred-picture",
    Severity.WARNING,
    "A picture is shown much larger than it is, so it looks blurred in the room: it has fewer than 0.6 pixels for\n"
    "each pixel of the slide. Take a larger file, or show it smaller. `limits: {least_pixels: 0.5}` allows less.",
)
SURPLUS = Rule(
    "D606",
    "surplus-pixels",
    Severity.INFORMATION,
    "A picture has more than 2.5 pixels, in each direction, for each pixel in which its slide shows it. Nobody sees\n"
    "them, and the page is the larger. Save it smaller, or set `shrink_images: true`; `limits: {most_pixels: 4}`\n"
    "allows more.",
)
_RASTER = frozenset(f"image/{kind}" for kind in ("png", "jpeg", "gif", "webp", "bmp", "avif"))
_BEHIND, _SIZE = "data-background-image", "data-background-size"
_LENGTH = re.compile(r"\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>px|%|)\s*\Z")
_STYLED = r"(?:^|;)\s*{}\s*:([^;]*)"
_TURNED = 5  # values of the EXIF tag from here on are of pictures that lie on their side
_LAID_OUT = frozenset({"r-stretch", "r-fit-text", "cover", "background"})  # how large these are, a browser says


class _Size(NamedTuple):
    """How large something is, in px."""

    width: float
    height: float


class _Scale(NamedTuple):
    """How large a picture is shown, 1 for a pixel of the slide for each of its own; or at most, if not ``exact``."""

    factor: float
    exact: bool


def find(slide: CheckedSlide) -> Iterator[Problem]:
    """Yield the pictures on the slide, and behind it, that have too many or too few pixels for where they stand."""
    room = _Size(*slide_size(slide.settings.reveal))
    for element, spot, address in _pictures(slide):
        if (asset := _asset(slide, address)) and (size := _size(asset.data)):
            yield from _told(slide, asset, size, _on_slide(element, size, room), spot)
    asset = _asset(slide, slide.embedded.attributes.get(_BEHIND, ""))
    if asset and (size := _size(asset.data)) and slide.embedded.attributes.get(_SIZE, "cover") == "cover":
        covering = _Scale(max(room.width / size.width, room.height / size.height), exact=True)
        yield from _told(slide, asset, size, covering, slide.mention(slide.rendered.attributes.get(_BEHIND, "")))


def _pictures(slide: CheckedSlide) -> Iterator[tuple[Element, Spot, str]]:
    """Yield the pictures of a slide, each with its place, and with its address in the page.

    None is yielded of a slide that shows pictures in the place of films that are missing.
    """
    pictures = [each for each in slide.root.elements() if each.tag == "img"]
    made = [each for each in parse(slide.embedded.html).elements() if each.tag == "img"] if pictures else []
    shown = {each.start for each in slide.shown} if len(pictures) == len(made) else set()
    for (element, spot), in_page in zip(slide.named(pictures, "src"), made, strict=False):
        if element.start in shown:
            yield element, spot, value(in_page, "src")


def _asset(slide: CheckedSlide, address: str) -> Asset | None:
    """Return the picture of pixels that stands at an ``address`` of the page, if it is one of its files."""
    found = marks(address)
    asset = slide.assets.get(found[0][2]) if found else None
    return asset if asset and asset.media_type in _RASTER else None


@lru_cache(maxsize=1024)
def _size(data: bytes) -> _Size | None:
    """Return how many pixels a picture has; None if that cannot be read."""
    import imagesize  # type: ignore[import-untyped]  # which takes as long to load as all of `check`

    try:
        about = imagesize.get_info(BytesIO(data))
    except Exception:  # a broken picture raises whatever its reader stumbles over
        return None
    turned = about.rotation >= _TURNED
    size = _Size(about.height, about.width) if turned else _Size(about.width, about.height)
    return size if size.width > 0 and size.height > 0 else None


def _on_slide(element: Element, size: _Size, room: _Size) -> _Scale:
    """Return how large an element shows a picture of a ``size`` in the ``room`` of its slide."""
    most = min(1, room.width / size.width, room.height / size.height)
    width, height = _length(element, "width"), _length(element, "height")
    if not _LAID_OUT.isdisjoint(classes(element)) or not (width or height):
        return _Scale(most, exact=False)
    if width and width.unit == "%":
        return _Scale(width.number / 100 * room.width / size.width, exact=False)
    if width:
        return _Scale(min(width.number, room.width) / size.width, exact=True)
    if height and height.unit != "%":
        return _Scale(min(height.number, room.height) / size.height, exact=True)
    return _Scale(most, exact=False)


class _Length(NamedTuple):
    number: float
    unit: str


def _length(element: Element, name: str) -> _Length | None:
    """Return one side of an element, as its style or its attribute say it; None if they do not, or in another unit."""
    styled = re.search(_STYLED.format(name), value(element, "style"), re.IGNORECASE)
    found = _LENGTH.match(styled[1] if styled else value(element, name))
    return _Length(float(found["number"]), found["unit"]) if found and float(found["number"]) else None


def _told(slide: CheckedSlide, asset: Asset, size: _Size, scale: _Scale, spot: Spot) -> Iterator[Problem]:
    """Yield what is wrong with a picture that is shown in a ``scale``."""
    limits, name = slide.settings.limits, PurePosixPath(asset.path).name
    pixels = f"{size.width:g} × {size.height:g} pixels"  # noqa: RUF001 -- a multiplication sign
    shown = f"{size.width * scale.factor:.0f} × {size.height * scale.factor:.0f} px"  # noqa: RUF001
    if scale.exact and scale.factor * limits.least_pixels > 1:
        message = f"{name} has {pixels} and is shown at {shown}: it looks blurred"
        yield Problem(BLURRED, spot.offset, message, "take a larger file, or show it smaller", spot.width)
    if scale.factor * limits.most_pixels < 1:
        most = "" if scale.exact else "at most "
        message = f"{name} has {pixels} and is shown {most}at {shown}"
        yield Problem(SURPLUS, spot.offset, message, "save it smaller, or set shrink_images: true", spot.width)
