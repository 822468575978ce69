"""The built Transformers deck, opened from disk with the network off, as in a room without Wi-Fi."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from deckbuild.cli import main as command_line
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

# Of every slide: its indices, its headings, and of its pictures whether they are loaded, their widths, the file.
SLIDES = """
async () => {
  const pictures = (slide) => [...slide.querySelectorAll("img")].map((img) => ({
    loaded: img.complete && img.naturalWidth > 0, natural: img.naturalWidth, width: img.offsetWidth}));
  const seen = [];
  for (const slide of Reveal.getSlides()) {
    const {h, v} = Reveal.getIndices(slide);
    Reveal.slide(h, v);
    await Promise.all([...slide.querySelectorAll("img")].map((img) => img.decode()));
    const headings = [...slide.querySelectorAll("h1, h2")].map((heading) => heading.textContent);
    const bottom = Math.max(...[...slide.children].map((child) => child.offsetTop + child.offsetHeight));
    const width = slide.clientWidth - 2 * parseFloat(getComputedStyle(slide).paddingLeft);
    seen.push({h, v, headings, pictures: pictures(slide), width, bottom});
  }
  return seen;
}
"""


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deck, built alone in a folder of its own; the project is taken away before it is opened."""
    folder = tmp_path_factory.mktemp("seed")
    for name in ("slides", "images"):
        shutil.copytree(ROOT / name, folder / "project" / name)
    assert command_line.run(["build", str(folder / "project"), "--output", str(folder)]) == 0
    shutil.rmtree(folder / "project")
    return folder / "transformers.html"


def test_it_is_shown_whole_from_disk_and_asks_for_nothing(deck: Path, offline: Watched) -> None:
    offline.page.goto(deck.as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    seen: list[dict[str, Any]] = offline.page.evaluate(SLIDES)

    assert [url for url in offline.requests if not url.startswith("data:")] == [deck.as_uri()]
    assert offline.errors == []
    # one stack of thirteen slides, none of which runs off the screen
    assert [(slide["h"], slide["v"]) for slide in seen] == [(0, v) for v in range(13)]
    assert offline.page.locator(".slides > section").count() == 1
    assert offline.page.locator(".slides > section > section").count() == 13
    assert max(slide["bottom"] for slide in seen) <= 720
    # the headings of the source
    assert seen[0]["headings"] == ["Transformers"]
    assert seen[4]["headings"] == ["Feature-based attention", "The Key, Value, and Query"]
    assert seen[12]["headings"] == ["BERTViz - Attention Visualization"]
    # every picture is there, and has the part of the text's width that the author gave it, or all of it
    pictures = [(picture, slide) for slide in seen for picture in slide["pictures"]]
    assert len(pictures) == 12
    assert all(picture["loaded"] for picture, _ in pictures)
    shares = [round(picture["width"] / slide["width"], 2) for picture, slide in pictures]
    assert shares == [0.35, 0.7, 1.0, 1.0, 0.75, 0.6, 0.6, 0.6, 0.6, 0.9, 1.0, 1.0]
    naturals = [picture["natural"] for picture, _ in pictures]
    assert naturals == [784, 1568, 2240, 2240, 1680, 1344, 1344, 1344, 1344, 2016, 2240, 1400]


def test_the_speaker_view_opens_from_the_file(deck: Path, offline: Watched) -> None:
    offline.page.goto(deck.as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    with offline.page.expect_popup() as popup:
        offline.page.keyboard.press("s")
    current, upcoming = (popup.value.frame_locator("iframe").nth(at) for at in (0, 1))

    expect(current.locator("section.present h1")).to_have_text("Transformers")
    expect(upcoming.locator("section.present > section.present h2")).to_have_text("Transformer")
    offline.page.keyboard.press("ArrowDown")
    expect(current.locator("section.present > section.present h2")).to_have_text("Transformer")


def test_search_and_zoom_are_there(deck: Path, offline: Watched) -> None:
    offline.page.goto(deck.as_uri())
    offline.page.wait_for_function("Reveal.isReady()")

    assert sorted(offline.page.evaluate("Object.keys(Reveal.getPlugins())")) == ["notes", "search", "zoom"]
    offline.page.keyboard.press("Control+Shift+F")
    expect(offline.page.locator(".searchbox")).to_be_visible()


def test_the_start_page_lists_the_decks(deck: Path, offline: Watched) -> None:
    offline.page.goto((deck.parent / "index.html").as_uri())
    expect(offline.page.locator(".deck .name")).to_have_text(["A tour of deckbuild", "Transformers"])
    offline.page.locator("a.open").last.click()

    offline.page.wait_for_function("window.Reveal?.isReady()")
    assert offline.errors == []
    assert offline.remote == []
