"""How the start page looks, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests import axe

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

ABOUT = (
    "---\ntheme: lecture\ntitle: {0}\ndescription: About {0}.\ndate: 2 May\nauthor: Ada\n---\n# {0}\n\n!SUB\n\n## b\n"
)
LAYOUT = """() => {
  const box = each => each.getBoundingClientRect();
  const main = document.querySelector("main"), style = getComputedStyle(main);
  const room = main.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const decks = [...document.querySelectorAll(".deck")], pictures = [...document.querySelectorAll(".picture")];
  return {
    share: Math.round(100 * (box(decks.at(-1)).right - box(decks[0]).left) / room) / 100,
    rows: new Set(decks.map(each => box(each).top)).size,
    ratios: [...new Set(pictures.map(each => (box(each).width / box(each).height).toFixed(2)))],
    isWider: document.documentElement.scrollWidth > innerWidth,
  };
}"""


def opened(cli: Cli, make_project: MakeProject, offline: Watched, *names: str) -> Any:  # noqa: ANN401 -- a Playwright page
    root = make_project({f"slides/{name}.md": ABOUT.format(name) for name in names})
    cli("build", root)
    offline.page.goto((root / "dist" / "index.html").as_uri())
    return offline.page


def test_decks_fill_the_width_as_a_grid_of_slides_that_keys_open(
    cli: Cli, make_project: MakeProject, offline: Watched
) -> None:
    page = opened(cli, make_project, offline, "first", "second")
    page.set_viewport_size({"width": 1280, "height": 720})
    seen = {"share": 1, "rows": 1, "ratios": ["1.78"], "isWider": False}

    assert page.evaluate(LAYOUT) == seen
    expect(page.locator("header")).to_have_text("Slides")
    expect(page.locator(".facts").first).to_have_text("2 slides 2 May Ada print")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe.found(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(LAYOUT) == {**seen, "rows": 2}
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="first", exact=True)).to_be_focused()
    assert page.locator(".picture").first.evaluate("each => getComputedStyle(each).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    page.wait_for_function("window.Reveal?.isReady()")
    assert offline.errors == []


def test_a_single_deck_fills_the_width_and_gives_the_page_its_title(
    cli: Cli, make_project: MakeProject, offline: Watched
) -> None:
    page = opened(cli, make_project, offline, "only")
    page.set_viewport_size({"width": 1280, "height": 720})
    shown = page.frame_locator("iframe").locator("section.present h1")

    assert page.evaluate(LAYOUT) == {"share": 1, "rows": 1, "ratios": ["1.78"], "isWider": False}
    expect(page.locator("h1")).to_have_text("only")
    expect(page).to_have_title("only")
    expect(page.get_by_text("About only.")).to_be_in_viewport()
    expect(shown).to_have_text("only")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(LAYOUT)["share"] == 1
    assert page.evaluate(LAYOUT)["isWider"] is False
