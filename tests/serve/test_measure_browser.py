"""What runs over the edges of a slide in the live preview: seen by the page, told at its line, and gone when mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.serve.patching import Served, problem, section
from tests.serve.serving import LISTENING, serving

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Watched

pytestmark = pytest.mark.browser

ITEMS = "".join(f"- item {number}\n" for number in range(1, 25))
HEAD = "---\ntheme: lecture\n---\n"
COUNTER, EDGES = "deckbuild-problems .counter", "deckbuild-problems .edges"

ASKED_TWICE = "performance.getEntriesByType('resource').filter(each => each.name.endsWith('measured')).length > 1"


def test_the_slide_that_is_shown_is_measured_and_its_warning_goes_with_it(
    page: Watched, make_project: MakeProject
) -> None:
    root = make_project({"slides/talk.md": f"{HEAD}# One\n!SLIDE\n## Two\n\n{ITEMS}\n"})
    lines = [[["slides/talk.md", 3, 4]], [["slides/talk.md", 5, 31]]]
    deck = Served(page.page, root, lines=lines)
    deck.measured = [problem(severity="warning", code="D640")]
    deck.open()
    page.page.evaluate("Reveal.slide(1)")
    expect(page.page.locator(COUNTER)).to_have_text("1 warning")
    expect(page.page.locator(EDGES)).to_have_class("edges bottom")
    (asked,) = deck.asked
    (found,) = asked["found"]
    assert (asked["page"], asked["slide"], asked["token"]) == ("talk", [1, 0], "secret")
    assert (found["file"], found["line"], found["kind"], [*found["sides"]]) == (
        "slides/talk.md",
        19,
        "list item",
        ["bottom"],
    )

    page.page.evaluate("Reveal.slide(0)")
    expect(page.page.locator(EDGES)).to_be_hidden()
    expect(page.page.locator(COUNTER)).to_have_text("1 warning")

    page.page.evaluate("Reveal.slide(1)")
    expect(page.page.locator(EDGES)).to_be_visible()
    deck.patch({"at": 1, "remove": 1, "html": [section("## Two\n\nshort\n")]})
    expect(page.page.locator(EDGES)).to_be_hidden()
    expect(page.page.locator(COUNTER)).to_have_count(0)
    assert deck.asked[-1]["found"] == []
    assert page.errors == []


def test_what_an_edit_pushes_over_the_edge_is_told_in_the_page_and_in_the_terminal_at_its_line(
    page: Watched, make_project: MakeProject
) -> None:
    allowed = f"!SLIDE\n## Three\n\n<!-- deckbuild: allow overflow -->\n\n{ITEMS}"
    root = make_project({"slides/talk.md": f"{HEAD}# One\n!SLIDE\n## Two\n\n- a\n{allowed}"})
    page.begin_with(LISTENING)
    with serving(root) as server:
        page.page.goto(f"{server.url}talk.html#/1")
        page.page.wait_for_function("window.connected && Reveal.isReady()")
        (root / "slides" / "talk.md").write_text(f"{HEAD}# One\n!SLIDE\n## Two\n\n{ITEMS}{allowed}", encoding="utf-8")
        expect(page.page.locator(COUNTER)).to_have_text("1 warning")
        page.page.locator(COUNTER).click()
        expect(page.page.locator("deckbuild-problems .place")).to_have_text("slides/talk.md:19:1")
        said = server.wait_for("[D640]")
        page.page.keyboard.press("Escape")
        page.page.evaluate("Reveal.slide(2)")
        expect(page.page.locator(EDGES)).to_have_class("edges bottom")
        page.page.wait_for_function(ASKED_TWICE)

        expect(page.page.locator(COUNTER)).to_have_text("1 warning")
        assert "slides/talk.md:19:1: warning: from this list item on, content runs over the edge of the slide: " in said
