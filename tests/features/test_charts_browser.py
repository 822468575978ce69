"""What is seen of charts, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from deckbuild import render
from tests.features.test_features_browser import CONTRAST

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

NAMES = "Bosnia and Herzegovina,3\nUnited Kingdom,12\nLiechtenstein,-4\nNetherlands,7\nLuxembourg,2\nSwitzerland,9\n"
MANY = "\n".join(f"2026-{row // 28 + 1:02}-{row % 28 + 1:02},{row % 17},{row}" for row in range(200))
DECK = f"""\
## Loss

```chart line title="Loss of a model"
step,training,validation,test set
0,4.2,4.3,4.25
1000,2.9,3.1,3.1
2000,2.1,2.8,2.79
```

!SUB

## Answers

```chart bar caption="Of all"
answer,one,two,three,four,five,six
yes,1,2,3,4,5,6
no,6,5,4,-3,2,1
```

!SUB

```chart bar
country,million €
{NAMES}```

!SUB

```chart scatter
x,y
1,2
3,5
```

!SUB

```chart pie
a,b
yes,12
no,5
never,0.5
do not know,0.2
```

!SUB

```chart line
day,a,b
{MANY}
```

!SUB

::: columns
::: column
- text
:::
::: {{.column #beside}}
```chart bar
a,b
x,4
y,2
```
:::
:::
"""
# Of a slide: texts that lie over each other or outside of the slide, and the lowest letters, as a font's size.
TEXTS = """number => {
  const slide = document.querySelectorAll(".slides > section > section")[number];
  const edge = document.querySelector(".slides").getBoundingClientRect();
  const texts = [...slide.querySelectorAll("svg text")];
  const boxes = texts.map(each => each.getBoundingClientRect());
  const outside = texts.filter((_, at) => boxes[at].left < edge.left - 1 || boxes[at].right > edge.right + 1
    || boxes[at].top < edge.top - 1 || boxes[at].bottom > edge.bottom + 1);
  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
  const over = texts.filter((_, at) => boxes.some((box, other) => other > at && overlap(boxes[at], box)));
  const sizes = texts.map(each => {
    const matrix = each.getScreenCTM();
    return parseFloat(getComputedStyle(each).fontSize) * matrix.a;
  });
  return {outside: outside.map(each => each.textContent), over: over.map(each => each.textContent),
    lowest: Math.min(...sizes), count: texts.length};
}"""
MARKS = "name => [...document.querySelectorAll(name)].map(each => each.getBoundingClientRect().toJSON())"


@pytest.mark.parametrize("theme", ["white", "black"])
def test_charts_are_seen_and_read(theme: str, offline: Watched, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(render(DECK, theme=theme, reveal={"transition": "none"}), encoding="utf-8")
    offline.page.set_viewport_size({"width": 1280, "height": 720})
    offline.page.goto(path.as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    seen: Any = offline.page.evaluate

    for number in range(7):
        seen("number => Reveal.slide(0, number)", number)
        found = seen(TEXTS, number)
        assert (found["outside"], found["over"]) == ([], []), number
        assert found["lowest"] >= 14
        assert found["count"] > 3
    seen("Reveal.slide(0, 1)")
    for number in range(6):
        assert seen(CONTRAST.replace(".color)", ".fill)"), f".present .mark.ink-{number}") >= 3
    _look_at_bars(seen)
    assert offline.page.locator(".present figcaption").inner_text() == "Of all"
    assert offline.page.get_by_role("img", name="Of all").count() == 1
    assert offline.page.get_by_role("cell", name="-3").count() == 1
    assert offline.errors == []
    assert offline.remote == []


def _look_at_bars(seen: Any) -> None:  # noqa: ANN401 -- as JavaScript has it
    """The bars of the second slide are as high as their values say, and stand on one line."""
    first, second = (seen(MARKS, f".present rect.ink-{number}") for number in (0, 5))
    below = seen(MARKS, ".present rect.ink-3")

    assert round(first[1]["height"] / first[0]["height"]) == 6
    assert round(first[0]["height"]) == round(second[1]["height"])
    assert abs(first[0]["bottom"] - below[1]["top"]) < 1
    assert first[0]["right"] < second[0]["left"] < first[1]["left"]


@pytest.mark.slow
def test_a_chart_in_vega_lite_is_seen(offline: Watched, tmp_path: Path) -> None:
    """Loads vl-convert, for 1 to 7 seconds."""
    values = '{"data": {"values": [{"a": "one", "b": 3}, {"a": "two", "b": 6}]}'
    axes = '"encoding": {"x": {"field": "a"}, "y": {"field": "b", "type": "quantitative"}}'
    path = tmp_path / "a.html"
    text = f'!SUB\n## Cars\n\n```vega-lite alt="Two is more"\n{values},\n"mark": "bar", {axes}}}\n```\n'
    path.write_text(render(text, theme="black"), encoding="utf-8")
    offline.page.goto(path.as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    seen: Any = offline.page.evaluate
    one, two = seen(MARKS, '.vega path[fill="var(--diagram-hue0)"]')

    assert round(two["height"] / one["height"], 1) == 2
    assert seen(CONTRAST.replace(".color)", ".fill)"), ".vega text") >= 4.5
    assert seen("document.querySelector('.vega svg').getBoundingClientRect().bottom") <= 700
    assert offline.page.get_by_role("img", name="Two is more").count() == 1
    assert (offline.errors, offline.remote) == ([], [])
