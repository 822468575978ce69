"""What is seen of our themes, in Chromium: `tests/look/everything.md`, which has every element in three lengths."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deckbuild import __path__, render
from deckbuild.themes.theme import OURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Cli, Watched

pytestmark = pytest.mark.browser

LOOK = Path(__file__).parents[1] / "look"
DECK = LOOK / "everything.md"
AXE = Path(__path__[0], "vendor", "axe", "axe.min.js")
CONTRAST = (LOOK / "contrast.js").read_text(encoding="utf-8")

# Each slide is shown with all of its steps, which lets it become dense. Then all are looked at together, as changes
# of the page take the browser long. In px of the deck: where the title begins, how far the slide runs over (its
# margins, too), the texts that are too small; whether code scrolls; and what of the furniture is there.
SHOWN = """async () => {
  await Promise.all([...document.fonts].map(font => font.load().catch(() => 0)));
  await Promise.all([...document.images].map(image => image.decode().catch(() => 0)));
  const slides = Reveal.getSlides();
  const given = slides.filter(slide => slide.matches(".dense"));
  for (const slide of slides) {
    const {h, v} = Reveal.getIndices(slide);
    Reveal.slide(h, v, 999);
  }
  const sheet = document.createElement("style");
  sheet.textContent = ".reveal .slides section { display: block !important; transform: none !important; }";
  sheet.textContent += ".reveal .slides section:not(.stack) { overflow: hidden !important; }";
  document.head.append(sheet);
  Reveal.layout(); // of what stretches, which has another height while its slide is not seen

  const LAYOUTS = "title section statement quote cover two three picture-left picture-right code blank".split(" ");
  const UNSEEN = "aside, style, .chart-values, .quiz-verdict";
  const UNMEASURED = `${UNSEEN}, sub, sup, .hljs-ln-numbers, math, .footnote-ref, .code-mark`;
  const scrolls = code => code.scrollHeight > code.clientHeight + 1 || code.scrollWidth > code.clientWidth + 1;
  const small = slide => {
    const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || element.closest(UNMEASURED)) continue;
      const svg = element.closest("svg");
      const size = parseFloat(getComputedStyle(element).fontSize) * (svg ? svg.getScreenCTM().a : 1);
      if (size < 19.99) found.push([walker.currentNode.data.trim(), size]);
    }
    return found;
  };
  return slides.map((slide, at) => {
    const title = slide.querySelector(":scope > :is(h1, h2)");
    const run = Math.max(slide.scrollHeight - slide.clientHeight, slide.scrollWidth - slide.clientWidth);
    const footer = getComputedStyle(slide, "::after");
    return {
      name: `${at + 1} ${slide.textContent.trim().slice(0, 40)}`,
      layout: LAYOUTS.find(each => slide.classList.contains(each)) ?? "",
      length: slide.dataset.length ?? "right",
      outcome: [
        ...(slide.matches(".dense") && !given.includes(slide) ? ["dense"] : []),
        ...(run > 1 ? ["over"] : []),
        ...([...slide.querySelectorAll("pre code:not(.fragment)")].some(scrolls) ? ["scrolls"] : []),
      ].join(" "),
      title: title ? Math.round(title.getBoundingClientRect().top - slide.getBoundingClientRect().top) : null,
      small: small(slide),
      footer: [footer.content, parseFloat(footer.fontSize)],
    };
  });
}"""

# The texts of all slides with their contrast to what lies behind them (WCAG 2.2, 1.4.3), but what lies on a picture.
CONTRASTS = """() => {%s
  const UNMEASURED = ".has-highlights, .cover *, aside, svg, math, .fragment, .quiz-choice, .code-mark, .code-notes";
  const BODY = "p, li, td, dd, strong";
  const QUIET = ".title, .quote, .callout-title, .footnotes, p:has(> small), cite, .callout, mark, figcaption";
  const found = [];
  for (const slide of Reveal.getSlides()) {
    const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      const text = walker.currentNode.data.trim();
      if (!text || element.closest(UNMEASURED)) continue;
      found.push([text, contrast(element, slide), element.matches(BODY) && !element.closest(QUIET)]);
    }
  }
  return found;
}""".replace("%s", CONTRAST)


AXE_FINDS = """async () => {
  const {violations} = await axe.run({include: [[".reveal"]], exclude: [["iframe"]]}, {resultTypes: ["violations"]});
  return violations.flatMap(each => each.nodes.map(node => [each.id, node.html.slice(0, 120), node.failureSummary]));
}"""


def opened(offline: Watched, page: Path, query: str = "") -> None:
    """Open a page, and wait until it is a deck."""
    offline.page.goto(page.as_uri() + query)
    offline.page.wait_for_function("Reveal.isReady()")


@pytest.fixture
def at_deck_size(offline: Watched) -> Iterator[Watched]:
    """The page in the size of a deck, without motion."""
    offline.page.set_viewport_size({"width": 1280, "height": 720})
    offline.page.emulate_media(reduced_motion="reduce")
    yield offline
    offline.page.emulate_media(color_scheme=None, reduced_motion=None)
    offline.page.set_viewport_size({"width": 960, "height": 700})


# What slides of each length are to come to.
OUTCOMES = {"short": "", "right": "", "little": "dense", "long": "dense over", "scrolls": "scrolls"}


@pytest.mark.parametrize("theme", sorted(OURS))
def test_slides_of_each_length_can_be_read(theme: str, at_deck_size: Watched, cli: Cli, tmp_path: Path) -> None:
    """Takes long for its 126 slides, which are shown one after the other in each theme."""
    how = ("--set", "scheme=auto", "--set", "footer=CS101", "-o", tmp_path)
    cli("build", DECK, "--root", LOOK, "--theme", theme, *how)
    opened(at_deck_size, tmp_path / "everything.html")
    page = at_deck_size.page
    shown = page.evaluate(SHOWN)
    contrasts = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        contrasts += [(scheme, *each) for each in page.evaluate(CONTRASTS)]

    outcomes = [(each["name"], each["outcome"].replace("dense scrolls", "scrolls"), each["length"]) for each in shown]
    assert [each for each in outcomes if each[1] != OUTCOMES[each[2]]] == []
    titles = {(each["layout"], each["title"]) for each in shown if each["title"] and each["layout"] != "cover"}
    assert len(titles) == len({layout for layout, _ in titles})
    assert {title for layout, title in titles if layout not in ("title", "section")} == {60}
    assert [each["small"] for each in shown if each["small"]] == []
    bare = {each["layout"] for each in shown if each["footer"] != ['"CS101"', 18]}
    assert bare == {"title", "cover", "blank"}
    least = 7 if theme == "lecture" else 4.5
    assert [each for each in contrasts if each[2] < (least if each[3] else 4.5)] == []
    assert at_deck_size.errors == []


@pytest.mark.slow
@pytest.mark.parametrize("theme", sorted(OURS))
def test_axe_finds_nothing_on_any_slide_in_either_scheme(
    theme: str, at_deck_size: Watched, cli: Cli, tmp_path: Path
) -> None:
    """Takes long for all rules of axe-core on 126 slides, twice; printed, they are all seen at once."""
    cli("build", DECK, "--root", LOOK, "--theme", theme, "--set", "scheme=auto", "-o", tmp_path)
    page = at_deck_size.page
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        opened(at_deck_size, tmp_path / "everything.html", "?view=print")
        page.wait_for_function("document.querySelectorAll('.pdf-page').length > 120")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found += [(scheme, *each) for each in page.evaluate(AXE_FINDS)]

    assert found == []


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
