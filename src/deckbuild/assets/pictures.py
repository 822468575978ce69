"""What a build does with the bytes of pictures, and where it keeps the results."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.assets import resize, scrims

if TYPE_CHECKING:
    from deckbuild.assets.resize import Cache, Shrink
    from deckbuild.assets.scrims import Scrim


class Pictures(NamedTuple):
    """Makes pictures smaller, for decks that want it, and measures how much black white text needs in front of them."""

    shrink: Shrink = resize.smaller
    scrim: Scrim = scrims.scrim


def kept_in(cache: Cache | None) -> Pictures:
    """Return what keeps its results in ``cache``."""
    return Pictures(partial(resize.smaller, cache=cache), partial(scrims.scrim, cache=cache))
