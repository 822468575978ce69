"""What a deck prints: slides whole, on as many pages as they need, each once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.png import png

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

PAGES = "document.querySelectorAll('.pdf-page').length"


@pytest.fixture
def printed(make_project: MakeProject, cli: Cli, offline: Watched) -> Callable[..., Page]:
    """Build a deck in the theme white, and open its print view."""

    def shown(text: str, *options: str, query: str = "?view=print") -> Page:
        root = make_project({"slides/a.md": text, "x.png": png(300, 200)})
        result = cli("build", root, "--theme", "white", *(word for option in options for word in ("--set", option)))
        assert result.exit_code == 0, result.stderr
        offline.page.goto((root / "dist" / "a.html").as_uri() + query)
        offline.page.wait_for_function(f"Reveal.isReady() && (!Reveal.isPrintView() || {PAGES})")
        return offline.page

    return shown


def pages_of_links(page: Page) -> dict[int, int]:
    """On which page of the PDF the link to each number stands; one that is cut off is on none."""
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    objects: dict[bytes, bytes] = dict(re.findall(rb"(?m)^(\d+) 0 obj\s(.*?)endobj", pdf, re.DOTALL))
    leaves = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b(?!s)", body)]
    found = {}
    for number, leaf in enumerate(leaves, 1):
        for reference in re.findall(rb"(\d+) 0 R", b"".join(re.findall(rb"/Annots\s*\[(.*?)\]", leaf, re.DOTALL))):
            for address in re.findall(rb"/URI\s*\(https://example\.com/(\d+)\)", objects[reference]):
                found[int(address)] = number
    return found


@pytest.mark.parametrize("align", ["center", "left"])
def test_a_long_list_is_printed_to_its_end(align: str, printed: Callable[..., Page]) -> None:
    items = "\n".join(f"- [item](https://example.com/{number})" for number in range(30))
    page = printed(f"## List\n\n{items}\n\n<style>.reveal .slides section {{ text-align: {align} }}</style>\n")
    links = pages_of_links(page)

    assert sorted(links) == list(range(30))
    assert set(links.values()) == {1, 2, 3}
    left = page.locator("ul").evaluate("each => each.getBoundingClientRect().left")
    assert (left > 300) == (align == "center")


def test_a_list_that_hardly_fits_loses_nothing(printed: Callable[..., Page]) -> None:
    numbers, counts = iter(range(100)), (12, 13, 14, 25, 26)
    slides = ["\n".join(f"- [item](https://example.com/{next(numbers)})" for _ in range(count)) for count in counts]
    found = pages_of_links(printed("\n\n!SLIDE\n\n".join(slides)))

    assert sorted(found) == list(range(90))


def test_code_is_printed_to_its_end(printed: Callable[..., Page]) -> None:
    lines = "\n".join(f"value_{number} = {number}  # {'a long comment ' * 8}" for number in range(45))
    page = printed(f"```python\n{lines}\n```\n")
    sizes = "[code.scrollWidth - code.clientWidth, code.scrollHeight - code.clientHeight, code.offsetHeight > 1000]"

    assert page.locator("pre code").evaluate(f"code => {sizes}") == [0, 0, True]
    assert page.locator(".pdf-page").evaluate("each => each.offsetHeight >= each.lastElementChild.offsetHeight")


STEPS = """\
- one <!-- .element: class="fragment" -->
- two <!-- .element: class="fragment" -->

!SLIDE

```python [1|2]
a = 1
b = 2
```
"""


@pytest.mark.parametrize(
    ("options", "pages"),
    [
        ((), 2),
        (("print.fragments=true",), 5),
        (("reveal.pdfSeparateFragments=true",), 5),
        (("print.fragments=true", "reveal.pdfSeparateFragments=false"), 2),
    ],
)
def test_a_slide_is_one_page_unless_its_steps_are_wanted(
    options: tuple[str, ...], pages: int, printed: Callable[..., Page]
) -> None:
    assert printed(STEPS, *options).evaluate(PAGES) == pages


def test_what_comes_in_steps_is_printed_whole(printed: Callable[..., Page]) -> None:
    page = printed(STEPS)

    assert page.locator("li").evaluate_all("all => all.map((each) => getComputedStyle(each).opacity)") == ["1", "1"]
    assert page.locator("pre code").count() == 1
    names = page.locator(".hljs-ln-code .n").evaluate_all("all => all.map((each) => getComputedStyle(each).color)")
    assert len(names) == 2
    assert len(set(names)) == 1


@pytest.mark.parametrize("query", ["", "?view=print"])
def test_a_picture_that_is_placed_absolutely_keeps_its_size(query: str, printed: Callable[..., Page]) -> None:
    place = "position: absolute; top: 50px; left: 20px"
    page = printed(
        f'![](x.png) <!-- .element: style="{place}" width="600" -->\n\n!SLIDE\n\n'
        f'<img src="x.png" style="{place}; width: 600px">\n\nText\n\n!SLIDE\n\n'
        f'![](x.png) <!-- .element: style="{place}" -->\n',
        query=query,
    )
    if not query:
        page.evaluate("Reveal.toggleOverview()")
    page.wait_for_function("[...document.images].every((each) => each.complete)")

    heights = page.locator("section img").evaluate_all("all => all.map((each) => each.offsetHeight)")
    assert heights == [400, 400, 200]
