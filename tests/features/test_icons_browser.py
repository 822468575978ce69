"""What is seen of icons, in Chromium."""

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
# :lucide-brain:{#a} Neurons

Text [:lucide-heart:{#b}]{style="color: rgb(200, 0, 0)"} and :lucide-rocket:{#c width=3em .muted}

| :lucide-check: | :lucide-x:{alt="wrong"} |
|---|---|
| a | b |
"""
SEEN = """name => {
  const icon = document.querySelector(name);
  const text = icon.parentElement;
  const {width, height} = icon.getBoundingClientRect();
  const size = parseFloat(getComputedStyle(text).fontSize) * Reveal.getScale();
  return [Math.round(10 * width / size), Math.round(10 * height / size), getComputedStyle(icon).stroke];
}"""


@pytest.mark.parametrize(("theme", "colour"), [("white", "rgb(34, 34, 34)"), ("black", "rgb(255, 255, 255)")])
def test_icons_have_the_size_and_the_colour_of_their_text(
    theme: str, colour: str, offline: Watched, tmp_path: Path
) -> None:
    path = tmp_path / "a.html"
    path.write_text(render(DECK, theme=theme), encoding="utf-8")
    offline.page.goto(path.as_uri())
    offline.page.wait_for_function("Reveal.isReady()")

    assert offline.page.evaluate(SEEN, "#a") == [10, 10, colour]
    assert offline.page.evaluate(SEEN, "#b") == [10, 10, "rgb(200, 0, 0)"]
    assert offline.page.evaluate(SEEN, "#c") == [30, 30, colour]
    named = [offline.page.get_by_role("img", name=name).is_visible() for name in ("check", "wrong")]
    assert named == [True, True]
    assert offline.page.locator("[aria-hidden=true].icon").count() == 3
    assert offline.errors == []
