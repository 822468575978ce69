"""The other views of a deck, in Chromium: overview, help and search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests import axe

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

NINE = "\n!SUB\n\n".join(f"## Slide {number}\n" for number in range(1, 10))
PLACES = """() => Reveal.getSlides().map(each => {
  const {left, top, width, height} = each.getBoundingClientRect();
  return [Math.round(left), Math.round(top), Math.round(width), Math.round(height)];
})"""
CURRENT = "() => Reveal.getCurrentSlide().textContent.trim()"


def opened(cli: Cli, make_project: MakeProject, offline: Watched, text: str, theme: str = "lecture") -> Any:  # noqa: ANN401 -- a Playwright page
    root = make_project({"slides/a.md": f"---\ntheme: {theme}\n---\n{text}"})
    cli("build", root)
    offline.page.set_viewport_size({"width": 1280, "height": 720})
    offline.page.goto((root / "dist" / "a.html").as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    return offline.page


def test_the_overview_of_a_single_stack_is_a_grid_that_arrows_and_clicks_go_through(
    cli: Cli, make_project: MakeProject, offline: Watched
) -> None:
    page = opened(cli, make_project, offline, NINE)
    before = page.evaluate(PLACES)[0]
    page.keyboard.press("Escape")
    places = page.evaluate(PLACES)

    assert [len({each[at] for each in places}) for at in (0, 1)] == [4, 3]  # columns, rows
    assert {each[2] for each in places} == {282}
    assert {each[3] for each in places} == {158}
    assert min(each[0] for each in places) >= 0
    assert max(each[0] + each[2] for each in places) <= 1280
    for key, slide in (("ArrowRight", 2), ("ArrowDown", 6), ("ArrowDown", 6), ("ArrowLeft", 5), ("ArrowDown", 9)):
        page.keyboard.press(key)
        assert page.evaluate(CURRENT) == f"Slide {slide}"
    page.keyboard.press("ArrowUp")
    page.locator("section", has_text="Slide 3").last.click()
    assert page.evaluate(CURRENT) == "Slide 3"
    assert page.evaluate("Reveal.isOverview()") is False
    assert page.evaluate(PLACES)[2] == before
    assert offline.errors == []


def test_the_overview_of_several_stacks_has_them_side_by_side(
    cli: Cli, make_project: MakeProject, offline: Watched
) -> None:
    page = opened(cli, make_project, offline, "## A\n\n!SUB\n\n## B\n\n!SLIDE\n\n## C\n")
    page.keyboard.press("Escape")
    (a, b, c) = page.evaluate(PLACES)

    assert a[0] == b[0] < c[0]
    assert a[1] == c[1] < b[1]
    page.keyboard.press("ArrowRight")
    assert page.evaluate(CURRENT) == "C"


@pytest.mark.parametrize("theme", ["lecture", "chalk", "moon"])
def test_help_and_search_have_the_colours_of_the_theme(
    cli: Cli, make_project: MakeProject, offline: Watched, theme: str
) -> None:
    page = opened(cli, make_project, offline, NINE, theme)
    ground = page.evaluate("getComputedStyle(document.querySelector('.reveal-viewport')).backgroundColor")
    page.keyboard.press("Shift+Slash")
    shown = page.locator(".r-overlay-help")

    expect(shown.get_by_text("Slide overview")).to_be_in_viewport()
    expect(shown.get_by_text("Speaker notes view")).to_be_in_viewport()
    expect(shown).to_have_css("background-color", ground)
    assert [each for each in axe.found(page, ".r-overlay") if each.startswith("color-contrast")] == []
    page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    page.keyboard.press("Control+Shift+F")
    field = page.locator(".searchinput")
    expect(field).to_be_focused()
    expect(field).to_have_css("background-color", ground)
    expect(field).to_have_css("outline-width", "3px")
    page.keyboard.type("Slide 7")
    page.keyboard.press("Enter")
    page.wait_for_function("Reveal.getIndices().v === 6")
