"""In the browser a link to a heading leads to its slide, by a click and from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

LINKS = "[1](#deep-part) [2](#überblick) [3](#注意) [4](#deep-part-1)"
SLIDES = "\n\n!SLIDE\n\n## Deep part\n\n!SUB\n\n## Überblick\n\n!SUB\n\n## 注意\n\n!SLIDE\n\n## Deep part"
PLACES = [(1, 0), (1, 1), (1, 2), (2, 0)]
SHOWN = "() => { const { h, v } = Reveal.getIndices(); return [h, v]; }"
MOVED = (
    "[...document.querySelectorAll('html, body, .reveal, .slides')].some((each) => each.scrollTop || each.scrollLeft)"
)


@pytest.mark.parametrize(("slides", "links"), [(0, [0, 1, 2, 3]), (120, [1])])
def test_a_link_to_a_heading_leads_to_its_slide(
    slides: int, links: list[int], offline: Watched, cli: Cli, make_project: MakeProject
) -> None:
    """In a large deck, too, of which the slides far from the first are not there yet."""
    more = "\n\n!SLIDE\n\nmore" * slides
    project = make_project({"slides/a.md": f"# Start\n\n{LINKS}{more}{SLIDES}"})
    assert cli("build", "--strict", project).exit_code == 0
    offline.page.goto((project / "dist" / "a.html").as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    addresses = offline.page.locator(".slides a").evaluate_all("all => all.map((each) => each.href)")
    places = [[h + slides, v] for h, v in PLACES]
    offline.page.evaluate("Reveal.configure({transition: 'none'})")  # a click brings a link that moves into view
    for number in links:
        offline.page.evaluate("Reveal.slide(0)")
        offline.page.locator(".slides a").nth(number).click()
        offline.page.wait_for_function(f"place => String(({SHOWN})()) === place", arg="{},{}".format(*places[number]))
        assert not offline.page.evaluate(MOVED)
    for number in links:
        offline.page.goto("about:blank")
        offline.page.goto(addresses[number])
        offline.page.wait_for_function("Reveal.isReady()")
        assert offline.page.evaluate(SHOWN) == places[number]
    assert offline.errors == []


def test_a_link_to_another_deck_leads_to_its_slide(offline: Watched, cli: Cli, make_project: MakeProject) -> None:
    project = make_project({"slides/a.md": "[over](b%20c.md#far)", "slides/b c.md": "# Near\n\n!SLIDE\n\n# Far"})
    assert cli("build", "--strict", project).exit_code == 0
    offline.page.goto((project / "dist" / "a.html").as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    offline.page.get_by_role("link", name="over").click()
    offline.page.wait_for_url("**/b%20c.html*")
    offline.page.wait_for_function("Reveal.isReady()")

    assert offline.page.evaluate(SHOWN) == [1, 0]
    assert offline.errors == []
