"""What is seen of formulas, in Chromium."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from deckbuild import render
from deckbuild.features.formulas import widths

if TYPE_CHECKING:
    from tests.conftest import Watched

pytestmark = pytest.mark.browser

SHOWN = "name => { const box = document.querySelector(name).getBoundingClientRect(); return [box.width, box.height] }"
IS_LOADED = "document.fonts.check('40px \"deckbuild maths\"')"


@pytest.fixture
def show(offline: Watched, tmp_path: Path) -> Watched:
    """A page of many kinds of formulas."""
    text = (
        "$a$\n\n$$\n\\class{fragment}{\\sqrt{\\frac{x}{\\frac{y}{z}}}} \\left( \\frac{a}{b} \\right)\n$$\n\n"
        "[b](c) $\\alpha \\in \\mathbb{R}$ $\\eqref{e}$\n\n$$\n\\overbrace{x+y}^n \\label{e}\n$$\n"
        "\n!SUB\n$$\n\\xrightarrow{the\\ words\\ above\\ an\\ arrow\\ that\\ is\\ long}\n$$"
    )
    path = tmp_path / "a.html"
    path.write_text(render(f"!SUB\n{text}", theme="white"), encoding="utf-8")
    offline.page.goto(path.as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    offline.page.evaluate("document.fonts.ready")
    return offline


def test_formulas_are_set_in_the_font_of_the_page_without_a_script_or_the_network(show: Watched) -> None:
    assert show.page.evaluate(IS_LOADED) is True
    assert show.page.evaluate("[...document.fonts].find(each => each.family.includes('maths')).status") == "loaded"
    assert (show.errors, show.remote) == ([], [])


def test_signs_grow_with_what_they_hold(show: Watched) -> None:
    letter, root = (show.page.evaluate(SHOWN, name)[1] for name in ("mi", "msqrt"))
    bracket = show.page.evaluate(SHOWN, "mo[stretchy=true]")[1]

    assert letter > 10
    assert min(root, bracket) > 1.8 * letter


def test_a_step_goes_through_a_formula(show: Watched) -> None:
    visibility = "getComputedStyle(document.querySelector('msqrt')).visibility"

    assert show.page.evaluate(visibility) == "hidden"
    show.page.keyboard.press("ArrowRight")
    show.page.wait_for_function(f"{visibility} === 'visible'")


def test_a_reference_leads_to_its_equation(show: Watched) -> None:
    assert show.page.locator("a[href='#eq-e']").all_inner_texts() == ["(1)"]
    assert show.page.locator("#eq-e").text_content() == "(1)"


def test_a_long_arrow_is_painted_to_its_head(show: Watched) -> None:
    """Chromium left out what lies in another tile of the page than the short box of the arrow."""
    show.page.evaluate("Reveal.slide(0, 1)")
    show.page.wait_for_function("document.querySelector('section.present:not(.stack) mover')")
    show.page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")
    arrow = show.page.locator("section.present:not(.stack) mover").first.bounding_box()
    picture = Image.open(BytesIO(show.page.screenshot())).convert("L")
    assert arrow

    left, top, right = (round(each) for each in (arrow["x"], arrow["y"], arrow["x"] + arrow["width"]))
    strip = picture.crop((left, top + round(arrow["height"] / 2), right, top + round(arrow["height"])))
    dark = [x for x in range(strip.width) if min(strip.crop((x, 0, x + 1, strip.height)).tobytes()) < 128]

    assert dark[0] < 0.05 * strip.width
    assert dark[-1] > 0.95 * strip.width
    assert len(dark) > 0.9 * strip.width


def test_the_number_of_an_equation_stands_at_the_right_edge(show: Watched) -> None:
    right = "document.querySelector('{}').getBoundingClientRect().right"

    assert 0 <= show.page.evaluate(f"{right.format('.formula:has(.eq-number)')} - {right.format('.eq-number')}") < 2


LONG = " + ".join(f"a_{{{number}}} b_{{{number}}}" for number in range(1, 11))
# The width of each formula that stands alone, beside its MathML, as it is at its full size with all the room it wants.
MEASURED = """[...document.querySelectorAll(".formula math")].map(math => {
  math.style.cssText = "display: inline math; width: auto; font-size: 40px";
  return [math.getBoundingClientRect().width / 40, math.outerHTML];
})"""
ROOMS = """[...document.querySelectorAll(".formula")].map(each => {
  const [math, room] = [each.querySelector("math"), each.parentElement];
  const last = [...math.querySelectorAll("mn")].at(-1).getBoundingClientRect().right;
  const size = element => parseFloat(getComputedStyle(element).fontSize);
  return [last <= Math.min(960, room.getBoundingClientRect().right) + 1, Math.round(100 * size(math) / size(each))];
})"""


def test_a_formula_shrinks_to_the_room_that_there_is(offline: Watched, tmp_path: Path) -> None:
    halves = (
        "::: columns\n::: column\n$$ f(x) = a_0 + a_1 x + a_2 x^2 + a_3 x^3 + a_4 $$\n:::\n::: column\n- a\n:::\n:::\n"
    )
    path = tmp_path / "a.html"
    path.write_text(render(f"!SUB\n$$ a_1 $$\n\n$$ {LONG} $$\n\n{halves}", theme="white"), encoding="utf-8")
    offline.page.goto(path.as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    offline.page.evaluate("document.fonts.ready")
    (short, long, half) = offline.page.evaluate(ROOMS)

    assert short == [True, 100]
    assert (long[0], half[0]) == (True, True)
    assert 70 <= long[1] < 100
    assert 70 <= half[1] < 100


def test_the_width_of_formulas_is_known_well_enough_without_a_browser(offline: Watched, tmp_path: Path) -> None:
    known = json.loads((Path(__file__).parents[1] / "data" / "formulas.json").read_text(encoding="utf-8"))
    texts = [each["tex"] for each in known if not re.search(r"align|tag|label|equation|gather|multline", each["tex"])]
    path = tmp_path / "a.html"
    path.write_text(render("!SUB\n" + "\n\n".join(f"$$\n{tex}\n$$" for tex in texts), theme="white"), encoding="utf-8")
    offline.page.goto(path.as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    offline.page.evaluate("document.fonts.ready")
    measured = [(wide, html.replace("&nbsp;", "\xa0")) for wide, html in offline.page.evaluate(MEASURED)]
    ratios = [widths.of(html) / wide for wide, html in measured if wide > 5]

    assert len(ratios) > 30
    assert sum(0.85 <= ratio <= 1.15 for ratio in ratios) / len(ratios) > 0.8
