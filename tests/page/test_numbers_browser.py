"""The numbers of slides: where they are shown, and where `G` and a number leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

STACK = "## One\n\n!SUB\n\n# Two\n\n!SLIDE\n\n# Three\n\n!SUB\n\n# Four\n\n!SLIDE\n\n# Five\n"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("## One\n\n!SLIDE\n\n# Two\n", "1 / 2"),
        ("---\ntheme: white\n---\n# One\n\n!SLIDE\n\n# Two\n", "1 / 2"),
        (f"---\nreveal: {{slideNumber: h.v}}\n---\n{STACK}", "1 . 1"),
        (f"---\nreveal: {{slideNumber: false}}\n---\n{STACK}", ""),
        ("# One\n\n---\n\n# Two\n\n----\n\n# Three\n", ""),
        ("# One\n", ""),
    ],
)
def test_slides_of_our_own_dialect_are_numbered(
    text: str, number: str, make_project: MakeProject, cli: Cli, offline: Watched
) -> None:
    root = make_project({"slides/a.md": text})
    assert cli("build", root).exit_code == 0
    offline.page.goto((root / "dist" / "a.html").as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    shown = offline.page.locator(".slide-number")

    expect(shown).to_be_visible(visible=bool(number))
    if number:
        expect(shown).to_have_text(number)


@pytest.mark.parametrize("theme", ["white", "lecture"])
def test_g_and_a_number_lead_to_a_slide_of_a_stack_and_its_number_is_clear_of_the_arrows(
    theme: str, make_project: MakeProject, cli: Cli, offline: Watched
) -> None:
    root = make_project({"slides/a.md": f"---\ntheme: {theme}\n---\n{STACK}"})
    cli("build", root)
    offline.page.goto((root / "dist" / "a.html").as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    for key in ("g", "4", "Enter"):
        offline.page.keyboard.press(key)
    expect(offline.page.locator("section.present > section.present h1")).to_have_text("Four")
    expect(offline.page.locator(".slide-number")).to_have_text("4 / 5")
    assert offline.page.evaluate("""() => {
      const boxes = (name) => [...document.querySelectorAll(name)].map((each) => each.getBoundingClientRect());
      const [number] = boxes(".slide-number");
      const isBeside = ({left, right, top, bottom}) =>
        right < number.left || number.right < left || bottom < number.top || number.bottom < top;
      return boxes(".controls button").every(isBeside);
    }""")
