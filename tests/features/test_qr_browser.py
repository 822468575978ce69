"""What is seen of QR codes, in Chromium."""

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
![The course](qr:https://example.org){#a}

!SUB
![](qr:1){width=40% #b}

!SUB
![x](qr:1 "A caption"){.figure}
"""
# The width of a code as a part of its slide's, and its height as a part of its width, in percent.
SEEN = """name => {
  const code = document.querySelector(name).getBoundingClientRect();
  const slide = document.querySelector(".slides").getBoundingClientRect();
  return [code.width / slide.width, code.height / code.width].map(each => Math.round(100 * each));
}"""


@pytest.mark.parametrize("theme", ["white", "black"])
def test_a_code_is_dark_on_light_with_a_margin_and_a_name(theme: str, offline: Watched, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(render(DECK, theme=theme, reveal={"transition": "none"}), encoding="utf-8")
    offline.page.goto(path.as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    code = offline.page.locator("#a")

    assert offline.page.get_by_role("img", name="The course").is_visible()
    assert offline.page.evaluate(SEEN, "#a") == [33, 100]
    assert colours(code.screenshot(), [(150, 3), (3, 150), (43, 43), (53, 53)]) == ["light", "light", "dark", "light"]
    offline.page.evaluate("Reveal.next()")
    assert offline.page.evaluate(SEEN, "#b") == [40, 100]
    offline.page.evaluate("Reveal.next()")
    assert offline.page.locator("figcaption").inner_text() == "A caption"
    boxes = [offline.page.locator(f"figure {name}").bounding_box() for name in ("svg.qr", "figcaption")]
    assert boxes[0] and boxes[1]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]
    assert offline.errors == []


def colours(picture: bytes, places: list[tuple[int, int]]) -> list[str]:
    """Whether a picture is dark or light at its places."""
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(picture)) as opened:
        grey = opened.convert("L")
        return ["light" if grey.getpixel(place) == 255 else "dark" for place in places]
