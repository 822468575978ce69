"""What is seen of reveal.js' themes, mended, in Chromium: `tests/look/reveal.md` in each, opened once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from deckbuild import render

if TYPE_CHECKING:
    from tests.conftest import Watched

pytestmark = pytest.mark.browser

LOOK = Path(__file__).parents[1] / "look"
# The fonts of text, of titles and of code, without their weights; serif has those of a computer, and code mostly.
FONTS = {
    "beige": ["Source Sans Pro", "Source Sans Pro"],
    "black": ["Source Sans Pro", "Source Sans Pro"],
    "black-contrast": ["Source Sans Pro", "Source Sans Pro"],
    "blood": ["Ubuntu", "Ubuntu"],
    "dracula": ["Source Sans Pro", "Source Sans Pro", "Source Code Pro"],
    "league": ["Lato", "League Gothic"],
    "moon": ["Lato", "League Gothic"],
    "night": ["Open Sans", "Montserrat"],
    "serif": [],
    "simple": ["Lato", "News Cycle"],
    "sky": ["Open Sans", "Quicksand"],
    "solarized": ["Lato", "League Gothic"],
    "white": ["Source Sans Pro", "Source Sans Pro"],
    "white-contrast": ["Source Sans Pro", "Source Sans Pro"],
}
# Each text with its size in px of the deck, its contrast, and the one that it must have; a link twice: under the mouse
# it has another colour. `all` is how many there are.
MEASURE = """() => {
  %s
  const bad = [];
  let all = 0;
  const look = (name, element, slide, colour) => {
    const size = parseFloat(getComputedStyle(element).fontSize);
    const least = size >= 32 || element.closest(".has-highlights .hljs-ln-row:not(.highlight-line)") ? 3 : 4.5;
    const ratio = contrast(element, slide, colour);
    all += 1;
    if (ratio < least) bad.push(`${name} ${ratio.toFixed(2)} ${size}px ${element.outerHTML.slice(0, 60)}`);
  };
  for (const slide of Reveal.getSlides()) {
    slide.hidden = false;
    slide.style.display = "block";
    for (const step of slide.querySelectorAll(".fragment")) step.classList.add("visible");
    const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (walker.currentNode.data.trim() && !element.closest("aside, math")) look("text", element, slide);
    }
    for (const link of slide.querySelectorAll("a")) {
      look("hover", link, slide, getComputedStyle(link).getPropertyValue("--r-link-color-hover"));
    }
  }
  const number = document.querySelector(".slide-number");
  look("number", number, number);
  return {all, bad, h1: parseFloat(getComputedStyle(document.querySelector("h1")).fontSize)};
}""".replace("%s", (LOOK / "contrast.js").read_text(encoding="utf-8"))


@pytest.mark.parametrize("theme", sorted(FONTS))
def test_a_theme_of_reveal_can_be_read_with_a_title_of_96_px_at_most_in_fonts_that_it_brings(
    theme: str, offline: Watched, tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_text(render((LOOK / "reveal.md").read_text(encoding="utf-8"), theme=theme))
    offline.page.emulate_media(reduced_motion="reduce")
    offline.page.goto((tmp_path / "a.html").as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    used = fonts(offline, "p", "h1", "code")
    seen: dict[str, Any] = offline.page.evaluate(MEASURE)
    offline.page.emulate_media(reduced_motion=None)

    assert seen["bad"] == []
    assert seen["all"] > 300
    assert seen["h1"] <= 96
    assert [name for name, wanted in zip(used, FONTS[theme], strict=False) if not name.startswith(wanted)] == []
    assert (offline.errors, offline.remote) == ([], [])


def fonts(watched: Watched, *selectors: str) -> list[str]:
    """The fonts in which the browser has drawn the first element of each selector."""
    devtools = watched.page.context.new_cdp_session(watched.page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    nodes = [devtools.send("DOM.querySelector", {"nodeId": root, "selector": f".reveal {each}"}) for each in selectors]
    found = [devtools.send("CSS.getPlatformFontsForNode", node)["fonts"] for node in nodes]
    devtools.detach()
    return [each[0]["familyName"] if each else "" for each in found]
