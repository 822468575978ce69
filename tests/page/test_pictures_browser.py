"""Pictures stay inside of their slides, and stretch, fit, stack and have frames where Markdown says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.png import png

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

SEPARATOR = "\n\n!SLIDE\n\n"


@pytest.fixture
def show(make_project: MakeProject, cli: Cli, offline: Watched) -> Callable[..., Page]:
    """Build a deck of slides with a tall picture and a small one, and open it from disk."""

    def shown(*slides: str, query: str = "", theme: str = "white", front: str = "") -> Page:
        pictures = {"tall.png": png(400, 2000), "x.png": png(40, 30)}
        root = make_project({"slides/a.md": f"---\ntheme: {theme}\n{front}---\n" + SEPARATOR.join(slides), **pictures})
        result = cli("build", root)
        assert (result.exit_code, result.stderr) == (0, ""), result.stderr
        offline.page.goto((root / "dist" / "a.html").as_uri() + query)
        offline.page.wait_for_function("Reveal.isReady()")
        offline.page.wait_for_function("[...document.images].every((each) => each.complete)")
        offline.page.evaluate("Reveal.layout()")
        return offline.page

    return shown


def heights(page: Page) -> list[float]:
    """How high each slide is, in the deck's own pixels."""
    found: list[float] = page.evaluate(
        """Reveal.getSlides().map((slide) => {
          if (!Reveal.isPrintView()) Reveal.slide(...Object.values(Reveal.getIndices(slide)));
          return slide.scrollHeight;
        })"""
    )
    return found


TALL = (
    "![](tall.png)",
    "# Heading\n\n![](tall.png)",
    "## Heading\n\n![](tall.png)",
    "### Heading\n\n[![](tall.png)](https://example.com)",
    "## Heading\n\n- ![](tall.png)",
    "- [![](tall.png)](https://example.com)",
    '<img src="tall.png">',
    '## Heading\n\n<figure><img src="tall.png"></figure>',
)


def sizes(page: Page) -> list[list[float]]:
    """How wide and how high the pictures are, in the deck's own pixels."""
    found: list[list[float]] = page.evaluate(
        "[...document.images].map((each) => [each.offsetWidth, each.offsetHeight])"
    )
    return found


@pytest.mark.parametrize(
    ("theme", "most"), [("white", 700), ("league", 700), ("moon", 700), ("serif", 700), ("lecture", 720)]
)
def test_a_tall_picture_stays_inside_of_its_slide(theme: str, most: int, show: Callable[..., Page]) -> None:
    page = show(*TALL, theme=theme)

    assert [height for height in heights(page) if height > most] == []


def test_a_tall_picture_has_the_room_of_a_deck_of_another_height(show: Callable[..., Page]) -> None:
    page = show("![](tall.png)", front="reveal: {width: 1920, height: 1080}\n")

    ((width, height),) = sizes(page)
    assert 950 < height < 1080
    assert abs(width - height / 5) < 1


def test_a_tall_picture_is_printed_inside_of_its_page(show: Callable[..., Page]) -> None:
    page = show("![](tall.png)", "## Heading\n\n![](tall.png)", query="?view=print")

    assert [height for height in heights(page) if height > 700] == []


def test_the_size_that_an_author_gives_a_picture_holds(show: Callable[..., Page]) -> None:
    given = {
        'height="900"': [180, 900],
        'width="300"': [300, 1500],
        'style="height: 800px"': [160, 800],
        'class="own"': [200, 1000],
    }
    own = "<style>.reveal .own { max-height: 1000px }</style>\n\n"
    page = show(*(f"{own}![](tall.png) <!-- .element: {size} -->" for size in given))
    page.evaluate("Reveal.slide(2)")  # the slides are all within sight of this one

    assert dict(zip(given, sizes(page), strict=True)) == given


def test_a_picture_that_stretches_takes_the_height_that_is_left(show: Callable[..., Page]) -> None:
    page = show(
        '## Heading\n\n![](tall.png) <!-- .element: class="r-stretch" -->\n\nText',
        '![](x.png)\n<!-- .element: class="r-stretch" -->',
        '## Heading\n\n![](x.png)\n<!-- .element: class="r-stretch r-frame" -->',
    )

    tall, small, framed = sizes(page)
    assert 440 < tall[1] < 600
    assert small[1] > 600
    assert framed[1] > 450
    assert [height for height in heights(page) if height > 700] == []


@pytest.mark.parametrize(("theme", "frame"), [("white", "4px"), ("lecture", "3px")])
def test_text_fits_and_pictures_stack_and_have_frames(theme: str, frame: str, show: Callable[..., Page]) -> None:
    page = show(
        '## Short <!-- .element: class="r-fit-text" -->\n\nText <!-- .element: class="r-fit-text" -->',
        '![](x.png) ![](tall.png)\n<!-- .element: class="r-stack" -->',
        '<div class="r-stack">\n\n![](x.png)\n\n![](tall.png)\n\n</div>',
        '![](x.png) <!-- .element: class="r-frame" -->',
        theme=theme,
    )

    widths = page.locator(".r-fit-text").evaluate_all("all => all.map((each) => each.offsetWidth)")
    assert [width for width in widths if width < 800] == []
    middles = page.evaluate("""[...document.querySelectorAll(".r-stack")].map((stack) => {
      Reveal.slide(...Object.values(Reveal.getIndices(stack.closest("section"))));
      const middle = ({x, y, width, height}) => [x + width / 2, y + height / 2].map(Math.round).join();
      return new Set([...stack.querySelectorAll("img")].map((each) => middle(each.getBoundingClientRect()))).size;
    })""")
    assert middles == [1, 1]
    assert page.locator("img.r-frame").evaluate("each => getComputedStyle(each).borderWidth") == frame
