"""The live preview as an author has it: files are saved, and the open page changes without being loaded again."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.png import png
from tests.serve.serving import serving
from tests.serve.test_shown_browser import edit, open_deck

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import MakeProject, Watched

pytestmark = pytest.mark.browser

STEP = '<!-- .element: class="fragment" -->'
DECK = f"""# One

!SUB

## Two

- a {STEP}
- b {STEP}

![x](images/x.png)

!NOTE
say

!SLIDE

## Three
"""
FILES: dict[str, str | bytes] = {
    "slides/talk.md": DECK,
    "images/x.png": png(4, 3),
    "styles/own.css": ".reveal h2 { color: rgb(1, 1, 1); }",
    "styles/more.css": ".reveal h2 { color: rgb(3, 3, 3); }",
    "deckbuild.yml": "theme: white\ncss: [styles/own.css]\nreveal: {slideNumber: false}\n",
}


def where(page: Page) -> list[object]:
    return page.evaluate("[Reveal.getIndices(), Reveal.isOverview(), window.marker]")  # type: ignore[no-any-return]


def test_each_kind_of_change_is_shown_while_slide_step_and_speaker_window_stay(
    make_project: MakeProject, page: Watched
) -> None:
    root = make_project(FILES)
    deck, settings = root / "slides" / "talk.md", root / "deckbuild.yml"
    present = page.page.locator("section.present > section.present")
    with serving(root) as server:
        open_deck(page, server.url)
        page.page.evaluate("window.marker = 1; Reveal.slide(0, 1, 0)")
        with page.page.expect_popup() as popup:
            page.page.keyboard.press("s")
        notes = popup.value.locator(".speaker-controls-notes .value")
        expect(notes).to_have_text("say")
        page.page.wait_for_function(
            "Reveal.getIndices().f === -1"
        )  # reveal.js' own doing: the window begins at no step
        page.page.evaluate("localStorage.setItem('deckbuild-follow', 'off'); Reveal.slide(0, 1, 0)")
        before = where(page.page)

        edit(deck, "## Two", "## Second")
        expect(present.locator("h2")).to_have_text("Second")
        edit(deck, "say", "say more")
        expect(notes).to_have_text("say more")
        edit(deck, f"- b {STEP}", f"- b {STEP}\n- c {STEP}")
        expect(present.locator(".fragment")).to_have_count(3)
        (root / "images" / "x.png").write_bytes(png(8, 6))
        page.page.wait_for_function("document.querySelector('.present img').naturalWidth === 8")
        edit(root / "styles" / "own.css", "1, 1, 1", "2, 2, 2")
        expect(present.locator("h2")).to_have_css("color", "rgb(2, 2, 2)")
        edit(settings, "[styles/own.css]", "[styles/own.css, styles/more.css]\nauthor: A\nlanguage: de")
        expect(present.locator("h2")).to_have_css("color", "rgb(3, 3, 3)")
        expect(page.page.locator("html")).to_have_attribute("lang", "de")
        expect(page.page.locator('meta[name="author"]')).to_have_attribute("content", "A")
        edit(settings, "slideNumber: false", "slideNumber: true")
        expect(page.page.locator(".slide-number")).to_be_visible()
        edit(settings, "theme: white", "title: New\ntheme: black")
        expect(page.page).to_have_title("New")
        expect(page.page.locator("body")).to_have_css("background-color", "rgb(25, 25, 25)")
        edit(deck, "## Three", "## Three\n\n!SUB\n\n## Four")
        expect(page.page.locator("h2", has_text="Four")).to_have_count(1)
        edit(deck, "\n\n!SUB\n\n## Four", "")
        expect(page.page.locator("h2", has_text="Four")).to_have_count(0)

        assert where(page.page) == before
        expect(popup.value.frame_locator("#current-slide iframe").locator("section.present h2")).to_have_text("Second")
        assert page.errors == []


def test_an_edit_elsewhere_is_gone_to_and_a_second_deck_is_left_alone(make_project: MakeProject, page: Watched) -> None:
    root = make_project({**FILES, "slides/other.md": "# Other\n"})
    with serving(root) as server:
        open_deck(page, server.url)
        edit(root / "slides" / "other.md", "Other", "Else")
        edit(root / "slides" / "talk.md", "## Three", "## Third")
        expect(page.page.locator("section.present h2")).to_have_text("Third")


def test_alt_click_opens_the_editor_at_the_line_where_the_block_stands_now(
    make_project: MakeProject, page: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, asked = make_project(FILES), tmp_path / "asked.json"
    program = tmp_path / "editor.py"
    program.write_text(
        f"import json, sys\nopen({str(asked)!r}, 'w').write(json.dumps(sys.argv[1:]))\n", encoding="utf-8"
    )
    monkeypatch.setenv("DECKBUILD_EDITOR", f"{sys.executable} {program} {{file}} {{line}}")
    with serving(root) as server:
        open_deck(page, server.url)
        page.page.evaluate("Reveal.slide(0, 1, 1)")
        edit(root / "slides" / "talk.md", "# One\n", "# One\n\nwith\n\nmore\n")
        expect(page.page.locator("p", has_text="more")).to_have_count(1)
        page.page.evaluate("Reveal.slide(0, 1, 1)")
        page.page.locator("section.present li", has_text="b").click(modifiers=["Alt"])
        expect(page.page.locator("deckbuild-problems .toast")).to_have_text("slides/talk.md:12 is open in the editor")
        expect(page.page.locator("deckbuild-problems .toast")).to_be_hidden()

    assert json.loads(asked.read_text(encoding="utf-8")) == [str(root / "slides" / "talk.md"), "12"]
