"""Makes pictures smaller that are larger than any slide shows them; with Pillow, which is loaded only here.

A picture is scaled down to twice the slide's size in pixels, for screens with two pixels where others have one, and
written as WebP. It stays as it is when that would not be smaller, when it moves, and when its colours could change.
"""

from __future__ import annotations

import warnings
from hashlib import blake2b
from io import BytesIO
from typing import TYPE_CHECKING, Any, Protocol

from deckbuild.diagnostics.problem import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL.Image import Image

NOT_SHRUNK = Rule(
    "D413",
    "not-shrunk",
    Severity.WARNING,
    "With `shrink_images` on, a picture could not be read: it is broken, cut short, or unpacks to more than memory\n"
    "should hold. It is put into the page as it is. Save the picture once more, or make it smaller by hand.",
)
TYPES = frozenset(
    {"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"}
)  # the media types it is asked for
WEBP = "image/webp"  # what it makes
_READERS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")  # of Pillow; its others (EPS starts Ghostscript) are never tried
_LOSSY = frozenset({"JPEG", "MPO", "WEBP"})  # MPO: several JPEGs in one file, of which browsers show the first
_MOVING = frozenset({"PNG", "GIF", "WEBP"})
_MODES = {"1": "L", "L": "L", "LA": "RGBA", "P": "RGBA", "PA": "RGBA", "RGB": "RGB", "RGBA": "RGBA"}
_DENSITY = 2  # pixels of a picture for each of the slide, in each direction
_QUALITY = 85  # of 100: without visible change on photographs
_EFFORT = 50  # of 100, where nothing is lost: 100 takes four to fifteen times as long and saves 2 % at most
_FEW_COLOURS = 1 << 16  # of a drawing; a photograph has more, and takes seconds to be written without loss
_ORIENTATION = 0x0112  # the EXIF tag; values from 5 on lie on their side
_GAMMA = 0.45455  # of sRGB, as a PNG says it
_KEEP = b""  # what a cache holds for a picture that stays as it is


class CannotShrink(Exception):
    """A picture cannot be read; the text says why: it completes "the picture … "."""


class Shrink(Protocol):
    """Makes pictures smaller, as ``smaller`` does."""

    def __call__(self, data: bytes, width: int, height: int) -> bytes | None:
        """Return a smaller WebP, None to keep the original; raises ``CannotShrink``."""


class Cache(Protocol):
    """Keeps results between runs."""

    def get(self, name: str) -> bytes | None:
        """Return what was put there, None if nothing was."""

    def put(self, name: str, data: bytes) -> None:
        """Keep ``data``."""


def complaint(name: str, error: CannotShrink) -> tuple[Rule, str, str, str]:
    """Return the rule, the address, the message and the hint for the picture ``name``."""
    return NOT_SHRUNK, name, f"the picture {name} {error}; it is put in as it is", "save it once more"


def slide_size(options: Mapping[str, Any]) -> tuple[int, int]:
    """Return a slide's width and height in px, as the ``options`` of reveal.js set them; 100% is a whole screen."""
    return _pixels(options.get("width", 960), 1920), _pixels(options.get("height", 700), 1080)


def _pixels(wanted: float | str, screen: int) -> int:
    """Return a length in px; ``screen`` for a length that depends on the window."""
    return screen if isinstance(wanted, str) else max(1, round(wanted))


def smaller(data: bytes, width: int, height: int, cache: Cache | None = None) -> bytes | None:
    """Return a smaller WebP of the picture ``data``, for slides of ``width`` x ``height`` px; None: keep the original.

    Raises ``CannotShrink`` for a picture that cannot be read; that is not kept in the cache.
    """
    if cache is None:
        return _smaller(data, width, height)
    key = _key(data, width, height)
    known = cache.get(key)
    if known is None:
        known = _smaller(data, width, height) or _KEEP
        cache.put(key, known)
    return known or None


def _key(data: bytes, width: int, height: int) -> str:
    """Name the result: it changes with the picture, with what is asked for, and with Pillow."""
    from PIL import __version__

    about = f"picture {width} {height} {_DENSITY} {_QUALITY} pillow {__version__} ".encode()
    return f"picture-{blake2b(about + blake2b(data).digest(), digest_size=16).hexdigest()}"


def _smaller(data: bytes, width: int, height: int) -> bytes | None:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.filterwarnings("ignore", category=UserWarning)  # Pillow's, about metadata
            found = _encoded(opened(data), width * _DENSITY, height * _DENSITY)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise CannotShrink(f"has more than {(Image.MAX_IMAGE_PIXELS or 0) / 1e6:.0f} million pixels") from error
    except Exception as error:  # a broken picture raises whatever its reader stumbles over
        raise CannotShrink("is broken, or cut short") from error
    return found if found is not None and len(found) < len(data) else None


def opened(data: bytes) -> Image:
    """Return the picture with its header read; its pixels follow when they are asked for."""
    from PIL import Image, WebPImagePlugin  # noqa: F401 -- which lets Pillow read WebP without loading all it knows

    return Image.open(BytesIO(data), formats=_READERS)


def _encoded(image: Image, width: int, height: int) -> bytes | None:
    """Return the picture scaled to ``width`` x ``height`` px as WebP; None if it must stay as it is."""
    size = _target(image, width, height)
    if size is None or not _is_plain(image):
        return None
    scaled, profile = _scaled(image, size), image.info.get("icc_profile", b"")
    found = _webp(scaled, profile, quality=_QUALITY)
    if image.format not in _LOSSY and scaled.getcolors(_FEW_COLOURS):
        return min(_webp(scaled, profile, quality=_EFFORT, lossless=True), found, key=len)
    return found


def _is_plain(image: Image) -> bool:
    """Return whether a WebP can say all that the picture says: it stands still, and its colours are RGB's."""
    moves = image.format in _MOVING and getattr(image, "is_animated", False)
    profile = image.info.get("icc_profile", b"")
    is_rgb = image.mode in _MODES and (not profile or profile[16:20] == b"RGB ")
    return not moves and is_rgb and abs(image.info.get("gamma", _GAMMA) - _GAMMA) < 0.01


def _target(image: Image, width: int, height: int) -> tuple[int, int] | None:
    """Return the size in px, as stored, at which the picture fits into ``width`` x ``height``; None if it does."""
    wide, high = image.size
    if wide <= min(width, height) and high <= min(width, height):
        return None  # however it is turned
    turned = image.getexif().get(_ORIENTATION, 1) >= 5
    factor = _factor(high, wide, width, height) if turned else _factor(wide, high, width, height)
    return (max(1, round(wide * factor)), max(1, round(high * factor))) if factor < 1 else None


def _factor(wide: int, high: int, width: int, height: int) -> float:
    """Return by how much a picture is scaled to fit.

    One that is much wider or higher than a slide is scaled less: a slide that shows a part of it, as a background
    does, still gets a pixel for each of its own.
    """
    covering = max(width / wide, height / high) / _DENSITY
    return max(min(width / wide, height / high), covering)


def _scaled(image: Image, size: tuple[int, int]) -> Image:
    """Return the picture at ``size``, upright; a JPEG is read at a fraction of its size where that is enough."""
    from PIL import Image, ImageOps

    image.draft(None, size)
    plain = image.convert(_mode(image))
    return ImageOps.exif_transpose(plain.resize(size, Image.Resampling.LANCZOS, reducing_gap=3))


def _mode(image: Image) -> str:
    """Return how Pillow should hold the pixels: with an alpha channel where a colour is see-through."""
    return "RGBA" if "transparency" in image.info else _MODES[image.mode]


def _webp(image: Image, profile: bytes, *, quality: int, lossless: bool = False) -> bytes:
    """Return the picture as WebP with its colour profile, and without what else a camera notes, such as the place."""
    stream = BytesIO()
    image.save(stream, "WEBP", quality=quality, lossless=lossless, method=4, icc_profile=profile, exif=b"", xmp=b"")
    return stream.getvalue()
