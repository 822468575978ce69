"""A deck of ours on a phone, in Chromium: slides one below the other, which can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

TEXT = """# Title

!SUB

## Steps

- one
- two <!-- .element: class="fragment" -->

!SUB

## Columns

:::: columns
::: column
left
:::
::: column
right
:::
::::

!SUB class="two"

## Halves

### First

a

### Second

b

!SUB

## Long

""" + "\n\n".join(["A paragraph of some words that fill a line or two of a phone."] * 9)
SEEN = """() => {
  const box = each => each.getBoundingClientRect();
  const slides = [...document.querySelectorAll(".scroll-page section")];
  const texts = [...document.querySelectorAll(".scroll-page :is(p, li, h1, h2, h3)")];
  return {
    gaps: slides.slice(1).map((each, at) => Math.round(box(each).top - box(slides[at]).bottom)),
    heights: slides.map(each => Math.round(box(each).height)),
    least: Math.min(...texts.map(each => parseFloat(getComputedStyle(each).fontSize) * each.currentCSSZoom)),
    isCut: slides.some(each => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1),
    hidden: texts.filter(each => !each.checkVisibility({opacityProperty: true})).length,
    beside: texts.filter(each => box(each).left > innerWidth / 2 || box(each).right > innerWidth).length,
  };
}"""


def test_slides_follow_each_other_on_a_phone_and_can_be_read(
    cli: Cli, make_project: MakeProject, offline: Watched
) -> None:
    root = make_project({"slides/a.md": f"---\ntheme: lecture\n---\n{TEXT}"})
    cli("build", root)
    offline.page.set_viewport_size({"width": 390, "height": 844})
    offline.page.goto((root / "dist" / "a.html").as_uri() + "#/0/2")
    offline.page.wait_for_function("document.querySelector('.scroll-page')")
    seen = offline.page.evaluate(SEEN)

    assert seen["gaps"] == [1, 1, 1, 1]  # a line
    assert seen["heights"][:2] == [219, 219]  # 16:9
    assert seen["heights"][4] > 400
    assert seen["least"] >= 16
    assert (seen["isCut"], seen["hidden"], seen["beside"]) == (False, 0, 0)
    top = "document.querySelectorAll('.scroll-page')[{}].getBoundingClientRect().top"
    offline.page.wait_for_function(f"Math.abs({top.format(2)}) < 2")
    offline.page.evaluate("location.hash = '#/0/1'")
    offline.page.wait_for_function(f"Math.abs({top.format(1)}) < 2")
    assert offline.errors == []
