"""Nothing that a stranger writes runs: stripping alone holds, the policy alone holds; text is text for everybody."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from deckbuild.pipeline import stages
from deckbuild.project import loader
from deckbuild.rendering import sanitizer
from tests.page.injections import MARKUP, SETTINGS, TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import MakeProject, Watched

pytestmark = pytest.mark.browser

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
# Clicks, focuses and points at everything on every slide.
_TRY_ALL = """() => {
  document.addEventListener("submit", (event) => {
    if (!event.target.action.startsWith("javascript:")) event.preventDefault();
  });
  for (const slide of Reveal.getSlides()) {
    const { h, v } = Reveal.getIndices(slide);
    Reveal.slide(h, v);
    for (const element of slide.querySelectorAll("*")) {
      element.focus?.();
      element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
      if (!/^(https?|file|mailto):/.test(element.href?.baseVal ?? element.href ?? "")) {
        element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      }
    }
  }
}"""
# Shows all slides with notes again, with the notes in the page, then waits until what was begun has had its turn.
_SHOW_NOTES = """async () => {
  for (const slide of Reveal.getSlides().filter((each) => each.matches("[data-notes], :has(aside.notes)"))) {
    const { h, v } = Reveal.getIndices(slide);
    Reveal.slide(h, v);
  }
  Reveal.configure({ showNotes: true });
  const turn = (element, event) => new Promise((done) => {
    element.addEventListener(event, done);
    document.body.append(element);
  });
  const picture = new Image();
  picture.src = "data:,";
  const frame = document.createElement("iframe");
  frame.src = "about:blank";
  await Promise.all([turn(picture, "error"), turn(frame, "load")]);
  const moved = document.createElement("div");
  document.body.append(moved);
  await moved.animate([{ opacity: 0 }, { opacity: 1 }], 200).finished;
}"""


def deck(cases: list[str]) -> str:
    slides = [case.replace("X", f"hacked({number})") for number, case in enumerate(cases)]
    return "\n\n!SLIDE\n\n".join(["# First", *slides])


def executed(watched: Watched, page: Path, *, speaks: bool = True) -> set[int]:
    """The numbers of what ran, in any frame or window, when everything in the deck was tried.

    With ``speaks`` the speaker view, which holds the deck twice, shows the notes of each slide.
    """
    found: set[int] = set()
    watched.begin_with("window.hacked = (number) => console.log(`hacked ${number}`)")
    watched.listen("console", lambda line: found.update(map(int, re.findall(r"^hacked (\d+)$", line.text))))
    watched.page.goto(page.as_uri())
    watched.page.locator(".reveal.ready").wait_for(state="attached")
    watched.page.evaluate(_TRY_ALL)
    if speaks:
        speaker_view(watched.page)
    watched.page.evaluate(_SHOW_NOTES)
    return found


def speaker_view(page: Page) -> Page:
    """The window that opens with S, with both its slides in it; a key would go to whatever has the focus last."""
    with page.expect_popup() as popup:
        page.evaluate("() => Reveal.getPlugin('notes').open()")
    popup.value.locator("iframe").nth(1).wait_for(state="attached")
    return popup.value


def built(root: Path, *, untrusted: bool = False) -> list[Path]:
    """Write the pages of a project, also those with errors: most of the files that they name are not there."""
    made = [(each.name, each.html) for each in stages.build(loader.read(root, untrusted=untrusted))]
    for name, html in made:
        (root / f"{name}.html").write_text(html, encoding="utf-8")
    return [root / f"{name}.html" for name, _ in made]


def test_a_stranger_s_markup_runs_nothing_even_without_the_policy(page: Watched, make_project: MakeProject) -> None:
    (path,) = built(make_project({"slides/a.md": deck(MARKUP + TEXT)}), untrusted=True)
    html, policies = _POLICY.subn("", path.read_text(encoding="utf-8"))
    path.write_text(html, encoding="utf-8")

    assert policies == 1
    assert executed(page, path) == set()


def test_the_policy_alone_stops_a_stranger_s_markup(
    page: Watched, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sanitizer, "strip", lambda draft: draft)
    (path,) = built(make_project({"slides/a.md": deck(MARKUP)}), untrusted=True)

    assert "<script>hacked(0)</script>" in path.read_text(encoding="utf-8")
    assert executed(page, path) == set()


def test_the_same_markup_runs_in_the_author_s_own_deck(page: Watched, make_project: MakeProject) -> None:
    """Otherwise the two tests above would show nothing."""
    (path,) = built(make_project({"slides/a.md": deck(MARKUP)}))

    assert len(executed(page, path)) >= 40


def test_text_is_text_in_everybody_s_deck(page: Watched, make_project: MakeProject) -> None:
    (path,) = built(make_project({"slides/a.md": deck(TEXT)}))

    assert executed(page, path) == set()


@pytest.mark.parametrize("untrusted", [False, True])
def test_no_setting_runs(untrusted: bool, page: Watched, make_project: MakeProject) -> None:
    decks: list[dict[str, Any]] = []
    for number, (name, value) in enumerate(SETTINGS):
        _set(decks, name, json.loads(json.dumps(value).replace("X", f"hacked({number})")))
    files = {f"slides/{number}.md": "# A" for number in range(len(decks))}
    settings = {str(number): each for number, each in enumerate(decks)}
    pages = built(make_project({**files, "deckbuild.yml": json.dumps({"decks": settings})}), untrusted=untrusted)

    assert len(pages) == len(decks)
    for path in pages:
        assert executed(page, path, speaks=False) == set()


def _set(decks: list[dict[str, Any]], name: str, value: Any) -> None:  # noqa: ANN401 -- as JSON has it
    """Give a setting to the first deck that has none of that name; there are as many decks as one name has values."""
    outer, _, inner = name.rpartition(".")
    for deck in decks:
        group = deck.setdefault(outer, {}) if outer else deck
        if inner not in group:
            group[inner] = value
            return
    decks.append({outer: {inner: value}} if outer else {inner: value})


@pytest.mark.parametrize("untrusted", [False, True])
def test_a_style_sheet_ends_no_element(untrusted: bool, page: Watched, make_project: MakeProject) -> None:
    imported = "<style>@import 'a.css';</style>\n\n<svg><style>@import 'a.css' print;</style></svg>"
    files = {
        "slides/a.md": f"---\ncss: a.css\n---\n# A\n\n{imported}",
        "slides/a.css": "a { content: '</style><script>hacked(0)</script>' } /* <img src=data:, onerror=hacked(1)> */",
    }
    (path,) = built(make_project(files), untrusted=untrusted)
    path.write_text(_POLICY.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")

    assert executed(page, path, speaks=False) == set()


def test_the_speaker_view_of_a_stranger_s_deck_works(offline: Watched, make_project: MakeProject) -> None:
    (path,) = built(make_project({"slides/a.md": "# A\n\n!SUB\n\n# B\n\n!NOTE\nSaid *here*"}), untrusted=True)
    offline.page.goto(path.as_uri())
    offline.page.locator(".reveal.ready").wait_for(state="attached")
    window = speaker_view(offline.page)
    window.locator("#connection-status").wait_for(state="hidden")
    offline.page.keyboard.press("ArrowDown")

    expect(window.locator(".speaker-controls-notes .value em")).to_have_text("here")
    assert offline.errors == []
    assert offline.remote == []
