"""What is seen of slides/tour.md, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, Watched

pytestmark = pytest.mark.browser

# The titles of slides of which something that is seen stands over an edge, with all steps shown; by how many px.
BEYOND = """() => Reveal.getSlides().flatMap(slide => {
  const {h, v} = Reveal.getIndices(slide);
  Reveal.slide(h, v, 99);
  const frame = document.querySelector(".slides").getBoundingClientRect();
  const seen = [...slide.querySelectorAll("*:not(aside, aside *, svg *, math *, .chart-values, .chart-values *)")];
  const boxes = seen.map(each => each.getBoundingClientRect());
  const over = Math.max(...boxes.map(box => Math.max(box.bottom - frame.bottom, box.right - frame.right)));
  return over > 1 ? [`${slide.querySelector("h1, h2")?.textContent}: ${Math.round(over)}`] : [];
})"""

# How a picture beside the text fills its half, with the class `whole` and without.
FITS = """() => {
  const picture = document.querySelector(".picture > img.whole");
  const found = {whole: getComputedStyle(picture).objectFit};
  picture.classList.remove("whole");
  return {...found, "": getComputedStyle(picture).objectFit};
}"""


def test_all_slides_fit_and_ask_for_nothing_on_paper_too(cli: Cli, offline: Watched, tmp_path: Path) -> None:
    cli("build", ROOT / "slides" / "tour.md", "--output", tmp_path)
    offline.page.goto((tmp_path / "tour.html").as_uri())
    offline.page.wait_for_function("Reveal.isReady()")

    assert offline.page.evaluate(BEYOND) == []
    assert offline.page.evaluate(FITS) == {"whole": "contain", "": "cover"}, "a drawing is not cut off, a photograph is"
    assert offline.errors == []

    offline.page.goto(f"{(tmp_path / 'tour.html').as_uri()}?view=print")
    offline.page.wait_for_selector(".pdf-page")
    pages = "[...document.querySelectorAll('.pdf-page')]"
    slides = offline.page.evaluate("Reveal.getTotalSlides()")
    tops = offline.page.evaluate(f"{pages}.map(each => each.offsetTop)")
    assert tops == [719 * number for number in range(slides)], "a page each, and none before the first"
