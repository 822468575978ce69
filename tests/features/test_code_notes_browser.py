"""What is seen of notes on code, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild import render

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

DECK = """\
!SUB
```python []
a = 1  # (1)!
b = 2  # (2)!
```

1. one
2. two

!SUB
```python {notes=beside}
a = 1  # (1)!
```

1. beside
"""
BOX = "name => document.querySelector(name).getBoundingClientRect().toJSON()"
SEEN = """() => [...document.querySelectorAll(".present .present .code-notes li")]
  .filter(each => each.checkVisibility({visibilityProperty: true})).map(each => each.innerText)"""


@pytest.mark.parametrize("theme", ["white", "black"])
def test_notes_come_step_by_step_or_stand_beside_and_marks_are_not_copied(
    theme: str, offline: Watched, tmp_path: Path
) -> None:
    path = tmp_path / "a.html"
    path.write_text(render(DECK, theme=theme, reveal={"transition": "none"}, code_copy=True), encoding="utf-8")
    page = offline.page
    page.goto(path.as_uri())
    page.wait_for_function("Reveal.isReady()")
    marks = page.evaluate(
        "[...document.querySelectorAll('.present .present .code-mark')].map(each => each.getClientRects()[0])"
    )
    code = page.evaluate(BOX, ".present .present pre")

    assert [round(mark["width"] / mark["height"]) for mark in marks] == [1, 1]
    assert all(code["left"] < mark["left"] and mark["right"] < code["right"] for mark in marks)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.present .present code'))")
    assert page.evaluate("getSelection().toString().trim()").split() == ["a", "=", "1", "b", "=", "2"]
    assert page.evaluate("document.querySelector('.present .present code').textContent") == "a = 1\nb = 2"
    for seen in ([], ["one"], ["one", "two"]):
        page.wait_for_function(f"seen => JSON.stringify(({SEEN})()) === JSON.stringify(seen)", arg=seen)
        page.evaluate("Reveal.next()")

    assert page.evaluate(SEEN) == ["beside"]
    code, note = page.evaluate(BOX, ".present .present pre"), page.evaluate(BOX, ".present .present .code-notes li")
    assert code["right"] < note["left"]
    assert code["top"] <= note["top"]
    assert note["bottom"] <= code["bottom"]
    assert offline.errors == []
