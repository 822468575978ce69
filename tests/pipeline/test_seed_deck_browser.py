"""The built Transformers deck, opened from disk with the network off, as in a room without Wi-Fi."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, Watched

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
    seen.push({h, v, headings, pictures: pictures(slide), width: slide.offsetWidth, bottom});
  }
  return seen;
}
"""


@pytest.fixture
def deck(seed: Path, tmp_path: Path, cli: Cli) -> Path:
    """The deck, built alone in a folder of its own; the project is taken away before it is opened."""
    project = tmp_path / "project"
    for name in ("slides", "images"):
        shutil.copytree(seed.parent.parent / name, project / name)
    result = cli("build", project, "--output", tmp_path)
    assert result.exit_code == 0
    shutil.rmtree(project)
    return tmp_path / "transformers.html"


def walk(watched: Watched, deck: Path) -> list[dict[str, Any]]:
    watched.page.goto(deck.as_uri())
    watched.page.wait_for_function("Reveal.isReady()")
    seen: list[dict[str, Any]] = watched.page.evaluate(SLIDES)
    return seen


def test_it_asks_for_nothing_and_logs_no_error(deck: Path, offline: Watched) -> None:
    walk(offline, deck)

    assert [url for url in offline.requests if not url.startswith("data:")] == [deck.as_uri()]
    assert offline.errors == []


def test_it_is_one_stack_of_thirteen_slides(deck: Path, offline: Watched) -> None:
    seen = walk(offline, deck)

    assert [(slide["h"], slide["v"]) for slide in seen] == [(0, v) for v in range(13)]
    assert offline.page.locator(".slides > section").count() == 1
    assert offline.page.locator(".slides > section > section").count() == 13


def test_every_picture_is_there_and_has_the_width_that_the_author_gave_it(deck: Path, offline: Watched) -> None:
    seen = walk(offline, deck)

    pictures = [(picture, slide) for slide in seen for picture in slide["pictures"]]
    assert len(pictures) == 12
    assert all(picture["loaded"] for picture, _ in pictures)
    shares = [round(picture["width"] / slide["width"], 2) for picture, slide in pictures]
    assert shares == [0.35, 0.7, 0.95, 0.95, 0.75, 0.6, 0.6, 0.6, 0.6, 0.9, 0.95, 0.95]
    naturals = [picture["natural"] for picture, _ in pictures]
    assert naturals == [1008, 1344, 1824, 1824, 1440, 1440, 1440, 1440, 1440, 1728, 1824, 1368]


def test_its_headings_are_those_of_the_source(deck: Path, offline: Watched) -> None:
    headings = [slide["headings"] for slide in walk(offline, deck)]

    assert headings[0] == ["Transformers"]
    assert headings[4] == ["Feature-based attention", "The Key, Value, and Query"]
    assert headings[12] == ["BERTViz - Attention Visualization"]


def test_no_slide_runs_off_the_screen(deck: Path, offline: Watched) -> None:
    assert max(slide["bottom"] for slide in walk(offline, deck)) <= 700


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


def test_the_start_page_lists_the_deck(deck: Path, offline: Watched) -> None:
    offline.page.goto((deck.parent / "index.html").as_uri())
    expect(offline.page.locator(".deck h2")).to_have_text("Transformers")
    offline.page.locator("a.open").click()

    offline.page.wait_for_function("window.Reveal?.isReady()")
    assert offline.errors == []
    assert offline.remote == []
