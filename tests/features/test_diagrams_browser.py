"""What is seen of diagrams, in Chromium."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deckbuild import render

if TYPE_CHECKING:
    from tests.conftest import Watched

pytestmark = pytest.mark.browser

KINDS = json.loads((Path(__file__).parents[1] / "data" / "diagrams.json").read_text(encoding="utf-8"))
DOT = "digraph { rankdir=LR; node [shape=box]; Überschrift -> größer [label=weiß]; b -> c [label=<a<b>b</b>>] }"
D2 = "x -> y: hello\ny: A cylinder {shape: cylinder}\nc: A container {Übergröße -> e: with a label}"
OTHERS = {"dot": f"```dot\n{DOT}\n```", "d2": f"```d2\n{D2}\n```"}
DIAGRAMS = {**{name: f"```mermaid\n{source}\n```" for name, source in KINDS.items()}, **OTHERS}
DECK = "".join(f"!SUB\n{fence}\n" for fence in DIAGRAMS.values())

# What is wrong with the diagram that is shown: texts that stick out of it or out of their boxes, or are not read on
# what they stand on (WCAG 2.2, 1.4.3: 4.5; numbers of messages stand on the ends of lines), lines that are not seen
# there (1.4.11: 3), a size that is none or too large.
LOOK = """() => {
  const svg = Reveal.getCurrentSlide().querySelector("svg");
  const context = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const paper = getComputedStyle(document.querySelector(".reveal-viewport")).backgroundColor;
  const light = colours => {
    context.globalAlpha = 1;
    for (const [colour, alpha] of [[paper, 1], ...colours]) {
      context.globalAlpha = alpha;
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    }
    const parts = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map(each => each / 255);
    const linear = parts.map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const contrast = (one, other) => {
    const [dark, bright] = [one, other].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const opacity = element => {
    let found = 1;
    for (let each = element; each && each !== svg; each = each.parentElement) found *= +getComputedStyle(each).opacity;
    return found;
  };
  const every = [...svg.querySelectorAll("rect, path, circle, ellipse, polygon")];
  const shapes = every.filter(each => !each.closest("marker, mask"));
  const isFilled = each => !/^none|^url/.test(getComputedStyle(each).fill);
  const holds = (shape, x, y) => {
    const place = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse());
    return shape.isPointInFill(place);
  };
  const before = (shape, element) => shape.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
  const around = svg.getBoundingClientRect();
  const wrong = [];
  const size = [around.width, around.height];
  if (size[0] < 100 || size[1] < 40 || size[0] > 961 || size[1] > 700) wrong.push(["size", ...size]);
  for (const text of svg.querySelectorAll("text")) {
    const box = text.getBoundingClientRect();
    if (!box.width) continue;
    const name = text.textContent;
    const isWide = box.left < around.left - 1 || box.right > around.right + 1;
    if (isWide || box.top < around.top - 2 || box.bottom > around.bottom + 2) wrong.push(["clipped", name]);
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const under = shapes.filter(each => before(each, text) && isFilled(each) && holds(each, x, y));
    const layer = each => [getComputedStyle(each).fill, opacity(each) * +getComputedStyle(each).fillOpacity];
    const layers = under.map(layer);
    const leaf = text.querySelector("tspan:not(:has(tspan))") || text;
    const ratio = contrast(light(layers), light([...layers, [getComputedStyle(leaf).fill, opacity(leaf)]]));
    if (ratio < 4.5 && !text.matches('.sequenceNumber')) wrong.push(["text", name, ratio.toFixed(1)]);
    const inside = under.at(-1)?.getBoundingClientRect();
    const isBox = inside && under.at(-1).parentElement.contains(text) && text.closest(".node, .actor, .classGroup");
    if (isBox && (box.left < inside.left - 1 || box.right > inside.right + 1)) wrong.push(["wide", name]);
  }
  for (const line of svg.querySelectorAll("path, line, polyline")) {
    const style = getComputedStyle(line);
    const isLine = !/^none|^url/.test(style.stroke) && /^none/.test(style.fill);
    if (!isLine || line.closest("marker, mask, defs, .links, .grid")) continue;
    const ratio = contrast(light([]), light([[style.stroke, opacity(line) * +style.strokeOpacity]]));
    if (ratio < 3) wrong.push(["line", line.getAttribute("class"), style.stroke, ratio.toFixed(1)]);
  }
  return wrong;
}"""


@pytest.mark.parametrize("theme", ["white", "black"])
def test_each_kind_is_seen_whole_in_colours_that_are_read(theme: str, offline: Watched, tmp_path: Path) -> None:
    """Takes 5 seconds: nineteen slides."""
    path = tmp_path / "a.html"
    path.write_text(render(DECK, theme=theme, reveal={"transition": "none"}), encoding="utf-8")
    offline.page.goto(path.as_uri())
    offline.page.wait_for_function("Reveal.isReady() && document.fonts.status === 'loaded'")
    wrong = {}
    for number, name in enumerate(DIAGRAMS):
        offline.page.evaluate("number => Reveal.slide(0, number)", number)
        wrong[name] = offline.page.evaluate(LOOK)

    assert {name: each for name, each in wrong.items() if each} == {}
    assert offline.errors == []
    assert offline.remote == []


MEASURE = """texts => texts.map(([text, weight]) => {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  context.font = `${weight} 100px 'Source Sans Pro'`;
  context.fontKerning = "none";
  return context.measureText(text).width;
})"""


def test_texts_are_as_wide_as_they_are_measured(offline: Watched, tmp_path: Path) -> None:
    from deckbuild.features.engines import measuring

    texts = [("Is it right?", "400"), ("Übergrößenträger", "600"), ("Łódź ΑΒΓ Привет 12.5 %", "400")]
    path = tmp_path / "a.html"
    path.write_text(render(f"!SUB\n{DIAGRAMS['pie']}\n{texts}", theme="league"), encoding="utf-8")
    offline.page.goto(path.as_uri())
    offline.page.evaluate(
        "texts => Promise.all(texts.map(each => document.fonts.load(`${each[1]} 20px 'Source Sans Pro'`, each[0])))",
        texts,
    )

    widths = offline.page.evaluate(MEASURE, texts)

    assert [round(measuring.width(text, 100, weight)) for text, weight in texts] == [round(each) for each in widths]
