"""What is seen of covers: words on a picture, in Chromium, by the pixels behind them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from deckbuild.themes import colours
from tests.assets.test_scrims import checkered, landscape, plain, saved

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect

    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

WHITE_DRAWING = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 9'><rect width='16' height='9' fill='#fff'/></svg>"
)
LONE, BEHIND = ("white.png", "checkered.png", "landscape.jpg", "drawing.svg"), ("white.png", "black.png")
WORDS = "## A title of a cover that takes two lines at least\n\nWords at the foot, and a [link](https://example.org)\n"
# Where the words of a slide stand in the window; they are made transparent, so that what is behind them is seen.
HIDE = """number => {
  const {h, v} = Reveal.getIndices(Reveal.getSlides()[number]);
  Reveal.slide(h, v);
  document.head.insertAdjacentHTML("beforeend", "<style>section.cover * {color: transparent !important}</style>");
  const places = [];
  for (const element of Reveal.getCurrentSlide().querySelectorAll(":scope > h2, :scope > p:not(:has(img))")) {
    const range = document.createRange();
    range.selectNodeContents(element);
    for (const {x, y, width, height} of range.getClientRects()) places.push({x, y, width, height});
  }
  return places;
}"""


def test_words_on_a_picture_are_read_on_nine_tenths_of_the_pixels_behind_them(
    offline: Watched, cli: Cli, make_project: MakeProject
) -> None:
    lone = [f'!SLIDE class="cover"\n\n![A picture]({name})\n\n{WORDS}' for name in LONE]
    behind = [f'!SLIDE class="cover" data-background-image="{name}"\n\n{WORDS}' for name in BEHIND]
    project = make_project(
        {
            "slides/a.md": "---\ntheme: lecture\n---\n" + "\n".join([*lone, *behind]),
            "slides/white.png": plain("white"),
            "slides/black.png": plain("black"),
            "slides/checkered.png": saved(checkered()),
            "slides/landscape.jpg": saved(landscape(), "JPEG"),
            "slides/drawing.svg": WHITE_DRAWING,
        }
    )
    cli("build", project)
    offline.page.set_viewport_size({"width": 1280, "height": 720})
    offline.page.emulate_media(reduced_motion="reduce")
    offline.page.goto((project / "dist" / "a.html").as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    offline.page.evaluate("Reveal.configure({transition: 'none', backgroundTransition: 'none'})")
    found = [worst(offline, number) for number in range(len(LONE + BEHIND))]
    offline.page.emulate_media(reduced_motion=None)
    offline.page.set_viewport_size({"width": 960, "height": 700})

    assert [(number, ratio) for number, ratio in enumerate(found) if ratio < 4.5] == []
    assert found[-1] == 21  # nothing is in front of a black one


def worst(watched: Watched, number: int) -> float:
    """The least contrast of white to what is behind the words of a slide, without a tenth of its pixels."""
    places: list[FloatRect] = watched.page.evaluate(HIDE, number)
    assert len(places) >= 3
    image = Image.open(BytesIO(watched.page.screenshot())).convert("RGB")
    return min(
        ratio(image.crop((round(p["x"]), round(p["y"]), round(p["x"] + p["width"]), round(p["y"] + p["height"]))))
        for p in places
    )


def ratio(part: Image.Image) -> float:
    counted: Any = part.getcolors(part.width * part.height)
    ratios = sorted((colours.contrast(colours.WHITE, colour), count) for count, colour in counted)
    left = part.width * part.height / 10
    for each, count in ratios:
        left -= count
        if left < 0:
            return each
    return 0
