from __future__ import annotations

import re
import struct
import zlib
from base64 import b64decode, b64encode
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING, Any

import PIL
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from deckbuild.assets import resize
from deckbuild.assets.resize import CannotShrink, slide_size, smaller
from tests.png import png

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, MakeProject

SLIDE = (96, 70)  # px; a tenth of reveal.js' own, for speed
ON_ITS_SIDE = 6  # the EXIF orientation of a camera that was turned: what is left in the file is the top


def photo(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture of coarse grain, the same every time: without red at its left, all red at its right."""
    coarse = (width // 4, height // 4)
    noise = Image.frombytes("L", coarse, Random(1).randbytes(coarse[0] * coarse[1])).resize((width, height))  # noqa: S311 -- no secret
    ramp = Image.linear_gradient("L").rotate(90).resize((width, height))
    return Image.merge("RGB", (ramp, noise, noise)).convert(mode)


def saved(image: Image.Image, form: str = "PNG", **options: Any) -> bytes:  # noqa: ANN401 -- Pillow's
    stream = BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def opened(data: bytes | None) -> Image.Image:
    assert data is not None
    return Image.open(BytesIO(data))


def kept(data: bytes) -> bool:
    return smaller(data, *SLIDE) is None


# What is made smaller


@pytest.mark.parametrize("form", ["PNG", "JPEG", "BMP", "GIF", "WEBP"])
def test_a_picture_larger_than_twice_the_slide_becomes_a_webp_that_fits(form: str) -> None:
    data = saved(photo(240, 180, "P" if form == "GIF" else "RGB"), form)
    small = smaller(data, *SLIDE)

    assert opened(small).format == "WEBP"
    assert opened(small).size == (187, 140)
    assert len(small or b"") < len(data)


def test_a_picture_that_fits_stays_as_it_is() -> None:
    assert kept(saved(photo(192, 140)))
    assert not kept(saved(photo(193, 140)))


def test_the_original_is_used_where_it_is_smaller() -> None:
    data = saved(photo(240, 180), "WEBP", quality=1)

    assert kept(data)


def test_a_drawing_loses_nothing_and_a_photograph_little() -> None:
    drawing = Image.new("RGB", (300, 200), "white")
    drawing.paste((200, 30, 30), (0, 0, 150, 200))
    small = opened(smaller(saved(drawing, compress_level=0), *SLIDE)).convert("RGB")

    assert (small.getpixel((10, 10)), small.getpixel((190, 10))) == ((200, 30, 30), (255, 255, 255))


@pytest.mark.parametrize(("size", "expected"), [((800, 70), None), ((800, 140), (400, 70)), ((100, 600), (96, 576))])
def test_a_panorama_keeps_a_pixel_for_each_of_the_slide(
    size: tuple[int, int], expected: tuple[int, int] | None
) -> None:
    small = smaller(saved(photo(*size), "BMP"), *SLIDE)

    assert (opened(small).size if small else None) == expected


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_see_through_stays_so(mode: str) -> None:
    image = Image.new("RGBA", (240, 180), (10, 20, 30, 0))
    image.paste((250, 250, 250, 255), (0, 0, 120, 180))
    small = opened(smaller(saved(image.convert(mode), compress_level=0), *SLIDE)).convert("RGBA")

    assert [small.getpixel((x, 70))[3] for x in (5, 180)] == [255, 0]  # type: ignore[index]  # four channels


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_on_its_side_stands_upright(form: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = ON_ITS_SIDE
    small = opened(smaller(saved(photo(280, 200), form, exif=exif), *SLIDE))
    top, bottom = (small.convert("RGB").getpixel((50, y)) for y in (2, 137))

    assert small.size == (100, 140)
    assert top[0] < 30  # type: ignore[index]  # three channels
    assert bottom[0] > 225  # type: ignore[index]
    assert 0x0112 not in small.getexif()


def test_the_colour_profile_is_kept_and_where_it_was_taken_is_not() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[1] = "N"
    small = opened(smaller(saved(photo(300, 200), "JPEG", icc_profile=profile, exif=exif), *SLIDE))

    assert small.info["icc_profile"] == profile
    assert not dict(small.getexif())


# What stays as it is


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_what_moves_stays_as_it_is(form: str) -> None:
    first, second = photo(240, 180), photo(240, 180).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    data = saved(first, form, save_all=True, append_images=[second], duration=100)

    assert getattr(opened(data), "is_animated", False)
    assert kept(data)


def test_colours_that_a_webp_cannot_say_stay_as_they_are() -> None:
    grey = photo(240, 180, "L")
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[16:20] = b"GRAY"

    assert kept(saved(photo(240, 180, "CMYK"), "JPEG"))
    assert kept(saved(grey.convert("I;16")))
    assert kept(saved(grey, icc_profile=bytes(profile)))
    assert not kept(saved(grey))


def test_drawings_in_svg_and_films_are_not_asked_for() -> None:
    assert resize.TYPES.isdisjoint({"image/svg+xml", "image/avif", "image/x-icon", "video/mp4"})


def bomb(width: int, height: int) -> bytes:
    """A PNG of some bytes that says that it is as large as this."""
    header = b"IHDR" + struct.pack(">II", width, height) + bytes([8, 2, 0, 0, 0])
    small = png(3, 3)
    return small[:12] + header + struct.pack(">I", zlib.crc32(header)) + small[33:]


@pytest.mark.parametrize("side", [10_000, 20_000, 60_000])
def test_a_picture_that_unpacks_to_too_much_is_refused_by_its_header(side: int) -> None:
    with pytest.raises(CannotShrink, match=r"^has more than 89 million pixels$"):
        smaller(bomb(side, side), *SLIDE)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_a_picture_that_is_cut_short_is_refused(form: str) -> None:
    data = saved(photo(240, 180, "P" if form == "GIF" else "RGB"), form)
    for end in (8, len(data) // 2):
        with pytest.raises(CannotShrink, match=r"^is broken, or cut short$"):
            smaller(data[:end], *SLIDE)


BROKEN = [saved(photo(160, 120), form) for form in ("PNG", "JPEG", "GIF", "WEBP", "BMP")]


@given(st.sampled_from(BROKEN), st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=8))
@settings(max_examples=150)
def test_no_broken_picture_ends_in_anything_else(data: bytes, changes: list[tuple[float, int]]) -> None:
    broken = bytearray(data)
    for at, value in changes:
        broken[int(at * len(broken))] = value
    try:
        smaller(bytes(broken), 30, 20)
    except CannotShrink as error:
        assert str(error)


def test_what_cannot_be_read_is_a_warning_and_stays() -> None:
    with pytest.raises(CannotShrink) as caught:
        smaller(b"\x89PNG\r\n\x1a\n", *SLIDE)
    rule, address, message, hint = resize.complaint("images/a.png", caught.value)

    assert (rule.code, rule.severity.value, address) == ("D413", "warning", "images/a.png")
    assert message == "the picture images/a.png is broken, or cut short; it is put in as it is"
    assert hint == "save it once more"


def test_nothing_but_pictures_is_ever_tried() -> None:
    for data in (b"", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9000 9000\n", b"<svg/>", b"P6 1 1 255 abc"):
        with pytest.raises(CannotShrink):
            smaller(data, *SLIDE)


# What is kept between runs


class Kept(dict[str, bytes]):
    """A cache in memory."""

    def put(self, key: str, data: bytes) -> None:
        self[key] = data


@pytest.mark.parametrize("size", [(240, 180), (30, 20)])
def test_a_result_is_kept_that_of_a_picture_that_stays_too(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, data = Kept(), saved(photo(*size))
    first = smaller(data, 960, 700, cache)
    monkeypatch.setattr(resize, "_smaller", lambda *_: pytest.fail("it is made again"))

    assert smaller(data, 960, 700, cache) == first


def test_another_picture_another_size_and_another_pillow_have_results_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache = Kept()
    for data, width in ((png(3, 3), 96), (png(3, 4), 96), (png(3, 3), 97)):
        smaller(data, width, 70, cache)
    monkeypatch.setattr(PIL, "__version__", "0")
    smaller(png(3, 3), 960, 700, cache)

    assert len(cache) == 4
    assert all(re.fullmatch(r"picture-[0-9a-f]{32}", name) for name in cache)


def test_a_broken_picture_is_told_again_the_next_time() -> None:
    cache = Kept()
    for _ in range(2):
        with pytest.raises(CannotShrink):
            smaller(b"GIF89a", 960, 700, cache)

    assert not cache


# In a deck


SMALL_SLIDES = "shrink_images: true\nreveal: {width: 96, height: 70}\n"
LARGE = saved(photo(240, 180), compress_level=1)


def deck(make_project: MakeProject, picture: bytes, settings: str = SMALL_SLIDES) -> Path:
    return make_project({"slides/a.md": "# A\n\n![](big.png)\n", "big.png": picture, "deckbuild.yml": settings})


def test_a_deck_that_wants_it_gets_its_pictures_smaller(cli: Cli, make_project: MakeProject) -> None:
    root = deck(make_project, saved(photo(2400, 1800), "JPEG"), "shrink_images: true\n")
    result = cli("build", "--report", cwd=root)
    found = re.findall(r"src=\"data:image/webp;base64,([^\"]+)", (root / "dist" / "a.html").read_text())

    assert (result.exit_code, result.stderr) == (0, "")
    assert opened(b64decode(found[0])).size == (1920, 1440)
    assert re.search(r"[kM]B +\d+%  big\.png +image/webp$", result.stdout, re.MULTILINE)


def test_a_linked_picture_is_called_what_it_is_now(cli: Cli, make_project: MakeProject) -> None:
    root = deck(make_project, LARGE)
    cli("build", "--link-assets", cwd=root)
    (made,) = (root / "dist" / "assets").glob("big.*")

    assert made.suffix == ".webp"
    assert opened(made.read_bytes()).size == (187, 140)


def test_a_deck_that_does_not_want_it_keeps_its_pictures_and_loads_no_pillow(
    cli: Cli, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resize, "_smaller", lambda *_: pytest.fail("it is made smaller"))
    root = deck(make_project, LARGE, "title: A\n")

    assert cli("build", cwd=root).exit_code == 0
    assert b64encode(LARGE).decode() in (root / "dist" / "a.html").read_text()


def test_a_picture_is_measured_as_the_page_holds_it(cli: Cli, make_project: MakeProject) -> None:
    limit = len(LARGE) // 2
    root = deck(make_project, LARGE)
    limits = ("--set", f"limits.file_size={limit}", "--set", f"limits.large_file={limit}")

    assert (cli("build", *limits, cwd=root).exit_code, cli("build", *limits, cwd=root).stderr) == (0, "")


@pytest.mark.parametrize("picture", [LARGE[:-100], saved(photo(90, 60), compress_level=0)])
def test_a_picture_that_is_not_made_smaller_is_measured_as_it_is(
    picture: bytes, cli: Cli, make_project: MakeProject
) -> None:
    result = cli("build", "--set", f"limits.file_size={len(picture) // 2}", cwd=deck(make_project, picture))

    assert result.exit_code == 1
    assert "error: the file big.png is too large [D110]" in result.stderr


def test_a_picture_of_more_than_ten_times_the_limit_is_not_even_read(
    cli: Cli, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resize, "_smaller", lambda *_: pytest.fail("it is made smaller"))
    result = cli("build", "--set", f"limits.file_size={len(LARGE) // 11}", cwd=deck(make_project, LARGE))

    assert result.exit_code == 1
    assert "error: the file big.png is too large [D110]" in result.stderr
    assert re.search(r"hint: it has \S+ kB; with shrink_images \S+ kB are allowed, 10 times limits", result.stderr)


def test_the_next_build_makes_no_picture_again(
    cli: Cli, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = deck(make_project, LARGE)
    cli("build", cwd=root)
    first = (root / "dist" / "a.html").read_bytes()
    monkeypatch.setattr(resize, "_smaller", lambda *_: pytest.fail("it is made again"))

    assert cli("build", "--output", "again", cwd=root).exit_code == 0
    assert (root / "again" / "a.html").read_bytes() == first


def test_a_broken_picture_is_a_warning_where_it_is_named_and_in_the_page_as_it_is(
    cli: Cli, make_project: MakeProject
) -> None:
    root = deck(make_project, LARGE[: len(LARGE) // 2])
    result = cli("build", cwd=root)

    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "slides/a.md:3:5: warning: the picture big.png is broken, or cut short; it is put in as it is [D413]",
        "  3 | ![](big.png)",
        "    |     ^^^^^^^",
        "  hint: save it once more",
    ]
    assert b64encode(LARGE[: len(LARGE) // 2]).decode() in (root / "dist" / "a.html").read_text()


# The setting


@pytest.mark.parametrize(
    ("options", "size"),
    [({}, (960, 700)), ({"width": 1280, "height": 720.4}, (1280, 720)), ({"width": "100%"}, (1920, 700))],
)
def test_the_slide_is_as_large_as_reveal_makes_it(options: dict[str, Any], size: tuple[int, int]) -> None:
    assert slide_size(options) == size


def test_without_pillow_the_setting_says_what_to_install(
    cli: Cli, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deckbuild.config.optional.find_spec", lambda _: None)
    root = make_project({"slides/a.md": "# A\n", "deckbuild.yml": "title: A\nshrink_images: true\n"})
    result = cli("build", cwd=root)

    assert result.exit_code == 0
    assert result.stderr.splitlines()[:4] == [
        "deckbuild.yml:2:16: warning: this needs the package pillow [D109]",
        "  2 | shrink_images: true",
        "    |                ^^^^",
        '  hint: pip install "deckbuild[images]"',
    ]
    assert result.stderr.count("pillow") == 1


def test_without_pillow_the_setting_may_be_off(
    cli: Cli, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deckbuild.config.optional.find_spec", lambda _: None)
    root = make_project({"slides/a.md": "# A\n"})

    assert cli("build", "--set", "shrink_images=false", cwd=root).exit_code == 0
    assert "pillow" in cli("build", "--set", "shrink_images=true", cwd=root).stderr
