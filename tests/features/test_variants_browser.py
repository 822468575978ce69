"""What is seen of versions of a deck, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.png import png
from tests.serve.patching import Served

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

DECK = """---
variants: {student: {}, teacher: {}}
theme: THEME
---
!SUB {only="teacher" #slide}

## Title {unless="student" #title}

Text [and words]{only="teacher" #words}.

::: {only="student teacher" #part}
- a
:::

![a](x.png){only="student" #picture}
"""
# The text of an element's badge, how it is placed, whether it has a height, and the frame of the element.
BADGE = """name => {
  const element = document.querySelector(name), style = getComputedStyle(element, "::before");
  const frame = getComputedStyle(element).outlineStyle;
  return [JSON.parse(style.content), style.position, parseInt(style.height) > 10, frame];
}"""


@pytest.mark.parametrize("theme", ["white", "black"])
def test_parts_of_the_whole_deck_are_marked_in_the_preview_until_it_is_shown_to_others(
    theme: str, page: Watched, make_project: MakeProject
) -> None:
    root = make_project({"slides/talk.md": DECK.replace("THEME", theme), "x.png": png(40, 30)})
    Served(page.page, root).open()
    badges = [page.page.evaluate(BADGE, name) for name in ("#slide", "#title", "#words", "#part", "p:has(img)")]

    assert badges == [
        ["teacher", "absolute", True, "none"],
        ["not student", "absolute", True, "dashed"],
        ["teacher", "absolute", True, "dashed"],
        ["student, teacher", "absolute", True, "dashed"],
        ["student", "absolute", True, "dashed"],
    ]
    page.page.evaluate("document.documentElement.requestFullscreen()")
    page.page.wait_for_function("getComputedStyle(part, '::before').content == 'none'")
    page.page.evaluate("document.exitFullscreen()")
    page.page.wait_for_function("getComputedStyle(part, '::before').content != 'none'")
    assert page.errors == []


def test_a_page_that_is_presented_has_no_marks(page: Watched, make_project: MakeProject) -> None:
    root = make_project({"slides/talk.md": DECK.replace("THEME", "white"), "x.png": png(40, 30)})
    Served(page.page, root, isPresented=True).open()

    assert page.page.evaluate("getComputedStyle(part, '::before').content") == "none"


def test_a_variant_shows_what_is_for_it_and_nothing_where_other_parts_were(
    offline: Watched, cli: Cli, make_project: MakeProject
) -> None:
    text = """---
variants: {student: {}, teacher: {}}
---
!SLIDE {only="teacher"}

# Hidden

!SLIDE

1. a [hidden]{only="teacher"}
   ::: {only="teacher"}
   hidden
   :::
2. [hidden]{only="teacher"}
3. b {#none}

[hidden]{only="teacher"}

c
"""
    project = make_project({"slides/a.md": text})
    cli("build", "--variant", "all", project)
    offline.page.goto((project / "dist" / "a.student.html").as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    boxes = "[...document.querySelectorAll('.present li, .present p')].map(each => each.getBoundingClientRect())"
    tops, bottoms = (offline.page.evaluate(f"{boxes}.map(each => each.{side})") for side in ("top", "bottom"))

    assert offline.page.inner_text(".reveal .slides").split() == ["a", "b", "{#none}", "c"]
    assert offline.page.evaluate("Reveal.getTotalSlides()") == 1
    assert [later - before < 40 for before, later in zip(bottoms, tops[1:], strict=False)] == [True, True]
    offline.page.goto((project / "dist" / "index.html").as_uri())
    assert offline.page.inner_text("ul.decks h2 >> nth=0").split() == ["a.student", "student"]
    assert offline.errors == []
