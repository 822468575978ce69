"""`overflow.js`: what of a slide is cut off, in Chromium, and by how many px."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageChops

from deckbuild.page import resources
from deckbuild.page.overflow import KINDS, SCRIPT, Overflow
from deckbuild.pipeline import stages
from deckbuild.project import loader
from deckbuild.rendering.reuse import Rendering
from tests.png import png

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Watched

pytestmark = pytest.mark.browser

ITEMS = "\n".join(f"- item {number}" for number in range(1, 25))
CODE = "\n".join(f"line {number}" for number in range(1, 40))
LONG = f"<p style='white-space: nowrap'>{'words ' * 40}</p>"
# Slides by their ids, with what runs over their edges: the kind, its line in the slide, and the edges.
OVER = {
    "text-bottom": ("paragraph\n\n" * 20, [["paragraph", 20, "bottom"]]),
    "text-right": (f"# A\n\n{LONG}", [["paragraph", 2, "right"]]),
    "text-left": ("# A\n\n<p style='position: absolute; left: -40px'>beside</p>", [["paragraph", 2, "left"]]),
    "text-top": ("# A\n\n<p style='position: absolute; top: -60px'>above</p>", [["paragraph", 2, "top"]]),
    "picture": (
        "# A\n\ntext\n\n<img src='images/x.png' style='min-width: 1400px; min-height: 900px'>",
        [["picture", 4, "bottom right"]],
    ),
    "table": (f"|a|b|\n|-|-|\n|1|{'x' * 120}|", [["table", 0, "right"]]),
    "list": (f"# A\n\n{ITEMS}", [["list item", 13, "bottom"]]),
    "code": (f"<pre style='white-space: pre; overflow: visible'>{CODE}</pre>", [["code", 0, "bottom"]]),
    "border": ("# A\n\n<p style='width: 1300px; border: 1px solid'>in a box</p>", [["paragraph", 2, "right"]]),
    "two-edges": (f"# A\n\n{LONG}\n\n{ITEMS}", [["list item", 14, "bottom"], ["paragraph", 2, "right"]]),
    "a-small-slide-below": ("## A\n\nfits\n", []),
    "scrolls": (f"# A\n\n```\n{CODE}\n```", []),
    "cut": (f"# A\n\n<div style='height: 40px; overflow: hidden'>{'words ' * 90}</div>", []),
    "bleed": ("# A\n\n<p data-bleed style='position: absolute; left: -40px'>beside</p>", []),
    "notes": (f"# A\n\n!NOTE\n\n{ITEMS}", []),
    "for-screen-readers": ("# A\n\n<p style='position: absolute; left: -9999px'>read</p>", []),
    "font": ("# A\n\n<p style='position: absolute; top: -14px; font-size: 50px; line-height: 1'>ace</p>", []),
    "transparent": ("# A\n\n<div style='width: 1400px'>short</div>", []),
}
HIDDEN = '<p class="fragment" style="position: absolute; top: 700px">three</p>'
STEPS = f'# A\n\n- one\n- two <!-- .element: class="fragment" -->\n\n{HIDDEN}\n'
CLIPPED = {
    "scrolls": [["code", 2, "bottom", True]],
    "cut": [["element", 2, "bottom", False]],
}
MEASURE = """([script, what]) => {
  const { overflow, clipped } = (0, eval)(`(() => { ${script}; return CutOff; })()`);
  const told = (slide) => (what === "overflow" ? overflow : clipped)(slide).map(({ element, ...all }) => all);
  const all = {};
  for (const [at, slide] of Reveal.getSlides().entries()) {
    const { h, v } = Reveal.getIndices(slide);
    if (!Reveal.isPrintView()) Reveal.slide(h, v);
    all[slide.id || at] = told(slide);
  }
  return all;
}"""

SHOWN = """script => {
  const { overflow } = (0, eval)(`(() => { ${script}; return CutOff; })()`);
  return overflow(Reveal.getCurrentSlide()).map(({ element, ...all }) => all);
}"""


def red_ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box of what is red in a picture."""
    red, green, _ = picture.split()
    is_red = ImageChops.subtract(red, green).point(lambda value: 255 * (value > 60))
    box = is_red.getbbox()
    assert box
    return box


def opened(watched: Watched, root: Any, query: str = "") -> None:  # noqa: ANN401 -- a Path
    """Show the deck `a` of a project, its blocks with their lines."""
    (made,) = stages.build(loader.read(root), Rendering(lines=True))
    path = root / "a.html"
    path.write_text(made.html, encoding="utf-8")
    watched.page.set_viewport_size({"width": 1280, "height": 720})
    watched.page.emulate_media(reduced_motion="reduce")
    watched.page.goto(path.as_uri() + query)
    watched.page.wait_for_function("Reveal.isReady()")
    watched.page.evaluate(
        "document.fonts.ready.then(() => Promise.all([...document.images].map((each) => each.decode())))"
    )


def measured(watched: Watched, what: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = watched.page.evaluate(MEASURE, [resources.text(SCRIPT), what])
    return found


def test_what_runs_over_an_edge_is_told_with_its_first_element_and_what_a_box_cuts_apart(
    offline: Watched, make_project: MakeProject
) -> None:
    slides = "".join(f'!SLIDE id="{name}"\n{text}\n' for name, (text, _) in OVER.items())
    root = make_project({"slides/a.md": f"---\ntheme: lecture\n---\n{slides}", "slides/images/x.png": png(4, 3)})
    opened(offline, root)
    over, clipped = measured(offline, "overflow"), measured(offline, "clipped")

    assert {
        name: sorted([each["kind"], each["line"] - 1, " ".join(sorted(each["sides"]))] for each in found)
        for name, found in over.items()
    } == {name: sorted(found) for name, (_, found) in OVER.items()}
    assert {
        name: [[each["kind"], each["line"] - 1, " ".join(each["sides"]), each["scrolls"]] for each in found]
        for name, found in clipped.items()
        if found
    } == CLIPPED
    assert {each["kind"] for found in (*over.values(), *clipped.values()) for each in found} <= KINDS


def test_a_fragment_counts_from_the_step_that_shows_it_and_print_has_its_own_edges(
    offline: Watched, make_project: MakeProject
) -> None:
    settings = "theme: lecture\nreveal: {pdfMaxPagesPerSlide: 1}"
    root = make_project({"slides/a.md": f"---\n{settings}\n---\n{STEPS}\n!SLIDE\n\n```\n{CODE}\n```\n"})
    opened(offline, root)
    steps = []
    for step in (-1, 0, 1):
        offline.page.evaluate("step => Reveal.slide(0, 0, step)", step)
        offline.page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")
        steps.append([each["line"] for each in offline.page.evaluate(SHOWN, resources.text(SCRIPT))])

    offline.page.evaluate("Reveal.slide(1)")
    on_screen = offline.page.evaluate(SHOWN, resources.text(SCRIPT))
    opened(offline, root, "?view=print")
    printed = measured(offline, "overflow")

    assert steps == [[], [], [5]]
    assert on_screen == []
    assert [[each["kind"] for each in found] for found in printed.values()] == [
        [],
        ["code"],
    ]  # what runs over a little is drawn smaller


def test_the_px_of_a_finding_are_those_of_a_picture_of_the_slide(offline: Watched, make_project: MakeProject) -> None:
    style = "position: absolute; left: 1100px; top: 690px; color: #f00; white-space: nowrap"
    text = f"<p style='{style}'>beyond both Hg</p>"
    root = make_project({"slides/a.md": f"---\ntheme: lecture\nreveal: {{maxScale: 1}}\n---\n# A\n\n{text}\n"})
    opened(offline, root)
    offline.page.set_viewport_size({"width": 1680, "height": 920})  # 200 and 100 px around the slide
    offline.page.wait_for_function("Reveal.getScale() === 1")
    (found,) = offline.page.evaluate(SHOWN, resources.text(SCRIPT))
    _, _, right, bottom = red_ink(Image.open(io.BytesIO(offline.page.screenshot())).convert("RGB"))

    assert found["sides"] == {"right": pytest.approx(right - 1480, abs=2), "bottom": pytest.approx(bottom - 820, abs=2)}
    said = Overflow(found["kind"], found["own"], found["sides"]).message
    assert said.startswith("this paragraph runs over the edge of the slide: ")
