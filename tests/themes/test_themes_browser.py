"""What is seen of our themes, in Chromium: `tests/look/everything.md`, which has every element in three lengths."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from deckbuild import render
from deckbuild.themes.theme import OURS

if TYPE_CHECKING:
    from tests.conftest import Cli, Watched

pytestmark = pytest.mark.browser

LOOK = Path(__file__).parents[1] / "look"
DECK = LOOK / "everything.md"
CONTRAST = (LOOK / "contrast.js").read_text(encoding="utf-8")
# What each slide shows, in px of the deck: where its title begins, how far it runs over, and its texts with their
# sizes and their contrast to what lies behind them (WCAG 2.2, 1.4.3). What lies on a picture is not among them.
MEASURE = """() => {%s
  const NOT_MEASURED = "sub, sup, .hljs-ln-numbers, math, aside, .has-highlights, .cover";
  const texts = slide => {
    const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      const text = walker.currentNode.data.trim();
      if (!text || element.closest(NOT_MEASURED)) continue;
      const ratio = contrast(element, slide);
      const isBody = element.matches("p, li, td, dd, strong")
        && !element.closest(".title, .quote, .callout-title, .footnotes, p:has(> small), .fragment");
      found.push({text, size: parseFloat(getComputedStyle(element).fontSize), ratio, isBody});
    }
    return found;
  };
  return Reveal.getSlides().map(slide => {
    slide.hidden = false;
    slide.style.display = "block";
    for (const step of slide.querySelectorAll(".fragment")) step.classList.add("visible");
    const title = slide.querySelector(":scope > h2");
    return {
      layout: [...slide.classList].filter(each => !["past", "present", "future"].includes(each)).join(" "),
      length: slide.dataset.length ?? "",
      title: title ? title.getBoundingClientRect().top - slide.getBoundingClientRect().top : null,
      over: [slide.scrollHeight - slide.clientHeight, slide.scrollWidth - slide.clientWidth],
      footer: getComputedStyle(slide, "::after").content,
      texts: texts(slide),
    };
  });
}""".replace("%s", CONTRAST)

# The slides that are `dense` once they were shown, and how far they run over then.
SHOWN = """() => Reveal.getSlides().map((slide, at) => {
  const {h, v} = Reveal.getIndices(slide);
  Reveal.slide(h, v);
  const over = slide.scrollHeight - slide.clientHeight;
  return {at, over, length: slide.dataset.length, isDense: slide.matches(".dense")};
}).filter(each => each.isDense && each.at !== 0)"""


@pytest.fixture(params=sorted(OURS))
def slides(request: pytest.FixtureRequest, offline: Watched, cli: Cli, tmp_path: Path) -> dict[str, list[Any]]:
    """What the slides of the deck show in a theme, in its light and in its dark scheme."""
    how = ("--set", "scheme=auto", "--set", "footer=CS101")
    cli("build", DECK, "--root", LOOK, "--theme", request.param, *how, "-o", tmp_path)
    offline.page.set_viewport_size({"width": 1280, "height": 720})
    offline.page.emulate_media(reduced_motion="reduce")
    offline.page.goto((tmp_path / "everything.html").as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    found = {}
    for scheme in ("light", "dark"):
        offline.page.emulate_media(color_scheme=scheme)
        found[scheme] = offline.page.evaluate(MEASURE)
    found["shown"] = offline.page.evaluate(SHOWN)
    offline.page.emulate_media(color_scheme=None, reduced_motion=None)
    offline.page.set_viewport_size({"width": 960, "height": 700})
    assert offline.errors == []
    return found


def test_slides_can_be_read_and_their_titles_stand_still(slides: dict[str, list[Any]]) -> None:
    light = slides["light"]
    texts = [(scheme, each) for scheme in ("light", "dark") for slide in slides[scheme] for each in slide["texts"]]

    assert len(light) > 40
    bare = [slide["layout"] for slide in light if slide["footer"] != '"CS101"']
    assert bare == ["cover", "blank"]  # that of the title has no size
    assert {slide["title"] for slide in light if slide["layout"] in ("", "two", "three", "dense", "code")} - {None} == {
        60
    }
    assert [slide for slide in light if slide["length"] == "right" and max(slide["over"]) > 1] == []
    assert len([slide for slide in light if slide["length"] == "long" and max(slide["over"]) > 1]) == 4
    assert [each for _, each in texts if each["size"] < 20] == []
    dense = [each["length"] for each in slides["shown"]]
    assert dense == ["long", "long", "long", "right", "long"]  # the right one has the class itself
    assert any(each["over"] <= 1 for each in slides["shown"] if each["length"] == "long")
    assert [each for each in texts if each[1]["ratio"] < (7 if each[1]["isBody"] else 4.5)] == []


def test_a_printed_slide_is_one_page_with_its_margins_and_its_footer(offline: Watched, tmp_path: Path) -> None:
    deck = '# A\n!SUB\n## B\n\nText\n!SUB class="code"\n## C\n!SUB class="blank"\n## D\n'
    deck += "!SUB\n## E\n\n" + "A line of text.\n\n" * 8
    path = tmp_path / "a.html"
    path.write_text(render(deck, theme="lecture", footer="CS101"), encoding="utf-8")
    offline.page.goto(f"{path.as_uri()}?view=print")
    offline.page.wait_for_function("document.querySelectorAll('.pdf-page').length === 5")
    pages = offline.page.evaluate("""() => [...document.querySelectorAll(".pdf-page")].map(page => {
      const section = page.querySelector("section");
      const title = section.querySelector("h2")?.getBoundingClientRect().top - section.getBoundingClientRect().top;
      const number = getComputedStyle(page.querySelector(".slide-number")).visibility;
      return [page.offsetHeight, section.offsetHeight, title, getComputedStyle(section, "::after").content, number];
    })""")

    assert offline.page.evaluate("[...document.querySelectorAll('.dense h2')].map(each => each.textContent)") == ["E"]
    assert pages[1:] == [
        [719, 719, 60, '"CS101"', "visible"],
        [719, 719, 60, '"CS101"', "visible"],
        [719, 719, 0, "none", "hidden"],
        [719, 719, 60, '"CS101"', "visible"],
    ]
    assert pages[0][:2] == [719, 719]
