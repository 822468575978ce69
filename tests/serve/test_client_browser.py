"""What the live preview shows over a deck and does for its author: problems, the way to the source, following edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests import axe
from tests.serve.patching import Served, problem, section, wait_for_reload

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.conftest import MakeProject, Watched

    Open = Callable[..., Served]

pytestmark = pytest.mark.browser

DECK = "# One\n\ntext\n\n!SLIDE\n\n## Two\n\n- a\n- b\n\n!SLIDE\n\n## Three\n"
LINES = [[["slides/talk.md", 1, 5]], [["slides/talk.md", 5, 11]], [["slides/talk.md", 11, 13]]]
WARNING = {"severity": "warning", "code": "D302", "message": "no attribute"}


@pytest.fixture
def served(make_project: MakeProject, page: Watched) -> Open:
    """Open a deck of three slides."""

    def open_deck(query: str = "", text: str = DECK, **state: object) -> Served:
        root = make_project({"slides/talk.md": text})
        return Served(page.page, root, **{"lines": LINES, **state}).open(query)  # type: ignore[arg-type]

    return open_deck


def overlay(page: Page) -> Locator:
    return page.locator("deckbuild-problems .over")


def counter(page: Page) -> Locator:
    return page.locator("deckbuild-problems .counter")


def toast(page: Page) -> Locator:
    return page.locator("deckbuild-problems .toast")


def place(page: Page) -> list[int]:
    return page.evaluate("[Reveal.getIndices().h, Reveal.getIndices().v]")  # type: ignore[no-any-return]


# Problems


def test_an_error_is_shown_with_place_line_mark_and_hint_and_goes_with_its_cause(served: Open, page: Watched) -> None:
    deck = served()
    deck.send(kind="state", build=2, revision="r0", problems=[problem(hint="write its name")])
    expect(overlay(page.page).locator(".place")).to_have_text("slides/talk.md:3:5")
    expect(overlay(page.page).locator(".message")).to_have_text("no such file")
    expect(overlay(page.page).locator(".line")).to_have_text("3![](x.png)")
    expect(overlay(page.page).locator("mark")).to_have_text("x.png")
    expect(overlay(page.page).locator(".hint")).to_have_text("write its name")

    deck.send(kind="state", build=3, revision="r0", problems=[])
    expect(overlay(page.page)).to_have_count(0)
    expect(counter(page.page)).to_have_count(0)


def test_a_closed_list_stays_closed_until_something_else_is_wrong(served: Open, page: Watched) -> None:
    deck = served(problems=[problem()])
    expect(overlay(page.page)).to_be_visible()
    page.page.keyboard.press("Escape")
    expect(overlay(page.page)).to_have_count(0)
    expect(counter(page.page)).to_have_text("1 error")
    assert page.page.evaluate("Reveal.isOverview()") is False

    deck.send(kind="state", build=2, revision="r0", problems=[problem()])
    expect(overlay(page.page)).to_have_count(0)
    deck.send(kind="state", build=3, revision="r0", problems=[problem(), problem(message="another")])
    expect(overlay(page.page)).to_be_visible()


def test_warnings_are_counted_and_the_counter_opens_the_list(served: Open, page: Watched) -> None:
    served(problems=[problem(**WARNING), problem(**WARNING, place="slides/talk.md:9:1")])
    expect(overlay(page.page)).to_have_count(0)
    expect(counter(page.page)).to_have_text("2 warnings")
    counter(page.page).click()

    expect(overlay(page.page).locator(".place")).to_have_text(["slides/talk.md:3:5", "slides/talk.md:9:1"])


def test_information_is_counted_apart_and_opens_nothing(served: Open, page: Watched) -> None:
    served(problems=[problem(severity="info", code="D201"), problem(**WARNING), problem(severity="info", more=2)])
    expect(overlay(page.page)).to_have_count(0)
    expect(counter(page.page)).to_have_text("1 warning, 4 infos")
    counter(page.page).click()

    expect(overlay(page.page).locator(".kind")).to_have_text(["warning", "info", "info"])


def test_mere_information_is_counted_while_the_mouse_moves(served: Open, page: Watched) -> None:
    served(problems=[problem(severity="info", code="D201")])
    expect(counter(page.page)).to_have_css("opacity", "0")
    page.page.mouse.move(100, 100)

    expect(counter(page.page)).to_have_css("opacity", "1")
    expect(counter(page.page)).to_have_text("1 info")


def test_the_place_of_a_problem_opens_the_editor_there_and_what_is_said_is_seen_over_the_list(
    served: Open, page: Watched
) -> None:
    deck = served(problems=[problem()])
    overlay(page.page).locator(".place").click()
    expect(toast(page.page)).to_have_text("slides/talk.md:3 is open in the editor")
    assert deck.asked == [{"token": "secret", "file": "slides/talk.md", "line": 3, "column": 5}]

    deck.answer = (501, "no editor was found\n")
    overlay(page.page).locator(".place").click()
    expect(toast(page.page)).to_have_text("no editor was found")
    box = toast(page.page).bounding_box()
    assert box
    on_top = "([x, y]) => document.querySelector('deckbuild-problems').shadowRoot.elementFromPoint(x, y).className"
    assert page.page.evaluate(on_top, [box["x"] + 30, box["y"] + box["height"] / 2]) == "chip toast bad"

    page.page.keyboard.press("Escape")
    expect(toast(page.page)).to_be_visible()


def test_a_place_that_is_no_file_is_text(served: Open, page: Watched) -> None:
    served(problems=[problem(place="slides", file="")])
    place = overlay(page.page).locator(".place")

    expect(place).to_have_text("slides")
    assert place.evaluate("each => [each.tagName, getComputedStyle(each).cursor]") == ["SPAN", "auto"]


def test_an_open_list_stays_where_it_is_while_it_is_worked_through(served: Open, page: Watched) -> None:
    every = [problem(**WARNING, place=f"slides/talk.md:{line}:1", line=line) for line in range(1, 21)]
    deck = served(problems=every)
    expect(overlay(page.page)).to_have_count(0)
    counter(page.page).click()
    heading, problems = overlay(page.page).locator("h1"), overlay(page.page).locator(".scrolled")
    expect(heading).to_have_text("20 warnings")
    overlay(page.page).locator(".place").nth(10).focus()
    before = problems.evaluate("each => each.scrollTop")
    assert before > 0
    deck.send(kind="state", build=2, revision="r0", problems=[every[0], *every[2:]])

    expect(heading).to_have_text("19 warnings")
    assert problems.evaluate("each => each.scrollTop") == before
    expect(overlay(page.page).locator(".place").nth(10)).to_be_focused()
    deck.send(kind="state", build=3, revision="r0", problems=[])
    expect(overlay(page.page)).to_have_count(0)


def test_a_list_that_opened_by_itself_goes_with_the_last_error(served: Open, page: Watched) -> None:
    deck = served(problems=[problem(), problem(message="another"), problem(**WARNING)])
    expect(overlay(page.page).locator("h1")).to_have_text("Fix this to see your changes")
    deck.send(kind="state", build=2, revision="r0", problems=[problem(), problem(**WARNING)])
    expect(overlay(page.page).locator("li")).to_have_count(2)
    deck.send(kind="state", build=3, revision="r0", problems=[problem(**WARNING)])

    expect(overlay(page.page)).to_have_count(0)
    expect(counter(page.page)).to_have_text("1 warning")


def test_carets_stand_under_the_whole_mark_between_the_lines_around_it(served: Open, page: Watched) -> None:
    text = "\t漢字 " + "x" * 200
    served(problems=[problem(excerpt=text, line=10, column=3, width=5, before="before", after="after")])
    lines = overlay(page.page).locator(".lines")
    expect(lines.locator("> span")).to_have_text(
        [" 9before", f"10{text}", "  \t漢^^^^^", "11after"], use_inner_text=False
    )
    lines.evaluate("each => each.scrollLeft = 30")
    edges = """each => [".space", ".line mark"].map((name) => each.querySelector(name).getBoundingClientRect())
        .map((box, at) => at ? box.left : box.right)"""
    left = lines.evaluate(edges)

    assert left[0] == pytest.approx(left[1], abs=1)


def test_a_mark_far_behind_in_a_line_is_seen(served: Open, page: Watched) -> None:
    served(problems=[problem(excerpt="x" * 400, column=300, width=5)])

    expect(overlay(page.page).locator("mark")).to_be_in_viewport()


def test_a_deck_that_is_gone_has_a_way_to_the_others(served: Open, page: Watched) -> None:
    served(problems=[problem(code="D902", file="", place="talk.html", excerpt="")])
    expect(overlay(page.page).locator("h1")).to_have_text("This deck is not there any more")
    overlay(page.page).get_by_role("link", name="All decks").click()

    expect(page.page).to_have_url("http://deck.test/")


def test_the_line_of_folded_warnings_is_seen_below_errors_that_need_more_room(served: Open, page: Watched) -> None:
    deck = served()
    errors = [problem(place=f"slides/talk.md:{line}:1", hint="mend it") for line in range(1, 6)]
    deck.send(kind="state", build=2, revision="r0", problems=[*errors, problem(**WARNING)])

    expect(overlay(page.page).get_by_text("1 warning")).to_be_in_viewport(ratio=1)


def test_the_counter_leaves_the_number_of_the_slide_in_sight(served: Open, page: Watched) -> None:
    served(text=f"---\ntheme: white\n---\n{DECK}", problems=[problem(**WARNING)])
    number = page.page.locator(".slide-number").bounding_box()
    over = counter(page.page).bounding_box()

    assert number
    assert over
    assert over["y"] + over["height"] <= number["y"]


def test_the_sheet_can_be_read_by_everybody_light_and_dark(served: Open, page: Watched) -> None:
    found = [problem(hint="write its name"), problem(**WARNING), problem(severity="info", code="D201")]
    served(problems=found)
    for scheme in ("light", "dark"):
        page.page.emulate_media(color_scheme=scheme)

        assert axe.found(page.page, "deckbuild-problems") == []
    edge = overlay(page.page).evaluate("each => getComputedStyle(each).borderTopColor")
    assert edge == "rgb(255, 157, 148)"  # the worst is an error


def test_keys_turn_slides_beside_the_sheet_and_none_while_it_has_the_focus(served: Open, page: Watched) -> None:
    served(problems=[problem()])
    expect(overlay(page.page)).to_be_visible()
    page.page.keyboard.press("ArrowRight")
    assert place(page.page) == [1, 0]

    overlay(page.page).locator(".place").focus()
    for key in ("ArrowRight", "n", "PageDown"):
        page.page.keyboard.press(key)
    assert place(page.page) == [1, 0]


def test_the_sheet_leaves_two_thirds_of_the_window_to_the_deck_and_is_not_printed(served: Open, page: Watched) -> None:
    deck = served(problems=[problem(line=line) for line in range(1, 20)])
    for errors in (19, 1):
        expect(overlay(page.page).locator("li")).to_have_count(errors)
        box = overlay(page.page).bounding_box()
        assert box
        assert (box["y"] >= 2 / 3 * 700 - 10, box["y"] + box["height"], box["width"]) == (True, 700, 960)
        deck.send(kind="state", build=2, revision="r0", problems=[problem()])

    page.page.emulate_media(media="print")
    expect(overlay(page.page)).to_be_hidden()


def test_beside_errors_the_others_are_one_line_that_opens(served: Open, page: Watched) -> None:
    deck = served(problems=[problem(**WARNING), problem(), problem(severity="info")])
    folded = overlay(page.page).locator(".folded")
    expect(folded.locator("summary")).to_have_text("1 warning, 1 info")
    expect(overlay(page.page).locator("li:visible")).to_have_count(1)
    folded.locator("summary").click()
    expect(overlay(page.page).locator("li:visible")).to_have_count(3)

    deck.send(kind="state", build=2, revision="r0", problems=[problem(), problem(**WARNING)])
    expect(overlay(page.page).locator("li:visible")).to_have_count(2)
    deck.send(kind="state", build=3, revision="r0", problems=[problem()])
    expect(folded).to_be_hidden()


def test_nothing_of_it_is_seen_in_full_screen(served: Open, page: Watched) -> None:
    deck = served(problems=[problem(), problem(**WARNING)])
    expect(overlay(page.page)).to_be_visible()
    page.page.keyboard.press("f")
    page.page.wait_for_function("document.fullscreenElement")
    expect(overlay(page.page)).to_be_hidden()
    deck.send(kind="state", build=2, revision="r0", problems=[problem(**WARNING)])
    expect(counter(page.page)).to_be_hidden()

    page.page.evaluate("document.exitFullscreen()")
    expect(counter(page.page)).to_be_visible()


def test_nothing_of_it_is_in_a_page_that_is_presented_and_edits_are_shown(served: Open, page: Watched) -> None:
    deck = served(problems=[problem()], isPresented=True)
    deck.patch({"at": 0, "remove": 1, "html": [section("# First")]}, problems=[problem()], edited=[2, 0])

    expect(page.page.locator("section.present h1")).to_have_text("First")
    expect(page.page.locator("deckbuild-problems")).to_have_count(0)
    assert place(page.page) == [0, 0]
    assert page.errors == []


def test_a_mended_slide_is_shown_although_it_is_as_it_was(served: Open, page: Watched) -> None:
    deck = served()
    for line, shown in ((0, 0), (13, 2), (8, 1), (100, 2)):
        deck.send(kind="state", build=2, revision="r0", problems=[problem(line=line)])
        expect(overlay(page.page)).to_have_count(1)
        deck.send(kind="state", build=3, revision="r0", problems=[problem(**WARNING, line=12)])

        expect(overlay(page.page)).to_have_count(0)
        assert place(page.page) == [shown, 0]


def test_a_mistake_in_another_file_or_an_edit_elsewhere_leads_nowhere_else(served: Open, page: Watched) -> None:
    deck = served(problems=[problem(line=8, file="deckbuild.yml")])
    deck.send(kind="state", build=2, revision="r0", problems=[])
    assert place(page.page) == [0, 0]

    deck.send(kind="state", build=3, revision="r0", problems=[problem(line=8)])
    deck.patch({"at": 2, "remove": 1, "html": [section("## Third")]}, edited=[2, 0])
    assert place(page.page) == [2, 0]


# The connection


def test_a_lost_connection_is_said_after_a_while_and_comes_back_with_what_the_page_shows(
    served: Open, page: Watched
) -> None:
    deck = served()
    deck.is_there = False
    deck.patch({"at": 2, "remove": 1, "html": [section("## Third")]})
    lost = page.page.locator("deckbuild-problems .lost")
    page.page.evaluate("window.unreachable = true; sockets.at(-1).lose()")
    expect(lost).to_be_hidden()
    expect(lost).to_be_visible()
    expect(lost).to_have_text("Connection lost, waiting for deckbuild serve …")

    page.page.evaluate("window.unreachable = false")
    expect(lost).to_be_hidden()
    assert page.page.evaluate("sockets.at(-1).address") == "ws://deck.test/-/live/talk?revision=r1&build=2"


def test_a_socket_that_is_refused_by_a_server_that_answers_is_said_to_be_one_too_many(
    served: Open, page: Watched
) -> None:
    served()
    page.page.evaluate("window.unreachable = true; sockets.at(-1).lose()")

    expect(page.page.locator("deckbuild-problems .lost")).to_have_text(
        "Too many pages are open: close some, and this one is connected"
    )


def test_a_picture_says_that_it_is_one_and_does_not_come_back_when_there_are_too_many(
    page: Watched, make_project: MakeProject
) -> None:
    start(page, make_project, b="# B\n")
    picture = page.page.frames[1]
    picture.wait_for_function("window.sockets?.at(-1)?.readyState === 1")
    address = "ws://deck.test/-/live/b?revision=r0&build=1&picture=1"
    assert picture.evaluate("sockets.map(each => each.address)") == [address]
    picture.evaluate("sockets[0].close(); sockets[0].onclose({code: 1013})")
    picture.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert picture.evaluate("sockets.length") == 1

    picture.evaluate("sockets[0].onclose({code: 1006})")
    picture.wait_for_function("sockets.length === 2")


def test_the_first_try_to_come_back_is_at_once_when_the_network_is_there_again(served: Open, page: Watched) -> None:
    served()
    page.page.evaluate("window.unreachable = true; sockets.at(-1).lose()")
    page.page.wait_for_function("sockets.length > 3")
    connected = """() => {
        window.unreachable = false;
        const before = sockets.length;
        dispatchEvent(new Event("online"));
        return sockets.length - before;
    }"""

    assert page.page.evaluate(connected) == 1


def test_a_page_that_missed_something_is_loaded_again(served: Open, page: Watched) -> None:
    deck = served()
    marker = page.page.evaluate("marker")
    deck.send(kind="state", build=9, revision="another", problems=[])

    wait_for_reload(page.page, marker)


# The way to the source


def test_alt_click_opens_the_line_of_a_block_also_when_it_has_moved(served: Open, page: Watched) -> None:
    deck = served(query="?transition=none")
    page.page.evaluate("Reveal.slide(1, 0)")
    page.page.locator("section.present li", has_text="b").click(modifiers=["Alt"])
    expect(toast(page.page)).to_have_text("slides/talk.md:10 is open in the editor")
    assert deck.asked == [{"token": "secret", "file": "slides/talk.md", "line": 10, "column": 1}]

    deck.patch(lines=[LINES[0], [["slides/talk.md", 4, 8]], LINES[2]])
    page.page.locator("section.present li", has_text="b").click(modifiers=["Alt"])
    expect(toast(page.page)).to_have_text("slides/talk.md:9 is open in the editor")


def test_alt_click_beside_all_blocks_opens_the_first_line_of_the_slide(served: Open, page: Watched) -> None:
    deck = served(text=f"{DECK}\n<!-- .slide: style='height: 90%' -->\n")
    page.page.evaluate("Reveal.slide(2, 0)")
    page.page.locator("section.present").click(modifiers=["Alt"], position={"x": 5, "y": 300})
    expect(toast(page.page)).to_have_text("slides/talk.md:11 is open in the editor")
    assert len(deck.asked) == 1


def test_why_the_editor_does_not_open_is_said(served: Open, page: Watched) -> None:
    deck = served()
    deck.answer = (404, "there is no editor: set `editor` in deckbuild.yml\n")
    page.page.locator("section.present h1").click(modifiers=["Alt"])

    expect(toast(page.page)).to_have_text("there is no editor: set `editor` in deckbuild.yml")


def test_a_page_of_an_older_server_says_so_and_is_loaded_again(served: Open, page: Watched) -> None:
    deck = served()
    deck.answer = (403, "403\n")
    marker = page.page.evaluate("marker")
    page.page.locator("section.present h1").click(modifiers=["Alt"])
    expect(toast(page.page)).to_have_text("this page is of an older server; it is loaded again")

    wait_for_reload(page.page, marker)


def test_the_token_of_a_new_server_is_taken(served: Open, page: Watched) -> None:
    deck = served()
    deck.send(kind="state", build=1, revision="r0", problems=[], token="new")  # noqa: S106
    page.page.locator("section.present h1").click(modifiers=["Alt"])
    expect(toast(page.page)).to_contain_text("is open in the editor")
    assert deck.asked[0]["token"] == "new"  # noqa: S105


def test_the_frame_is_where_the_block_is_when_the_mouse_rests(served: Open, page: Watched) -> None:
    deck = served(query="?transition=none", text=f"---\ntheme: white\n---\n{DECK}")
    frame, heading = (
        page.page.locator("deckbuild-problems .frame"),
        page.page.locator("section.present h1, section.present h2"),
    )
    heading.hover()
    expect(frame).to_be_hidden()
    page.page.keyboard.down("Alt")
    expect(frame).to_be_visible()

    deck.patch({"at": 0, "remove": 1, "html": [section("# A longer one that is written anew\n\ntext\n")]})
    expect(heading).to_have_text("A longer one that is written anew")
    assert frame.bounding_box() == pytest.approx(heading.bounding_box(), abs=1)
    page.page.evaluate("Reveal.slide(2)")
    expect(heading).to_have_text("Three")
    page.page.mouse.move(1, 1)
    expect(frame).to_be_hidden()


def test_while_alt_is_held_the_block_has_a_frame(served: Open, page: Watched) -> None:
    served()
    frame = page.page.locator("deckbuild-problems .frame")
    page.page.keyboard.down("Alt")
    page.page.locator("section.present p").hover()
    expect(frame).to_be_visible()
    assert frame.bounding_box() == pytest.approx(page.page.locator("section.present p").bounding_box(), abs=1)

    page.page.keyboard.up("Alt")
    expect(frame).to_be_hidden()


# Following edits


def edit(deck: Served, h: int, text: str) -> None:
    """Say that the slide `h` was edited."""
    deck.patch({"at": h, "remove": 1, "html": [section(f"## {text}")]}, edited=[h, 0])


def test_the_page_goes_to_the_slide_that_is_edited_and_to_one_that_an_editor_asks_for(
    served: Open, page: Watched
) -> None:
    deck = served()
    edit(deck, 2, "Third")
    assert place(page.page) == [2, 0]
    edit(deck, 1, "Second")
    assert place(page.page) == [1, 0]
    deck.send(kind="goto", h=2, v=0)
    assert place(page.page) == [2, 0]


def test_who_has_gone_away_from_the_edited_slide_is_left_there_until_another_is_edited(
    served: Open, page: Watched
) -> None:
    deck = served()
    edit(deck, 2, "Third")
    page.page.keyboard.press("Home")
    edit(deck, 2, "Last")
    assert place(page.page) == [0, 0]
    edit(deck, 1, "Second")
    assert place(page.page) == [1, 0]


def test_the_switch_is_seen_while_the_mouse_moves_and_is_remembered(served: Open, page: Watched) -> None:
    deck = served()
    switch = page.page.locator("deckbuild-problems .follow")
    expect(switch).to_have_css("opacity", "0")
    assert switch.bounding_box()["x"] == 14  # type: ignore[index]  # in the corner when nothing is wrong
    page.page.mouse.move(100, 100)
    expect(switch).to_have_css("opacity", "1")
    switch.click()
    edit(deck, 2, "Third")
    assert place(page.page) == [0, 0]

    page.page.reload()
    expect(page.page.locator("deckbuild-problems .follow input")).not_to_be_checked()


def test_the_switch_leaves_the_deck_its_keys(served: Open, page: Watched) -> None:
    served()
    switch = page.page.locator("deckbuild-problems .follow")
    page.page.mouse.move(100, 100)
    switch.click()
    page.page.keyboard.press("ArrowRight")
    assert place(page.page) == [1, 0]
    page.page.keyboard.press("Space")
    assert place(page.page) == [2, 0]

    switch.locator("input").focus()
    page.page.keyboard.press("Space")
    page.page.keyboard.press("Home")
    expect(switch.locator("input")).to_be_checked()
    assert place(page.page) == [0, 0]


# The start page


def start(page: Watched, make_project: MakeProject, **files: str) -> Served:
    decks = {f"slides/{name}.md": text for name, text in files.items()}
    return Served(page.page, make_project(decks), name="").open()


def test_the_start_page_has_slides_problems_and_ways_into_each_deck_and_to_its_list(
    page: Watched, make_project: MakeProject
) -> None:
    deck = start(page, make_project, bad="# Bad\n\n\0\n", good="# Good\n\n!SUB\n\n!SUB\n\n## Two ![](y.png)\n")
    decks = page.page.locator(".deck")

    expect(decks.locator(".facts")).to_have_text(["1 slide speaker view print", "2 slides speaker view print"])
    expect(decks.locator(".wrong")).to_have_text(["1 error", "1 warning"])
    links = decks.first.locator(".facts a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    assert links == ["bad.html?speaker", "bad.html?view=print"]
    expect(page.page.frame_locator(".deck iframe >> nth=0").locator("h1")).to_have_text("Bad")

    many = [problem(message="another", place=f"slides/bad.md:{line}:1") for line in range(1, 21)]
    deck.send(kind="decks", build=2, problems=[*many, problem(**WARNING, place="slides/good.md:7:12")])
    page.page.locator(".wrong", has_text="1 warning").click()

    expect(overlay(page.page).get_by_role("button", name="slides/good.md:7:12")).to_be_focused()
    expect(overlay(page.page).get_by_role("button", name="slides/good.md:7:12")).to_be_in_viewport()


def test_the_counter_covers_no_deck(page: Watched, make_project: MakeProject) -> None:
    page.page.set_viewport_size({"width": 380, "height": 700})
    deck = start(page, make_project, a="# A\n", b="# B\n", c="# C\n")
    deck.send(kind="decks", build=2, problems=[problem(**WARNING)])
    expect(counter(page.page)).to_be_visible()
    page.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    bottom = page.page.locator("footer").evaluate("each => each.getBoundingClientRect().bottom")

    assert bottom <= counter(page.page).bounding_box()["y"]  # type: ignore[index]


def test_a_project_without_decks_says_where_they_go(page: Watched, make_project: MakeProject) -> None:
    start(page, make_project)

    expect(page.page.locator("main > p")).to_have_text("No decks yet: put a .md file into slides/.")


def test_a_new_deck_appears_and_the_pictures_of_the_others_are_not_drawn_again(
    page: Watched, make_project: MakeProject
) -> None:
    deck = start(page, make_project, b="# B\n", d="# D\n")
    drawn = "() => [...document.querySelectorAll('iframe')].map(each => each.contentWindow.marker)"
    page.page.wait_for_function(f"({drawn})().every(Boolean)")
    old = page.page.evaluate(drawn)
    main = deck.start[deck.start.index("<main>") : deck.start.index("</main>") + 7]
    item = main[main.index('<li class="deck"') : main.index("</li>") + 5]
    new = item.replace("b.html", "d.html?new").replace("deck-b", "deck-c").replace(">B<", ">C<")
    page.page.locator("h1").evaluate("() => window.kept = true")
    deck.send(kind="decks", build=2, main=main.replace(item, item + new), problems=[])

    expect(page.page.locator(".deck .name")).to_have_text(["B", "C", "D"])
    made = page.page.evaluate(drawn)
    assert [made[0], made[2]] == old
    deck.send(kind="decks", build=3, main=main.replace(item, ""), problems=[])
    expect(page.page.locator(".deck .name")).to_have_text(["D"])
    assert page.page.evaluate(drawn) == old[1:]


def test_the_pictures_show_the_edits_and_no_problems_and_no_error_hides_them(
    page: Watched, make_project: MakeProject
) -> None:
    deck = start(page, make_project, b="# B\n")
    picture = page.page.frame_locator("iframe")
    expect(picture.locator("section.present h1")).to_have_text("B")
    deck.patch({"at": 0, "remove": 0, "html": [section("# First")]}, problems=[problem()])

    expect(picture.locator("section.present h1")).to_have_text("First")
    expect(picture.locator("deckbuild-problems")).to_have_count(0)
    deck.send(kind="decks", build=2, problems=[problem()])
    expect(counter(page.page)).to_have_text("1 error")
    expect(overlay(page.page)).to_have_count(0)
    assert page.errors == []


# Presenting


def test_the_start_pages_way_to_the_speaker_view_is_a_button(served: Open, page: Watched) -> None:
    served("?speaker")
    with page.page.expect_popup() as popup:
        page.page.locator("deckbuild-problems .offer").click()

    expect(popup.value.frame_locator("#current-slide iframe").locator("h1")).to_have_text("One")
    expect(page.page.locator("deckbuild-problems .offer")).to_have_count(0)


def test_the_button_goes_when_the_window_is_opened_with_its_key(served: Open, page: Watched) -> None:
    served("?speaker")
    offer = page.page.locator("deckbuild-problems .offer")
    expect(offer).to_be_visible()
    with page.page.expect_popup():
        page.page.keyboard.press("s")

    expect(offer).to_have_count(0)


def test_search_and_jump_to_slide_find_slides_that_were_edited(served: Open, page: Watched) -> None:
    deck = served()
    deck.patch({"at": 2, "remove": 1, "html": [section("## Penguins")]})
    page.page.keyboard.press("Control+Shift+F")
    page.page.locator(".searchinput").fill("penguins")
    page.page.locator(".searchinput").press("Enter")
    assert place(page.page) == [2, 0]

    page.page.locator("body").click()
    page.page.keyboard.press("g")
    page.page.locator(".jump-to-slide-input").fill("2")
    page.page.keyboard.press("Enter")
    assert place(page.page) == [1, 0]
    assert page.errors == []
