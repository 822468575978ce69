"""What goes on while a patch is put in: videos play, scrolled text stays, pictures do not flash, the speaker speaks."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT
from tests.png import png
from tests.serve.patching import Served, problem, section, wait_for_reload

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Watched

pytestmark = pytest.mark.browser

FILM = (ROOT / "tests" / "data" / "film.webm").read_bytes()  # half a second of changing red
VIDEO = f"data:video/webm;base64,{base64.b64encode(FILM).decode()}"


def picture(width: int) -> str:
    return "data:image/png;base64," + base64.b64encode(png(width, 4)).decode()


def opened(page: Watched, make_project: MakeProject, text: str, query: str = "") -> Served:
    return Served(page.page, make_project({"slides/talk.md": text})).open(query)


def test_a_video_plays_on_while_its_slide_is_edited_moved_and_gets_neighbours(
    page: Watched, make_project: MakeProject
) -> None:
    video = f'<video src="{VIDEO}" loop muted data-autoplay></video>'
    film = section(f"## Film\n\nnow with words\n\n{video}\n")
    deck = opened(page, make_project, f"# One\n\n!SLIDE\n\n## Film\n\n{video}\n\n!SLIDE\n\n## Last\n")
    page.page.evaluate("Reveal.slide(1, 0)")
    page.page.wait_for_function("document.querySelector('video').currentTime > 0")
    page.page.evaluate("""() => {
        window.video = document.querySelector("video");
        window.stops = [];
        for (const kind of ["pause", "emptied"]) video.addEventListener(kind, () => stops.push(kind));
    }""")

    deck.patch({"at": 1, "remove": 1, "html": [film]})
    deck.patch({"at": 0, "remove": 0, "html": [section("# Zero")]})
    deck.patch(
        {"at": 2, "remove": 1, "html": []},
        {"at": 3, "remove": 0, "html": [film]},
    )

    time = page.page.evaluate("video.currentTime")
    page.page.wait_for_function("time => video.currentTime !== time", arg=time)
    assert page.page.evaluate("video === document.querySelector('.present video')")
    assert page.page.evaluate("[video.paused, stops]") == [False, []]
    assert page.page.evaluate("Reveal.getIndices().h") == 3
    assert page.errors == []


def test_a_changed_picture_takes_the_place_of_the_old_one_without_a_flash(
    page: Watched, make_project: MakeProject
) -> None:
    deck = opened(page, make_project, f"![a]({picture(4)})\n")
    page.page.evaluate("""() => {
        window.picture = document.querySelector(".present img");
        window.widths = [];
        const look = () => { widths.push(picture.naturalWidth); requestAnimationFrame(look); };
        look();
    }""")
    deck.patch({"at": 0, "remove": 1, "html": [section(f"![a]({picture(9)})")]})
    page.page.wait_for_function("widths.at(-1) === 9")

    assert page.page.evaluate("[[...new Set(widths)], picture.isConnected]") == [[4, 9], True]


def test_the_last_of_two_quick_pictures_is_the_one_that_stays(page: Watched, make_project: MakeProject) -> None:
    deck = opened(page, make_project, f"![a]({picture(4)})\n")
    for width in (9, 4, 7):
        deck.patch({"at": 0, "remove": 1, "html": [section(f"![a]({picture(width)})")]})

    page.page.wait_for_function("document.querySelector('.present img').naturalWidth === 7")
    expect(page.page.locator(".present img")).to_have_attribute("src", picture(7))


def test_a_picture_that_waits_until_it_is_seen_is_loaded_on_the_slide_shown_and_not_far_away(
    page: Watched, make_project: MakeProject
) -> None:
    lazy = f'<img data-src="{picture(4)}">'
    more = "".join(f"\n\n!SLIDE\n\n## {number}" for number in range(6))
    deck = opened(page, make_project, f"{lazy}{more}\n")
    deck.patch({"at": 0, "remove": 1, "html": [section(f"text {lazy}")]})
    deck.patch({"at": 0, "remove": 1, "html": [section(lazy.replace(picture(4), picture(9)))]})
    deck.patch({"at": 6, "remove": 1, "html": [section(lazy)]})

    page.page.wait_for_function("document.querySelector('.present img').naturalWidth === 9")
    expect(page.page.locator("section img").last).to_have_attribute("data-src", picture(4))


def test_scrolled_code_and_opened_details_stay_so(page: Watched, make_project: MakeProject) -> None:
    lines = "\n".join(f"line_{number} = {number}" for number in range(80))
    text = f"## Code\n\n```python\n{lines}\n```\n\n<details><summary>More</summary>text</details>\n"
    deck = opened(page, make_project, text)
    page.page.evaluate("document.querySelector('pre code').scrollTop = 300")
    page.page.evaluate("document.querySelector('details').open = true")
    deck.patch({"at": 0, "remove": 1, "html": [section(text.replace("line_3 = 3", "third = 3"))]})

    expect(page.page.locator("pre code")).to_contain_text("third = 3")
    assert page.page.evaluate("document.querySelector('pre code').scrollTop") == 300
    expect(page.page.locator("details")).to_have_attribute("open", "")


def test_the_speaker_window_shows_the_new_notes_and_slides_and_its_timer_runs_on(
    page: Watched, make_project: MakeProject
) -> None:
    deck = opened(page, make_project, "# One\n\n!NOTE\nold words\n\n!SLIDE\n\n## Two\n")
    with page.page.expect_popup() as popup:
        page.page.keyboard.press("s")
    speaker = popup.value
    current, upcoming = (speaker.frame_locator(f"#{name}-slide iframe") for name in ("current", "upcoming"))
    expect(speaker.locator(".speaker-controls-notes .value")).to_contain_text("old words")
    expect(upcoming.locator("section.present h2")).to_have_text("Two")
    frames = [frame for frame in speaker.frames if frame.parent_frame]
    markers = [frame.evaluate("marker") for frame in frames]
    expect(speaker.locator(".timer .seconds-value")).not_to_have_text(":00")

    deck.patch({"at": 0, "remove": 1, "html": [section("# First\n\n!NOTE\nnew words")]}, problems=[problem()])
    expect(current.locator("section.present h1")).to_have_text("First")
    expect(speaker.locator(".speaker-controls-notes .value")).to_contain_text("new words")
    deck.patch({"at": 1, "remove": 0, "html": [section("## Between")]}, problems=[problem()])
    expect(upcoming.locator("section.present h2")).to_have_text("Between")

    expect(speaker.locator(".timer .seconds-value")).not_to_have_text(":00")
    assert [frame.evaluate("marker") for frame in frames] == markers
    expect(current.locator("deckbuild-problems")).to_have_count(0)
    expect(page.page.locator("deckbuild-problems .over")).to_be_visible()
    assert page.errors == []


def test_what_cannot_be_patched_is_loaded_again_at_the_same_slide_step_and_overview(
    page: Watched, make_project: MakeProject
) -> None:
    step = '<!-- .element: class="fragment" -->'
    deck = opened(page, make_project, f"# One\n\n!SLIDE\n\n## Two\n\n- a {step}\n- b {step}\n")
    page.page.evaluate("Reveal.slide(1, 0, 0); Reveal.toggleOverview(true)")
    marker = page.page.evaluate("marker")
    deck.send(kind="reload", build=2)
    wait_for_reload(page.page, marker)
    page.page.wait_for_function("window.Reveal?.isReady() && Reveal.isOverview()")

    assert page.page.evaluate("Reveal.getIndices()") == {"h": 1, "v": 0, "f": 0}


@pytest.mark.parametrize("query", ["?view=print", "?view=scroll"])
def test_a_print_view_or_scroll_view_is_loaded_again(page: Watched, make_project: MakeProject, query: str) -> None:
    deck = opened(page, make_project, "# One\n", query)
    marker = page.page.evaluate("marker")
    deck.patch({"at": 0, "remove": 1, "html": [section("# Two")]})

    wait_for_reload(page.page, marker)


def test_a_patch_for_another_page_loads_this_one_again(page: Watched, make_project: MakeProject) -> None:
    deck = opened(page, make_project, "# One\n")
    marker = page.page.evaluate("marker")
    deck.patch({"at": 0, "remove": 1, "html": [section("# Two")]}, **{"from": "of long ago"})

    wait_for_reload(page.page, marker)
