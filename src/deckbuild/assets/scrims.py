"""Measures how light a picture is, so that white text can be read on it; with Pillow, which is loaded only here.

A scrim is black in front of a picture. It has the opacity with which white text keeps its contrast on nine tenths of
the pixels of any part of the lower two thirds of the picture, be it as small as a few words. Words stand there.
"""

from __future__ import annotations

import warnings
from hashlib import blake2b
from math import ceil
from typing import TYPE_CHECKING, Protocol

from deckbuild.assets.resize import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from deckbuild.assets.resize import Cache

_CONTRAST = 4.6  # of white text; WCAG asks for 4.5, and the browser scales the picture in its own way
_LIGHTEST = 1.05 / _CONTRAST - 0.05  # the luminance on which white text has that contrast
_WORST = 0.1  # the share of pixels that may be lighter
_SIZE = (240, 150)  # px at which a picture is looked at: pixels of it are taken, not mixed, so extremes stay
_UPPER = 50  # px of them that no words stand on
_PARTS = (8, 4)  # how many of the others there are side by side, and one below the other
_WEIGHTS = (0.2126, 0.7152, 0.0722, 0)  # of red, green and blue in luminance


class Scrim(Protocol):
    """Measures pictures, as ``scrim`` does."""

    def __call__(self, data: bytes) -> float | None:
        """Return the opacity of the scrim, None if the picture cannot be read."""


def scrim(data: bytes, cache: Cache | None = None) -> float | None:
    """Return how much black the picture ``data`` needs in front of it, from 0 to 1; None if it cannot be read.

    It cannot without Pillow, which is the extra `images`; what Pillow does not read is not kept in the ``cache``.
    """
    key = f"scrim-{blake2b(b'1 ' + data, digest_size=16).hexdigest()}"
    known = cache.get(key) if cache else None
    if known is not None:
        return float(known)
    found = _measured(data)
    if cache and found is not None:
        cache.put(key, str(found).encode())
    return found


def _measured(data: bytes) -> float | None:
    try:
        from PIL import Image

        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.filterwarnings("ignore", category=UserWarning)  # Pillow's, about metadata
            return _opacity(max(map(_light, _parts(_luminance(opened(data))))))
    except Exception:  # no Pillow; a broken picture raises whatever its reader stumbles over
        return None


def _luminance(image: Image) -> Image:
    """Return the luminance of some pixels of the picture, from 0 to 255; what is see-through has white behind it."""
    from PIL import Image

    image.draft("RGB", _SIZE)
    small = image.convert("RGBA").resize(_SIZE, Image.Resampling.NEAREST)
    plain = Image.alpha_composite(Image.new("RGBA", _SIZE, "white"), small).convert("RGB")
    return plain.point([round(255 * _linear(value / 255)) for value in range(256)] * 3).convert("L", _WEIGHTS)


def _parts(image: Image) -> Iterator[Image]:
    wide, high = image.width // _PARTS[0], (image.height - _UPPER) // _PARTS[1]
    for left in range(0, image.width, wide):
        for top in range(_UPPER, image.height, high):
            yield image.crop((left, top, left + wide, top + high))


def _light(part: Image) -> float:
    """Return the luminance, from 0 to 1, that a tenth of the part's pixels has at least."""
    left = _WORST * part.width * part.height
    for value, count in reversed(list(enumerate(part.histogram()))):
        left -= count
        if left < 0:
            return value / 255
    return 0


def _opacity(light: float) -> float:
    """Return the opacity of black with which what is so ``light`` is dark enough, in hundredths."""
    return max(0, ceil(100 * (1 - _gray(_LIGHTEST) / _gray(max(light, _LIGHTEST)))) / 100)


def _linear(value: float) -> float:
    """Return the light of a channel's ``value`` (IEC 61966-2-1), both from 0 to 1."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _gray(luminance: float) -> float:
    """Return the value of the gray that has this ``luminance``, both from 0 to 1."""
    return 12.92 * luminance if luminance <= 0.0031308 else 1.055 * luminance ** (1 / 2.4) - 0.055
