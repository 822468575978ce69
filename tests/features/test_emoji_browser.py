"""What is seen of emojis, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild import render

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

SIZE = """() => {
  const words = document.createRange();
  words.selectNodeContents(document.querySelector("section > p > em"));
  const {width, height} = words.getBoundingClientRect();
  return Math.min(width, height);
}"""


def test_an_emoji_is_seen_in_a_line_of_text(offline: Watched, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(render("!SUB\nA *:coffee:* at 8:00"), encoding="utf-8")
    offline.page.goto(path.as_uri())
    offline.page.wait_for_function("Reveal.isReady()")

    assert offline.page.inner_text("section > p") == "A ☕ at 8:00"
    assert offline.page.evaluate(SIZE) > 20
    assert offline.errors == []
