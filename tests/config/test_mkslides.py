"""Projects that were made for mkslides open as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.project import loader

if TYPE_CHECKING:
    from tests.conftest import MakeProject

SETTINGS = """\
index: {title: All talks, theme: index.css, nav: [a.md]}
slides:
  charset: utf-8
  title: Talk
  theme: league
  highlight_theme: vs
  separator: ^\\s*---\\s*$
  separator_vertical: ^\\s*-v-\\s*$
  separator_notes: "^Notes?:"
revealjs:
  height: 1080
  transition: fade
"""


def test_the_settings_of_mkslides_are_taken_over(make_project: MakeProject) -> None:
    project = loader.read(make_project({"mkslides.yml": SETTINGS, "slides/a.md": "# A", "slides/b.md": "# B"}))

    found = project.decks[0].settings
    assert project.diagnostics == ()
    assert (found.tool, found.title, found.theme.text, found.highlight_theme.text) == (
        "mkslides",
        "Talk",
        "league",
        "vs",
    )
    assert (found.separator, found.notesSeparator) == (r"^\s*---\s*$", "^Notes?:")
    assert dict(found.reveal) == {"history": True, "slideNumber": "c/t", "height": 1080, "transition": "fade"}
    assert project.settings.title == "All talks"


def test_the_front_matter_of_a_deck_is_merged(make_project: MakeProject) -> None:
    front = "---\nslides: {theme: moon}\nrevealjs: {loop: true}\n---\n# A"
    (deck,) = loader.read(make_project({"mkslides.yml": SETTINGS, "slides/a.md": front})).decks

    assert (deck.settings.theme.text, deck.settings.title) == ("moon", "Talk")
    assert (deck.settings.reveal["loop"], deck.settings.reveal["height"]) == (True, 1080)


def test_what_its_file_names_is_found_where_decks_lie(make_project: MakeProject) -> None:
    settings = "slides: {theme: own.css}\nplugins: [{extra_css: [docs/a.css]}]"
    files = {"docs/own.css": ".a{}", "docs/a.css": ".b{}", "docs/a.md": "# A"}
    (deck,) = loader.read(make_project({"mkslides.yml": settings, **files}), "docs/a.md").decks

    assert deck.settings.theme.text == "docs/own.css"
