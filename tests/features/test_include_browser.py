"""What is seen of included slides, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.png import png

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

# The words of the slide that is shown, its place, and how wide its picture is on the screen.
SHOWN = """() => {
  const slide = Reveal.getCurrentSlide(), picture = slide.querySelector("img"), {h, v} = Reveal.getIndices();
  const [title, size] = [slide.querySelector("h1"), picture?.getBoundingClientRect().width > 10];
  const box = title.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return [top === title && title.textContent, h, v, Boolean(size && picture.naturalWidth === 40)];
}"""


def test_included_slides_are_gone_through_where_their_line_stands(
    offline: Watched, cli: Cli, make_project: MakeProject
) -> None:
    common = "---\ntheme: black\n---\n# One\n\n![](img/x.png)\n\n!SUB\n# Two\n\n!SLIDE\n# Three\n"
    text = "# A\n\n!SLIDE\n!INCLUDE common/x.md\n\n!SLIDE\n# End\n\n!SUB\n!INCLUDE common/x.md#two\n"
    root = make_project({"slides/a.md": text, "common/x.md": common, "common/img/x.png": png(40, 30)})
    assert cli("build", "--strict", root).exit_code == 0
    offline.page.goto((root / "dist" / "a.html").as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    offline.page.evaluate("Reveal.configure({transition: 'none'})")
    seen = []
    for _ in range(6):
        seen.append(offline.page.evaluate(SHOWN))
        offline.page.evaluate("Reveal.next()")

    assert seen == [
        ["A", 0, 0, False],
        ["One", 1, 0, True],
        ["Two", 1, 1, False],
        ["Three", 2, 0, False],
        ["End", 3, 0, False],
        ["Two", 3, 1, False],
    ]
    assert (offline.errors, offline.remote) == ([], [])
