"""Writes photographs as small PNG and GIF files, the same bytes every time."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

COLOURS = 256
UNSEEN = 20  # of 255: a larger error in any one pixel could be seen
WHITISH = 248  # a colour this close to white counts as white


def write_png(photograph: bytes, target: Path) -> None:
    """Write a still, with a palette where nobody can see the difference."""
    full = _opened(photograph)
    paletted = _in_colours(full, _palette(full))
    chosen = paletted if _error(full, paletted) <= UNSEEN else full
    chosen.save(target, optimize=True)


def write_gif(photographs: Sequence[bytes], milliseconds: Sequence[int], target: Path) -> None:
    """Write a film that repeats for ever, all frames with one common palette."""
    frames = [_opened(photograph) for photograph in photographs]
    palette = _common_palette(frames)
    paletted = [_in_colours(frame, palette) for frame in frames]
    paletted[0].save(
        target,
        save_all=True,
        append_images=paletted[1:],
        duration=list(milliseconds),
        loop=0,
        optimize=True,
        disposal=1,
    )


def _opened(photograph: bytes) -> Image.Image:
    return Image.open(BytesIO(photograph)).convert("RGB")


def _error(full: Image.Image, paletted: Image.Image) -> int:
    difference = ImageChops.difference(full, paletted.convert("RGB"))
    return max(high for _, high in difference.getextrema())  # type: ignore[misc]


def _common_palette(frames: Sequence[Image.Image]) -> Image.Image:
    width, height = frames[0].size
    sheet = Image.new("RGB", (width, height * len(frames)))
    for row, frame in enumerate(frames):
        sheet.paste(frame, (0, row * height))
    return _palette(sheet)


def _palette(full: Image.Image) -> Image.Image:
    """Choose the colours that stand for all of the picture, white among them."""
    found = full.quantize(COLOURS - 1, kmeans=2).getpalette() or []
    triples = [found[start : start + 3] for start in range(0, len(found), 3)]
    channels = [channel for triple in triples if min(triple) < WHITISH for channel in triple]
    palette = Image.new("P", (1, 1))
    palette.putpalette([255, 255, 255, *channels])
    return palette


def _in_colours(full: Image.Image, palette: Image.Image) -> Image.Image:
    """Redraw a picture in the colours of a palette; white (its first colour) stays exactly white."""
    paletted = full.quantize(palette=palette, dither=Image.Dither.NONE)
    white = Image.new("RGB", full.size, (255, 255, 255))
    paletted.paste(0, mask=ImageChops.difference(full, white).convert("L").point(_where_none))
    return paletted


def _where_none(difference: float) -> int:
    return 255 if difference < 1 else 0
