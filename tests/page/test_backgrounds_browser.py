"""Films and pictures behind slides are shown wherever a deck is: on disk, in print, late, from strangers, linked."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.png import png
from tests.serve.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

FILES = {
    "clip.webm": (ROOT / "tests" / "data" / "film.webm").read_bytes(),
    "broken.webm": b"\x1a\x45\xdf\xa3",
    "red.png": png(4, 4, (200, 0, 0)),
    "green.png": png(5, 5, (0, 128, 0)),
}
DECK = """\
<!-- .slide: data-background-video="clip.webm" data-background-video-muted -->

# Film

!SLIDE

<!-- .slide: data-background-video="broken.webm, clip.webm" data-background-video-muted -->

# Films

!SLIDE

<!-- .slide: data-background-image="red.png, green.png" data-background-size="20%, 100%" -->

# Pictures

!SUB

<!-- .slide: data-background="green.png" -->

# Picture

!SLIDE

<section data-background-image="green.png,red.png"><h2>Raw</h2></section>
"""
FILMS = """Reveal.getSlides().slice(0, 2).every((slide) =>
  slide.slideBackgroundContentElement.querySelector("video")?.videoWidth === 16)"""
# How wide each picture behind each slide is; 0 for one that cannot be shown.
WIDTHS = """() => Promise.all(Reveal.getSlides().slice(2, 5).map((slide) => {
  const style = slide.slideBackgroundContentElement.style.backgroundImage;
  const addresses = [...style.matchAll(/url\\("(.*?)"\\)/g)].map((found) => found[1]);
  return Promise.all(addresses.map(async (address) => {
    const picture = Object.assign(new Image(), {src: address});
    return picture.decode().then(() => picture.naturalWidth, () => 0);
  }));
}))"""
MANY = "\n!SLIDE\n\n# more\n" * 100


def shows_everything(page: Page) -> None:
    """Show slide after slide, and wait for what is behind them."""
    page.wait_for_function("window.Reveal?.isReady()")
    page.evaluate("for (let slide = 0; slide < 4; slide++) Reveal.next()")
    page.wait_for_function(FILMS)
    assert page.evaluate(WIDTHS) == [[4, 5], [5], [5, 4]]


@pytest.mark.parametrize(
    ("text", "options", "query"),
    [
        (DECK, (), ""),
        (DECK, (), "?view=print"),
        (DECK + MANY, (), ""),
        (DECK + MANY, (), "?view=print"),
        (DECK, ("--untrusted",), ""),
        (DECK, ("--link-assets",), ""),
    ],
)
def test_what_is_behind_slides_is_shown_from_disk(
    text: str, options: tuple[str, ...], query: str, make_project: MakeProject, cli: Cli, offline: Watched
) -> None:
    root = make_project({"slides/a.md": text, **FILES})
    assert cli("build", root, *options).exit_code == 0

    offline.page.goto((root / "dist" / "a.html").as_uri() + query)

    shows_everything(offline.page)
    assert (offline.errors, offline.remote) == ([], [])


def test_what_is_behind_slides_is_shown_in_the_preview(make_project: MakeProject, page: Watched) -> None:
    with serving(make_project({"slides/a.md": DECK, **FILES})) as served:
        page.page.goto(f"{served.url}a.html")

        shows_everything(page.page)


def test_a_film_behind_a_slide_plays_and_each_file_is_in_the_page_once(
    make_project: MakeProject, cli: Cli, offline: Watched
) -> None:
    root = make_project({"slides/a.md": DECK, **FILES})
    cli("build", root)
    text = (root / "dist" / "a.html").read_text(encoding="utf-8")
    files = ("clip.webm", "red.png", "green.png")
    assert [text.count(base64.b64encode(FILES[name]).decode()) for name in files] == [1, 1, 1]
    offline.page.goto((root / "dist" / "a.html").as_uri())

    offline.page.wait_for_function("document.querySelector('.backgrounds .present video')?.currentTime > 0")
