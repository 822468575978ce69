"""What is seen of a quiz, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from deckbuild import build
from tests.serve.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import MakeProject, Watched

pytestmark = pytest.mark.browser

DECK = """\
---
theme: {theme}
reveal: {{transition: none}}
---
!SUB
## Where is it?

::: quiz
- [ ] here
  no, not here
- [x] there
  yes, there
- [ ] nowhere
:::

!SUB
## Next
"""
# Of each option: the shape of its mark, and whether its explanation is seen.
SEEN = """() => [...document.querySelectorAll(".present .quiz-option")].map((option) => {
  const mark = getComputedStyle(option.firstElementChild, "::before").maskImage;
  const shape = {evenodd: "tick", circle: "ring", "M5 5l14": "cross"};
  const told = option.querySelector(".quiz-answer p");
  return [
    Object.entries(shape).find(([sign]) => mark.includes(sign))[1],
    told ? told.checkVisibility({visibilityProperty: true}) : null,
  ];
})"""
CLOSED = [["ring", False], ["ring", False], ["ring", None]]
PLACE = "[Reveal.getIndices().v, Reveal.getIndices().f]"


def option(page: Page, name: str) -> Any:  # noqa: ANN401 -- a locator, of a newer Playwright with other types
    return page.get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize("theme", ["white", "black"])
def test_options_are_clicked_or_pressed_and_the_next_step_shows_all(
    theme: str, make_project: MakeProject, offline: Watched
) -> None:
    root = make_project({"slides/a.md": DECK.format(theme=theme)})
    (deck,) = build(root, untrusted=True)  # its policy allows the script
    (root / "a.html").write_text(deck.html, encoding="utf-8")
    page = offline.page
    page.goto((root / "a.html").as_uri())
    page.wait_for_function("Reveal.isReady()")
    assert page.evaluate(SEEN) == CLOSED
    before = page.locator(".quiz").bounding_box()

    option(page, "here").click()
    assert page.evaluate(SEEN) == [["cross", True], ["ring", False], ["ring", None]]
    page.keyboard.press("Tab")
    expect(option(page, "there")).to_be_focused()
    page.keyboard.press("Space")
    assert page.evaluate(SEEN) == [["cross", True], ["tick", True], ["ring", None]]
    assert page.evaluate(PLACE) == [0, -1]

    page.keyboard.press("Space")  # which is the key of the presentation again
    assert page.evaluate(PLACE) == [0, 0]
    assert page.evaluate(SEEN) == [["cross", True], ["tick", True], ["cross", None]]
    assert page.locator(".quiz").bounding_box() == before
    page.keyboard.press("ArrowDown")
    assert page.evaluate(PLACE)[0] == 1
    assert offline.errors == []


def test_a_printed_quiz_shows_its_answers(make_project: MakeProject, offline: Watched) -> None:
    root = make_project({"slides/a.md": DECK.format(theme="white")})
    (deck,) = build(root)
    (root / "a.html").write_text(deck.html, encoding="utf-8")
    offline.page.goto(f"{(root / 'a.html').as_uri()}?view=print")
    offline.page.wait_for_selector(".pdf-page .quiz")
    shown = SEEN.replace(".present ", "")

    assert offline.page.evaluate(shown) == [["cross", True], ["tick", True], ["cross", None]]
    offline.page.goto((root / "a.html").as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    offline.page.emulate_media(media="print")
    assert offline.page.evaluate(shown) == [["cross", True], ["tick", True], ["cross", None]]
    offline.page.emulate_media(media="screen")


@pytest.mark.slow
def test_a_quiz_that_an_edit_has_brought_answers_in_the_preview(make_project: MakeProject, page: Watched) -> None:
    """Waits for a server."""
    text = DECK.format(theme="white")
    root = make_project({"slides/a.md": text.replace("::: quiz", "::: x")})
    with serving(root) as server:
        page.page.goto(f"{server.url}a.html")
        page.page.wait_for_function("Reveal.isReady()")
        page.page.evaluate("window.marker = 1")
        expect(page.page.locator(".x input")).to_have_count(3)
        (root / "slides" / "a.md").write_text(text, encoding="utf-8")
        option(page.page, "there").click()

        assert page.page.evaluate(SEEN) == [["ring", False], ["tick", True], ["ring", None]]
        assert page.page.evaluate("window.marker") == 1
