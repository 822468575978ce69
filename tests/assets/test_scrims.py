"""How much black a picture needs in front of it, so that white text can be read."""

from __future__ import annotations

import random
import sys
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from deckbuild.assets.scrims import scrim


def saved(image: Image.Image, kind: str = "PNG") -> bytes:
    stream = BytesIO()
    image.save(stream, kind)
    return stream.getvalue()


def plain(colour: str) -> bytes:
    return saved(Image.new("RGB", (320, 180), colour))


def checkered() -> Image.Image:
    image = Image.new("RGB", (640, 360))
    pen = ImageDraw.Draw(image)
    for left in range(0, 640, 40):
        for top in range(0, 360, 40):
            pen.rectangle((left, top, left + 39, top + 39), "white" if (left + top) // 40 % 2 else "black")
    return image


def landscape() -> Image.Image:
    """A light sky over dark grass, with noise as in a photograph."""
    dice = random.Random(1)  # noqa: S311 -- noise of a picture
    image = Image.new("RGB", (320, 180))
    for left in range(320):
        for top in range(180):
            base = (170, 200, 240) if top < 60 else (50, 70, 30)
            noise = dice.randint(-15, 15)
            image.putpixel((left, top), (base[0] + noise, base[1] + noise, base[2] + noise))
    return image


@pytest.mark.parametrize(
    ("data", "opacity"),
    [
        (plain("white"), 0.55),
        (plain("black"), 0),
        (plain("#707070"), 0),
        (plain("#b0b0b0"), 0.34),
        (plain("yellow"), 0.53),
        (plain("blue"), 0),
        (saved(checkered()), 0.55),
        (saved(landscape()), 0),  # words stand on the grass
        (saved(landscape().rotate(180), "JPEG"), 0.44),
        (saved(Image.new("RGBA", (320, 180), (0, 0, 0, 0))), 0.55),  # what is behind it may be white
    ],
)
def test_a_scrim_is_as_dark_as_a_picture_is_light(data: bytes, opacity: float) -> None:
    assert scrim(data) == pytest.approx(opacity, abs=0.02)


def test_a_small_light_spot_counts_where_words_may_stand_on_it() -> None:
    image = Image.new("RGB", (640, 360))
    ImageDraw.Draw(image).rectangle((40, 280, 160, 340), "white")

    assert scrim(saved(image)) == 0.55


@pytest.mark.parametrize(
    "data", [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", plain("white")[:60]]
)
def test_what_cannot_be_read_is_not_measured(data: bytes) -> None:
    assert scrim(data) is None


def test_without_pillow_nothing_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    white = plain("white")
    monkeypatch.setitem(sys.modules, "PIL", None)

    assert scrim(white) is None


def test_a_result_is_kept() -> None:
    kept: dict[str, bytes] = {}

    class Memory:
        def get(self, name: str) -> bytes | None:
            return kept.get(name)

        def put(self, name: str, data: bytes) -> None:
            kept[name] = data

    first = scrim(plain("white"), Memory())
    (name,) = kept
    kept[name] = b"0.25"

    assert (first, scrim(plain("white"), Memory())) == (0.55, 0.25)
