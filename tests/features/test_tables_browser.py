"""What is seen of tables, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from deckbuild import render

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

DECK = """\
!SUB
| a | b | c |
|---|:--|:-:|
| 1.5 km | 3.25 | 1,5 |
| 12 km | 111.1 | 12 |
| 188.25 | -8 | 8,125 |
: Caption {.small}

```csv {#csv}
x,a long text with more words than its column has room for beside the other one,y
1,this text is as long as it must be for the number beside it to need all of the room that there is left,12 345 km
2,$a = b + c + d + e$ this text is as long as it must be for the formula in it to be put into several lines,1 km
```
"""
# Where the decimal sign of each number in a column would stand: at the end of its whole digits.
SIGNS = r"""column => [...document.querySelectorAll(`table.small td:nth-child(${column}) .number`)].map(number => {
  const walker = document.createTreeWalker(number, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let last = null;
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const whole = /^[-\d]+/.exec(text.data);
    if (whole && !last) { range.setStart(text, 0); range.setEnd(text, whole[0].length); last = text; }
  }
  return Math.round(range.getBoundingClientRect().right * 10) / 10;
})"""


def test_numbers_stand_below_each_other_and_are_not_broken(offline: Watched, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(render(DECK), encoding="utf-8")
    offline.page.goto(path.as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    seen: Any = offline.page.evaluate

    for column in (1, 2, 3):
        assert len(set(seen(SIGNS, column))) == 1, (column, seen(SIGNS, column))
    caption = seen("document.querySelector('caption').getBoundingClientRect().top")
    assert caption >= seen("document.querySelector('tbody').getBoundingClientRect().bottom")  # as in all themes of ours
    assert offline.page.inner_text("caption") == "Caption"
    heights = "[...document.querySelectorAll('#csv .number, #csv math')].map(each => each.getClientRects().length)"
    assert seen(heights) == [1] * 5
    assert seen("[...document.querySelectorAll('#csv .number')].every(each => each.offsetHeight < 60)")
    assert offline.errors == []
