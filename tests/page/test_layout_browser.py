"""In the browser a file that the page holds once is shown wherever it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild.pipeline import stages
from deckbuild.project import loader
from tests.png import png

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject, Watched

pytestmark = pytest.mark.browser

DECK = """\
# One

![](x.png) <!-- .element: data-id="p" width="100" -->
<!-- .slide: data-auto-animate data-background-image="x.png, y.png" -->

!SLIDE

# Two

![](x.png) <!-- .element: data-id="p" width="300" -->
<!-- .slide: data-auto-animate -->

!SUB

<p style="background: url(x.png); height: 50px">styled</p>
<style>.sheet { background: url(y.png) }</style>
<p class="sheet">sheet</p>
<img data-src="y.png"> <img srcset="y.png 1x, x.png 2x"> <svg><image href="x.png" width="5" height="5"/></svg>

!SLIDE

![](y.png)
"""
SHOWN = "[...document.querySelectorAll('.slides img[src]')].every((each) => each.complete && each.naturalWidth > 0)"


def built(make_project: MakeProject, text: str = DECK) -> Path:
    root = make_project({"slides/a.md": text, "x.png": png(4, 3), "y.png": png(5, 2)})
    (made,) = stages.build(loader.read(root))
    assert made.diagnostics == ()
    page = root / "a.html"
    page.write_text(made.html, encoding="utf-8")
    return page


def test_a_deck_without_slides_is_an_empty_page(make_project: MakeProject, offline: Watched) -> None:
    (made,) = stages.build(loader.read(make_project({"slides/a.md": ""})))
    page = make_project({}) / "a.html"
    page.write_text(made.html, encoding="utf-8")
    offline.page.goto(page.as_uri())
    offline.page.wait_for_function("Reveal.isReady()")

    assert offline.page.evaluate("[Reveal.getTotalSlides(), Reveal.getCurrentSlide().innerText]") == [1, ""]
    assert offline.errors == []


def test_all_places_of_a_file_have_one_address(make_project: MakeProject, offline: Watched) -> None:
    offline.page.goto(built(make_project).as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    addresses = offline.page.evaluate(
        """() => [...document.querySelectorAll('.slides img, .slides image')].map((each) =>
             each.getAttribute('src') ?? each.getAttribute('data-src') ?? each.getAttribute('href')
             ?? each.getAttribute('srcset').split(' ')[2])"""
    )

    assert len(set(addresses)) == 2
    assert all(address.startswith("blob:") for address in addresses)
    assert offline.page.evaluate(SHOWN)
    assert (offline.errors, offline.remote) == ([], [])


def test_backgrounds_of_slides_and_styles_are_shown(make_project: MakeProject, offline: Watched) -> None:
    offline.page.goto(built(make_project).as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    background = offline.page.evaluate(
        "document.querySelector('.backgrounds .slide-background-content').style.backgroundImage"
    )
    styled = offline.page.evaluate(
        "['[style*=background]', '.sheet'].map((each) => "
        "getComputedStyle(document.querySelector(`.slides p${each}`)).backgroundImage)"
    )

    assert background.count("blob:") == 2  # a data URI would be cut at its comma
    assert all(each.startswith('url("blob:') for each in styled)


def test_auto_animate_finds_the_pictures_that_belong_together(make_project: MakeProject, offline: Watched) -> None:
    animated = "![](x.png)\n<!-- .slide: data-auto-animate -->\n"
    text = f"{animated}\n!SLIDE\n\ntext\n\n{animated}"
    offline.page.goto(built(make_project, text).as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    offline.page.evaluate("Reveal.next()")

    assert offline.page.locator("section.present img[data-auto-animate-target]").count() == 1


def test_a_picture_is_there_in_the_first_frame_that_shows_slides(make_project: MakeProject, offline: Watched) -> None:
    offline.begin_with(
        f"""addEventListener('DOMContentLoaded', () => {{
            const look = () => {{
                window.names = [...document.querySelectorAll('.slides img[src]')].map((each) => each.src.slice(0, 5));
                requestAnimationFrame(() => {{ window.first = {SHOWN}; }});
            }};
            if (Reveal.isReady()) look(); // on a busy machine
            else Reveal.on('ready', look);
        }});"""
    )
    offline.page.goto(built(make_project).as_uri())
    offline.page.wait_for_function("'first' in window")

    assert set(offline.page.evaluate("names")) == {"blob:"}
    assert offline.page.evaluate("first")


def test_every_picture_is_printed(make_project: MakeProject, offline: Watched) -> None:
    offline.page.goto(f"{built(make_project).as_uri()}?view=print")
    offline.page.wait_for_function("document.querySelectorAll('.pdf-page').length === 4")

    assert offline.page.evaluate(SHOWN)
    assert offline.page.pdf().count(b"/Subtype /Image") >= 2


def test_the_speaker_view_shows_the_pictures(make_project: MakeProject, offline: Watched) -> None:
    offline.page.goto(built(make_project).as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    with offline.page.expect_popup() as opened:
        offline.page.keyboard.press("s")
    frame = opened.value.locator("#current-slide iframe").content_frame

    frame.locator("section.present img").wait_for()
    assert frame.locator("section.present img").evaluate("(each) => each.decode().then(() => each.naturalWidth)") == 4


def test_overview_shows_the_pictures(make_project: MakeProject, offline: Watched) -> None:
    offline.page.goto(built(make_project).as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    offline.page.keyboard.press("o")
    offline.page.wait_for_function("Reveal.isOverview()")

    assert offline.page.evaluate(SHOWN)
