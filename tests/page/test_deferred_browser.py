"""A deck so large that its slides are deferred: whatever looks at them finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from deckbuild.pipeline import stages
from deckbuild.project import loader
from tests.png import png

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.conftest import MakeProject, Watched

pytestmark = pytest.mark.browser

STACKS, IN_A_STACK = 12, 10
SLIDES = STACKS * IN_A_STACK
WAITING = "document.querySelectorAll('.slides noscript').length"
TEXTS = "[...document.querySelectorAll('.slides h2')].map((heading) => heading.textContent)"
HEADINGS = [f"Slide {number}" for number in range(SLIDES)]

# Nobody hears that the deck is ready: so the slides that nothing asks for wait for ever.
HOLD = "document.addEventListener('ready', (event) => event.stopImmediatePropagation(), true);"

SLIDE = """\
## Slide {0}

Word{0} <!-- .element: id="word-{0}" -->

- second <!-- .element: class="fragment" data-fragment-index="5" -->
- first <!-- .element: class="fragment" data-fragment-index="2" -->

![](images/x.png)

```python
print({0})
```

!NOTE

Say {0}.
"""


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stacks of slides with fragments, a picture that all of them show, code and notes."""
    root = tmp_path_factory.mktemp("deferred")
    (root / "images").mkdir()
    (root / "images" / "x.png").write_bytes(png(8, 6))
    texts = [SLIDE.format(number) for number in range(SLIDES)]
    stacks = ["\n\n!SUB data-auto-animate\n\n".join(texts[at : at + IN_A_STACK]) for at in range(0, SLIDES, IN_A_STACK)]
    (root / "slides").mkdir()
    (root / "slides" / "deck.md").write_text(
        "---\ncode_copy: true\n---\n" + "\n\n!SLIDE\n\n".join(stacks), encoding="utf-8"
    )
    (built,) = stages.build(loader.read(root))
    assert built.is_good
    (root / "deck.html").write_text(built.html, encoding="utf-8")
    return root / "deck.html"


def opened(watched: Watched, deck: Path, address: str = "", *, held: bool = True) -> Page:
    """Open the deck; ``held``: with the slides waiting that nothing has asked for."""
    if held:
        watched.begin_with(HOLD)
    watched.page.goto(deck.as_uri() + address)
    watched.page.wait_for_function("window.Reveal?.isReady()")
    return watched.page


def shown(page: Page) -> str:
    text: str = page.evaluate("Reveal.getCurrentSlide().querySelector('h2')?.textContent")
    return text


def test_all_slides_are_in_the_page_soon_and_in_their_order(deck: Path, offline: Watched) -> None:
    page = opened(offline, deck, held=False)
    page.wait_for_function(f"{WAITING} === 0")

    assert page.evaluate(TEXTS) == HEADINGS
    assert page.evaluate("Promise.all([...document.images].map((img) => img.decode()))") == [None] * SLIDES
    assert page.locator(".copy-code").count() == SLIDES
    assert offline.errors == []
    assert offline.remote == []


def test_reveal_knows_all_slides_when_the_deck_is_ready_and_shows_each_when_it_is_asked_for(
    deck: Path, offline: Watched
) -> None:
    page = opened(offline, deck)
    known = "[Reveal.getTotalSlides(), Reveal.getSlides().length, Reveal.getIndices(Reveal.getSlides()[37])]"
    assert page.evaluate(known) == [SLIDES, SLIDES, {"h": 3, "v": 7, "f": None}]
    assert shown(page) == "Slide 0"
    assert 100 < page.evaluate(WAITING) < SLIDES

    page.evaluate("Reveal.slide(9, 4)")
    assert shown(page) == "Slide 94"
    assert page.evaluate("Reveal.availableFragments()") == {"prev": False, "next": True}
    step = "Reveal.nextFragment() && document.querySelector('.current-fragment').textContent.trim()"
    assert page.evaluate(step) == "first"

    page.evaluate(
        "Reveal.on('autoanimate', (event) => { window.animated = event.toSlide.querySelector('h2').textContent })"
    )
    page.evaluate("Reveal.slide(6, 5)")
    page.evaluate("Reveal.slide(6, 6)")
    assert page.evaluate("window.animated") == "Slide 66"

    assert page.evaluate(WAITING) > 50
    page.pdf(page_ranges="1")  # slides are asked for before any page is made
    assert page.evaluate(TEXTS) == HEADINGS


@pytest.mark.parametrize("address", ["#/5/2", "#/word-52", "#/5/2/0"])
def test_a_link_shows_its_slide_and_what_lies_beside_it(deck: Path, offline: Watched, address: str) -> None:
    page = opened(offline, deck, address)

    assert shown(page) == "Slide 52"
    expect(page.locator("section.present > section.present img")).to_have_js_property("naturalWidth", 8)
    beside = "[Reveal.getSlide(5, 1), Reveal.getSlide(5, 3)].map((slide) => slide.querySelector('h2').textContent)"
    assert page.evaluate(beside) == ["Slide 51", "Slide 53"]


def test_fragments_of_slides_that_come_later_are_as_reveal_leaves_them(deck: Path, offline: Watched) -> None:
    page = opened(offline, deck, "#/5/2", held=False)
    page.wait_for_function(f"{WAITING} === 0")
    fragments = "[[2, 0], [8, 0]].map(([h, v]) => [...Reveal.getSlide(h, v).querySelectorAll('.fragment')].map(\
        (each) => [each.dataset.fragmentIndex, each.classList.contains('visible')]))"

    assert page.evaluate(fragments) == [[["1", True], ["0", True]], [["1", False], ["0", False]]]


def test_the_overview_has_all_slides(deck: Path, offline: Watched) -> None:
    page = opened(offline, deck)
    page.evaluate("Reveal.toggleOverview()")

    assert page.evaluate(TEXTS) == HEADINGS
    expect(page.get_by_text("Slide 33", exact=True)).to_be_visible()
    expect(page.get_by_text("Word33", exact=True)).to_be_visible()


def test_jumping_and_searching_find_a_word_on_a_far_slide(deck: Path, offline: Watched) -> None:
    page = opened(offline, deck)
    page.keyboard.press("g")
    page.keyboard.type("word-112")
    page.keyboard.press("Enter")
    page.wait_for_function("Reveal.getIndices().h === 11")
    assert shown(page) == "Slide 112"

    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+Shift+F")
    page.keyboard.type("Word87")
    page.keyboard.press("Enter")

    page.wait_for_function("Reveal.getIndices().h === 8 && Reveal.getIndices().v === 7")
    assert shown(page) == "Slide 87"


@pytest.mark.parametrize("view", ["print", "scroll"])
def test_print_and_scroll_view_have_all_slides(deck: Path, offline: Watched, view: str) -> None:
    page = opened(offline, deck, f"?view={view}")
    page.wait_for_function("Reveal.isPrintView() ? document.querySelector('.pdf-page') : Reveal.isScrollView()")

    assert sorted(set(page.evaluate(TEXTS))) == sorted(HEADINGS)


def test_a_narrow_window_scrolls_through_all_slides(deck: Path, offline: Watched) -> None:
    offline.page.set_viewport_size({"width": 400, "height": 700})
    page = opened(offline, deck)
    page.wait_for_function("Reveal.isScrollView()")

    assert page.evaluate(WAITING) == 0


def test_the_speaker_view_shows_the_notes_of_a_deferred_slide(deck: Path, offline: Watched) -> None:
    page = opened(offline, deck, held=False)
    with page.expect_popup() as popup:
        page.keyboard.press("s")
    page.evaluate("Reveal.slide(7, 1)")

    expect(popup.value.locator(".speaker-controls-notes .value")).to_contain_text("Say 71.")


def test_without_scripts_the_slides_are_elements_of_the_page(deck: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(deck.as_uri())

    assert page.locator(".slides h2").count() == SLIDES
    context.close()


def test_slides_know_whether_their_backgrounds_are_dark(
    make_project: MakeProject, offline: Watched, tmp_path: Path
) -> None:
    css = ".reveal .slide-background { background: #123 } .reveal .slide-background.bright { background: #eee }"
    slides = ["# A", "# B\n\n<!-- .slide: class='bright' -->", "# C\n\n<!-- .slide: data-background-color='#fff' -->"]
    text = "\n\n!SLIDE\n\n".join([*slides, *["# D"] * 120])
    root = make_project({"slides/a.md": f"---\ncss: my.css\n---\n{text}", "my.css": css})
    (built,) = stages.build(loader.read(root))
    (tmp_path / "a.html").write_text(built.html, encoding="utf-8")
    page = opened(offline, tmp_path / "a.html")

    kinds = "Reveal.getSlides().map((slide) => /has-(\\w+)-background/.exec(slide.className)[1])"
    assert page.evaluate(kinds) == ["dark", "light", "light", *["dark"] * 120]
    assert page.evaluate("getComputedStyle.toString().includes('native code')")
