"""What a deck is to somebody who asks for less motion, goes by keys, or hears it from a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser


@pytest.fixture
def show(make_project: MakeProject, cli: Cli, offline: Watched) -> Callable[..., Page]:
    """Build a deck and open it from disk."""

    def shown(text: str, query: str = "") -> Page:
        root = make_project({"slides/a.md": text})
        assert cli("build", root).exit_code == 0
        offline.page.goto((root / "dist" / "a.html").as_uri() + query)
        offline.page.wait_for_function("Reveal.isReady()")
        return offline.page

    return shown


MOVING = """\
---
reveal: {transition: zoom, backgroundTransition: slide}
---
<!-- .slide: data-auto-animate -->

# One

- a <!-- .element: class="fragment fade-up" -->

!SLIDE data-transition="convex"

<!-- .slide: data-auto-animate -->

# One

more
"""
# The longest time that anything of the deck takes to change, and how many elements are animated.
LONGEST = """Math.max(...[...document.querySelectorAll(".reveal, .reveal *")].flatMap((each) =>
  [null, "::before", "::after"].flatMap((part) =>
    getComputedStyle(each, part).transitionDuration.split(", ").map(parseFloat))))"""
ANIMATED = "document.querySelectorAll('[data-auto-animate-target]').length"


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_those_who_ask_for_less_motion(
    motion: str, offline: Watched, show: Callable[..., Page]
) -> None:
    offline.page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]  # one of its words
    page = show(MOVING)
    longest = page.evaluate(LONGEST)
    page.evaluate("Reveal.next(); Reveal.next()")

    assert (longest == 0, page.evaluate(ANIMATED) == 0) == (motion == "reduce", motion == "reduce")
    assert page.evaluate("Reveal.getIndices().h") == 1


def test_an_arrow_that_has_the_focus_has_a_ring(show: Callable[..., Page]) -> None:
    page = show("---\nreveal: {slideNumber: false}\n---\n# One\n\n!SLIDE\n\n# Two\n")  # it is a link, too
    page.evaluate("Reveal.next()")
    page.keyboard.press("Tab")
    arrow = page.locator(".controls button:focus")

    expect(arrow).to_have_css("outline-style", "solid")
    expect(arrow).to_have_css("outline-width", "3px")
    expect(arrow).to_have_css("opacity", "1")


SLIDES = """\
# The *title*

!SUB

text only

!NOTE
### Not the title

!SLIDE

<!-- .slide: aria-label="Mine" -->

# Heading

!SLIDE

## ![](data:,)

### Deep
"""
NAMES = ["The title", "Slide 2", "Mine", "Deep"]


def test_slides_have_names(show: Callable[..., Page]) -> None:
    page = show(SLIDES)
    shown = page.locator("section.present:not(.stack)")
    for name in NAMES:
        expect(shown).to_have_attribute("aria-label", name)
        page.evaluate("Reveal.next()")

    slides = page.locator("section:not(.stack)")
    roles = slides.evaluate_all("all => all.map((each) => [each.role, each.ariaRoleDescription].join())")
    assert roles == ["group,slide", "group,slide", ",", "group,slide"]
    assert page.locator(".reveal").get_attribute("role") == "main"


@pytest.mark.parametrize("way", ["overview", "print"])
def test_slides_that_are_seen_together_have_names(way: str, show: Callable[..., Page]) -> None:
    page = show(SLIDES, "?view=print" if way == "print" else "")
    page.evaluate("Reveal.isPrintView() || Reveal.toggleOverview()")

    labels = "[...document.querySelectorAll('section:not(.stack)')].map((each) => each.ariaLabel).join()"
    page.wait_for_function(f"names => {labels} === names", arg=",".join(NAMES))


def test_late_slides_have_names(show: Callable[..., Page]) -> None:
    page = show("\n\n!SLIDE\n\n".join(f"# Slide with {number}" for number in range(120)), "#/90")

    expect(page.locator("section.present")).to_have_attribute("aria-label", "Slide with 90")


def test_the_checkbox_of_a_task_has_its_words_as_its_name(show: Callable[..., Page]) -> None:
    page = show("- [x] buy **milk**\n  - [ ] two litres\n- [ ] sleep\n")

    names = page.locator("input").evaluate_all("all => all.map((each) => each.ariaLabel)")
    assert names == ["buy milk", "two litres", "sleep"]
