"""What a patch changes in the open page, and what it leaves alone; nothing here loads the page again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.serve.patching import Served, section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.conftest import MakeProject, Watched

    Open = Callable[..., Served]

pytestmark = pytest.mark.browser

STEP = '<!-- .element: class="fragment" -->'
STEPS = f"## Steps\n\n- a {STEP}\n- b {STEP}\n- c {STEP}\n"
DECK = f"# One\n\n!SUB\n\n{STEPS}\n!SUB\n\n## Below\n\n!SLIDE\n\n## Three\n\ntext\n\n!NOTE\nsay\n\n!SLIDE\n\n## Four\n"


@pytest.fixture
def served(make_project: MakeProject, page: Watched) -> Iterator[Open]:
    """Open a deck; behind the test, nothing was loaded again and nothing has failed."""
    opened: list[tuple[Page, float]] = []

    def open_deck(text: str = DECK, at: str = "0, 1, 0", **files: str | bytes) -> Served:
        made = Served(page.page, make_project({"slides/talk.md": text, **files})).open()
        page.page.evaluate(f"Reveal.slide({at}); window.shown = Reveal.getCurrentSlide()")
        opened.append((page.page, page.page.evaluate("marker")))
        return made

    yield open_deck
    assert [each.evaluate("marker") for each, _ in opened] == [marker for _, marker in opened]
    assert page.errors == []


def shown(page: Page) -> str:
    """The heading of the slide shown, and where it is."""
    return str(
        page.evaluate(
            "(({h, v, f}) => `${Reveal.getCurrentSlide().querySelector('h1, h2')?.textContent} ${h}/${v}/${f}`)"
            "(Reveal.getIndices())"
        )
    )


def is_same(page: Page) -> bool:
    """Whether the slide shown is the same element as before."""
    return bool(page.evaluate("window.shown === Reveal.getCurrentSlide()"))


def outline(page: Page) -> list[list[str]]:
    """The headings of the slides in the page, by stacks."""
    return page.evaluate(  # type: ignore[no-any-return]
        """[...document.querySelectorAll('.slides > section')].map(stack =>
             [...stack.querySelectorAll(':scope > h1, :scope > h2, :scope > section > h1, :scope > section > h2')]
               .map(heading => heading.textContent))"""
    )


# What reveal.js counts by: the state of each background, and that of each section, by stacks.
STATES = """all => [...all].map(stack => [stack, ...stack.querySelectorAll('section, .slide-background')]
  .map(each => ['past', 'present', 'future'].find(name => each.classList.contains(name))))"""
BACKGROUNDS = f"({STATES})(document.querySelectorAll('.backgrounds > .slide-background'))"
SECTIONS = f"({STATES})(document.querySelectorAll('.slides > section'))"


# Text, notes, attributes


def test_a_changed_text_is_put_in_and_the_slide_and_its_step_stay(served: Open, page: Watched) -> None:
    deck = served()
    deck.patch({"stack": 0, "at": 1, "remove": 1, "html": [section(STEPS.replace("Steps", "Changed"))]})

    assert shown(page.page) == "Changed 0/1/0"
    assert is_same(page.page)
    expect(page.page.locator(".present .fragment.visible")).to_have_text(["a"])


def test_a_changed_text_of_another_slide_leaves_the_shown_one_alone(served: Open, page: Watched) -> None:
    deck = served()
    page.page.evaluate("""() => {
        window.changes = 0;
        const whole = {subtree: true, childList: true, attributes: true};
        new MutationObserver(all => changes += all.length).observe(shown, whole);
    }""")
    deck.patch({"at": 1, "remove": 1, "html": [section("## Third\n\n!NOTE\nsay")]})

    assert outline(page.page)[1] == ["Third"]
    assert (shown(page.page), page.page.evaluate("changes")) == ("Steps 0/1/0", 0)


def test_a_heading_with_another_text_is_the_same_element_as_it_is_typed(served: Open, page: Watched) -> None:
    deck = served()
    page.page.evaluate("window.heading = shown.querySelector('h2'); heading.classList.add('seen')")
    deck.patch({"stack": 0, "at": 1, "remove": 1, "html": [section(f"# New\n\n{STEPS.replace('Steps', 'Stepwise')}")]})

    assert page.page.evaluate("heading === shown.querySelector('h2')")
    assert page.page.evaluate("[...shown.querySelectorAll('h1, h2')].map(each => each.id)") == ["new", "stepwise"]


def test_changed_notes_are_there(served: Open, page: Watched) -> None:
    deck = served(at="1, 0")
    deck.patch({"at": 1, "remove": 1, "html": [section("## Three\n\ntext\n\n!NOTE\nsay **more**")]})

    assert page.page.evaluate("Reveal.getSlideNotes()").strip() == '<p data-line="5">say <strong>more</strong></p>'
    assert is_same(page.page)


def test_attributes_of_a_slide_are_set_and_taken_away(served: Open, page: Watched) -> None:
    deck = served(at="2, 0")
    deck.patch(
        {
            "at": 2,
            "remove": 1,
            "html": [section('## Four\n<!-- .slide: class="big" data-background-color="#123456" -->')],
        }
    )
    background = page.page.locator(".backgrounds > .slide-background.present")
    expect(background).to_have_css("background-color", "rgb(18, 52, 86)")
    expect(background).to_have_class("slide-background big present")
    expect(page.page.locator(".reveal")).to_contain_class("has-dark-background")

    deck.patch({"at": 2, "remove": 1, "html": [section("## Four")]})
    expect(background).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(background).to_have_class("slide-background present")
    expect(page.page.locator(".reveal")).not_to_contain_class("has-dark-background")
    assert page.page.evaluate("shown.className") == "present"


def test_attributes_and_the_background_of_a_stack_are_set_and_those_of_reveal_stay(served: Open, page: Watched) -> None:
    deck = served()
    deck.patch(
        {"stack": 0, "attributes": {"class": "mine", "data-transition": "zoom", "data-background-color": "#123456"}}
    )
    stack = page.page.locator(".slides > section").first
    background = page.page.locator(".backgrounds > .slide-background.present")

    expect(stack).to_contain_class("mine stack present")
    expect(stack).to_have_attribute("data-transition", "zoom")
    expect(background).to_have_css("background-color", "rgb(18, 52, 86)")
    assert shown(page.page) == "Steps 0/1/0"
    page.page.keyboard.press("ArrowRight")
    assert shown(page.page) == "Steps 0/1/1"


# Slides that come, go and move


def test_slides_added_before_and_behind_leave_the_slide_and_its_step(served: Open, page: Watched) -> None:
    deck = served()
    deck.patch(
        {"at": 0, "remove": 0, "html": [section("# Zero")]},
        {"stack": 1, "at": 1, "remove": 0, "html": [section("## Between")]},
        {"at": 4, "remove": 0, "html": [section("## Five\n\n!SUB\n\n## Six")]},
    )

    assert outline(page.page) == [["Zero"], ["One", "Between", "Steps", "Below"], ["Three"], ["Four"], ["Five", "Six"]]
    assert shown(page.page) == "Steps 1/2/0"
    assert is_same(page.page)
    assert page.page.evaluate(BACKGROUNDS) == page.page.evaluate(SECTIONS)
    page.page.evaluate("Reveal.slide(4)")
    assert shown(page.page) == "Five 4/0/undefined"


def test_a_removed_slide_leaves_its_place_to_the_next(served: Open, page: Watched) -> None:
    deck = served()
    deck.patch({"stack": 0, "at": 1, "remove": 1, "html": []})
    assert shown(page.page) == "Below 0/1/undefined"

    deck.patch({"at": 0, "remove": 1, "html": []})
    assert shown(page.page) == "Three 0/0/undefined"
    assert outline(page.page) == [["Three"], ["Four"]]


def test_a_moved_slide_that_is_shown_stays_shown(served: Open, page: Watched) -> None:
    deck = served()
    deck.patch({"stack": 0, "at": 1, "remove": 1, "html": []}, {"at": 3, "remove": 0, "html": [section(STEPS)]})

    assert outline(page.page) == [["One", "Below"], ["Three"], ["Four"], ["Steps"]]
    assert shown(page.page) == "Steps 3/0/0"
    assert is_same(page.page)


def test_two_slides_that_change_places_do_not_change_into_each_other(served: Open, page: Watched) -> None:
    deck = served()
    deck.patch({"stack": 0, "at": 1, "remove": 2, "html": [section("## Below"), section(STEPS)]})

    assert shown(page.page) == "Steps 0/2/0"
    assert is_same(page.page)


def test_a_slide_that_becomes_a_stack_and_one_again_stays_itself(served: Open, page: Watched) -> None:
    deck = served(at="1, 0")
    deck.patch({"at": 1, "remove": 1, "html": [section("## Three\n\ntext\n\n!NOTE\nsay\n\n!SUB\n\n## Under")]})
    assert outline(page.page) == [["One", "Steps", "Below"], ["Three", "Under"], ["Four"]]
    assert (shown(page.page), is_same(page.page)) == ("Three 1/0/undefined", True)
    page.page.keyboard.press("ArrowDown")
    assert shown(page.page) == "Under 1/1/undefined"

    deck.patch({"at": 1, "remove": 1, "html": [section("## Three\n\ntext\n\n!NOTE\nsay")]})
    assert outline(page.page) == [["One", "Steps", "Below"], ["Three"], ["Four"]]
    page.page.keyboard.press("ArrowRight")
    assert shown(page.page) == "Four 2/0/undefined"


def test_a_hidden_slide_counts_for_the_server_and_is_not_in_the_page(make_project: MakeProject, page: Watched) -> None:
    hidden = '## Hidden\n<!-- .slide: data-visibility="hidden" -->'
    root = make_project({"slides/talk.md": f"{hidden}\n\n!SLIDE\n\n# One\n\n!SUB\n\n{hidden}\n\n!SUB\n\n## Two\n"})
    place = ["slides/talk.md", 1, 2]
    deck = Served(page.page, root, hidden=[[0, 0], [1, 1]], lines=[[place], [place, place, place]]).open()
    assert outline(page.page) == [["One", "Two"]]

    deck.patch({"stack": 1, "at": 2, "remove": 1, "html": [section("## Second")]})
    assert outline(page.page) == [["One", "Second"]]
    deck.patch({"at": 0, "remove": 1, "html": [section("## Seen")]})
    assert outline(page.page) == [["Seen"], ["One", "Second"]]
    deck.patch({"stack": 1, "at": 0, "remove": 1, "html": [section(f"## Gone\n\n{hidden}")]})
    assert outline(page.page) == [["Seen"], ["Second"]]
    assert page.errors == []


# Fragments and code


def test_fragments_are_numbered_anew_and_the_step_stays(served: Open, page: Watched) -> None:
    deck = served(at="0, 1, 1")
    deck.patch(
        {
            "stack": 0,
            "at": 1,
            "remove": 1,
            "html": [section(f"## Steps\n\n- new {STEP}\n- a {STEP}\n- b {STEP}\n- c {STEP}")],
        }
    )
    fragments = page.page.locator(".present .fragment")

    assert [each.get_attribute("data-fragment-index") for each in fragments.all()] == ["0", "1", "2", "3"]
    expect(page.page.locator(".present .fragment.visible")).to_have_text(["new", "a"])
    expect(page.page.locator(".present .current-fragment")).to_have_text("a")
    page.page.keyboard.press("ArrowRight")
    assert shown(page.page) == "Steps 0/1/2"


def test_fragments_are_all_seen_on_slides_before_and_none_on_slides_behind(served: Open, page: Watched) -> None:
    deck = served(at="1, 0")
    deck.patch(
        {"stack": 0, "at": 1, "remove": 1, "html": [section(f"## Steps\n\n- x {STEP}\n- y {STEP}")]},
        {"at": 2, "remove": 1, "html": [section(f"## Four\n\n- z {STEP}")]},
    )

    assert page.page.evaluate(
        "[...document.querySelectorAll('.fragment.visible')].map(each => each.textContent.trim())"
    ) == ["x", "y"]


CODE = "## Code\n\n```python [1|2]\na = 1\nb = 2\n```\n"


def test_code_changes_on_the_step_that_is_shown(served: Open, page: Watched) -> None:
    deck = served(CODE, at="0, 0, 0")
    deck.patch({"at": 0, "remove": 1, "html": [section(CODE.replace("b = 2", "c = 3"))]})
    step = page.page.locator("pre code.current-fragment")

    expect(step).to_contain_text("c = 3")
    expect(step.locator(".hljs-ln-row").nth(1)).to_have_class("hljs-ln-row highlight-line")
    assert (shown(page.page), is_same(page.page)) == ("Code 0/0/0", True)


def test_the_copy_button_stays_and_new_code_gets_one(served: Open, page: Watched) -> None:
    deck = served(CODE, at="0, 0, 0", **{"deckbuild.yml": "code_copy: true\n"})
    deck.patch({"at": 0, "remove": 1, "html": [section(f"{CODE}\n\n```\nnew\n```")]})

    expect(page.page.locator("pre > .copy-code")).to_have_count(2)


# The rest of the page


def test_a_style_sheet_options_and_the_title_are_changed(served: Open, page: Watched) -> None:
    deck = served(f"---\ntheme: white\n---\n{DECK}")
    deck.patch(sheets={"2": ".reveal h2 { color: rgb(1, 2, 3); }"})
    expect(page.page.locator(".present h2").first).to_have_css("color", "rgb(1, 2, 3)")
    assert shown(page.page) == "Steps 0/1/0"

    deck.patch(options={"hash": True, "slideNumber": True, "transition": "fade"}, title="New")
    expect(page.page.locator(".slide-number-b")).to_have_text("2")
    expect(page.page.locator(".reveal")).to_contain_class("fade")
    expect(page.page).to_have_title("New")
    assert shown(page.page) == "Steps 0/1/0"


def test_style_sheets_come_and_go(served: Open, page: Watched) -> None:
    deck = served()
    count = page.page.locator("style[data-sheet]").count()
    deck.patch(sheets={str(count): ".present h2 { color: rgb(1, 2, 3); }"})
    heading = page.page.locator(".present h2").first
    expect(heading).to_have_css("color", "rgb(1, 2, 3)")
    deck.patch(sheets={str(count): None})

    expect(heading).not_to_have_css("color", "rgb(1, 2, 3)")
    expect(page.page.locator("style[data-sheet]")).to_have_count(count)
    assert shown(page.page) == "Steps 0/1/0"


def test_what_the_head_says_of_the_deck_is_changed(served: Open, page: Watched) -> None:
    deck = served()
    marker = page.page.evaluate("marker")
    deck.patch(
        about={"language": "de", "direction": "rtl", "icon": "data:,x", "metas": {"author": "A", "subject": "s"}}
    )
    deck.patch(about={"language": "de", "direction": "", "icon": "data:,x", "metas": {"author": "B", "subject": None}})

    told = "name => [...document.querySelectorAll('meta')].filter((meta) => meta.name === name).map((m) => m.content)"
    expect(page.page.locator("html")).to_have_attribute("lang", "de")
    expect(page.page.locator("html")).to_have_attribute("dir", "")
    expect(page.page.locator('link[rel="icon"]')).to_have_attribute("href", "data:,x")
    assert page.page.evaluate(told, "author") == ["B"]
    assert page.page.evaluate(told, "subject") == []
    assert page.page.evaluate("marker") == marker


def test_the_overview_and_the_pause_stay(served: Open, page: Watched) -> None:
    deck = served()
    page.page.evaluate("Reveal.toggleOverview(true)")
    deck.patch({"at": 1, "remove": 0, "html": [section("## Added")]})
    assert page.page.evaluate("[Reveal.isOverview(), Reveal.getIndices()]") == [True, {"h": 0, "v": 1, "f": 0}]
    page.page.locator("section", has_text="Added").click()
    assert shown(page.page) == "Added 1/0/undefined"

    page.page.evaluate("Reveal.togglePause(true)")
    deck.patch({"at": 1, "remove": 1, "html": [section("## Changed")]})
    assert page.page.evaluate("Reveal.isPaused()") is True
    assert shown(page.page) == "Changed 1/0/undefined"
