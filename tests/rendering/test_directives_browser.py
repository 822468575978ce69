"""What reveal.js does by attributes works from comments: in Chromium, on a built deck."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.png import png

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

Show = "Callable[[str], Page]"


@pytest.fixture
def show(make_project: MakeProject, cli: Cli, offline: Watched) -> Callable[[str], Page]:
    """Build a deck, open it from disk, and return its page."""

    def shown(text: str) -> Page:
        root = make_project({"slides/a.md": text, "images/x.png": png(8, 6)})
        result = cli("build", root, "--set", "code_copy=true")
        assert result.exit_code == 0, result.stderr
        offline.page.goto((root / "dist" / "a.html").as_uri())
        offline.page.wait_for_function("Reveal.isReady()")
        return offline.page

    return shown


def ask(page: Page, script: str) -> Any:  # noqa: ANN401 -- what the script returns
    return page.evaluate(script)


def test_numbered_code_is_the_same_text_for_scripts_and_for_readers(show: Callable[[str], Page]) -> None:
    code = show("```js [1-2]\na\n\nb\n```\n").locator("pre code").first

    assert code.evaluate("code => code.textContent") == "a\n \nb"
    assert code.inner_text() == "\ta\n\t \n\tb"  # as any table's: no line between its rows
    rows = code.locator(".hljs-ln-row").evaluate_all("all => all.map((row) => row.offsetHeight)")
    assert len(set(rows)) == 1
    assert code.locator(".hljs-ln").evaluate("table => table.offsetHeight") in range(sum(rows) - 3, sum(rows) + 4)


def test_code_steps_highlight_line_after_line(show: Callable[[str], Page]) -> None:
    page = show("```js [1-2|4]\na\nb\nc\nd\n```\n")
    seen = []
    for _ in range(2):
        code = page.locator("code.current-fragment, code:not(.fragment)").last
        seen.append(code.locator(".highlight-line .hljs-ln-code").all_text_contents())
        lines = code.locator(".hljs-ln-row").evaluate_all(
            "all => all.map((each) => getComputedStyle(each.lastChild).color)"
        )
        assert len(set(lines)) == 2
        ask(page, "Reveal.next()")

    assert seen == [["a", "b"], ["d"]]
    assert ask(page, "Reveal.isLastSlide() && Reveal.getIndices().f") == 0
    assert ask(page, "getComputedStyle(document.querySelector('.hljs-ln-numbers'), '::before').content") == '"1"'


def test_the_copy_button_copies_the_code_of_the_step_that_is_shown(show: Callable[[str], Page]) -> None:
    page = show("```js [1|2]\nlet a = '<b>'\nlet c\n```\n")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("pre").hover()
    page.locator(".copy-code").click()

    expect(page.locator(".copy-code.copied")).to_be_visible()
    assert ask(page, "navigator.clipboard.readText()") == "let a = '<b>'\nlet c"


def test_fragments_come_one_after_the_other(show: Callable[[str], Page]) -> None:
    item = '- {} <!-- .element: class="fragment" data-fragment-index="{}" -->\n'
    page = show(item.format("a", 2) + item.format("b", 1))
    ask(page, "Reveal.next()")

    expect(page.locator("li.visible")).to_have_text("b")


def test_backgrounds_come_from_slides_and_from_stacks(show: Callable[[str], Page]) -> None:
    page = show(
        '<!-- .stack: data-background-color="#102030" -->\n\n# a\n\n!SUB\n\n# b\n\n'
        '!SLIDE data-background-color="#ff0000"\n\n# c\n\n'
        '!SLIDE\n\n<!-- .slide: data-background="images/x.png" -->\n\n# d\n'
    )
    backgrounds = page.locator(".backgrounds > .slide-background")

    expect(backgrounds.nth(0)).to_have_css("background-color", "rgb(16, 32, 48)")
    expect(backgrounds.nth(1)).to_have_css("background-color", "rgb(255, 0, 0)")
    ask(page, "Reveal.slide(2)")
    picture = re.compile('^url\\("data:image/png')
    expect(backgrounds.nth(2).locator(".slide-background-content")).to_have_css("background-image", picture)


def test_hidden_slides_are_left_out_and_uncounted_ones_not_counted(show: Callable[[str], Page]) -> None:
    slide = '\n!SLIDE\n\n<!-- .slide: data-visibility="{}" -->\n\n# b\n'
    page = show("# a\n" + slide.format("hidden") + slide.format("uncounted"))

    assert ask(page, "[document.querySelectorAll('.slides > section').length, Reveal.getTotalSlides()]") == [2, 1]


def test_auto_animate_matches_pictures_headings_and_code(show: Callable[[str], Page]) -> None:
    slide = "<!-- .slide: data-auto-animate -->\n\n# Title\n\n![](images/x.png)\n\n```js [1]\na\nb\n```\n"
    page = show(f"{slide}\n!SLIDE\n\n{slide}")
    ask(page, "Reveal.configure({autoAnimateDuration: 30})")
    ask(page, "Reveal.next()")

    targets = page.locator("section.present [data-auto-animate-target]")
    page.wait_for_function("document.querySelectorAll('section.present [data-auto-animate-target]').length >= 4")
    assert {"H1", "IMG"} <= set(targets.evaluate_all("all => all.map((each) => each.tagName)"))


def test_states_transitions_and_timing_reach_reveal(show: Callable[[str], Page]) -> None:
    page = show('<!-- .slide: data-state="dim" data-transition="zoom" data-timing="30" id="first" -->\n\n# a\n')

    assert ask(page, "document.querySelector('.reveal-viewport').classList.contains('dim')") is True
    assert ask(page, "({...Reveal.getCurrentSlide().dataset})")["timing"] == "30"
    assert ask(page, "location.hash.length === 0 || location.hash === '#/first'") is True
