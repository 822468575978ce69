"""Projects that were made for reveal-md open as they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from deckbuild.pipeline import built_deck, stages
from deckbuild.project import loader

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject


def made(root: Path) -> built_deck.Build:
    read = loader.read(root)
    (deck,) = stages.build(read)
    return deck


def sections(deck: built_deck.Build) -> list[int]:
    """The number of slides in each stack."""
    body = deck.html.split('<div class="slides">')[1]
    counts, depth = [], 0
    for piece in body.replace("</section>", "\0-").replace("<section", "\0+").split("\0")[1:]:
        if piece[0] == "+":
            depth += 1
            counts += [1] if depth == 1 else []
            counts[-1] += depth == 2
        else:
            depth -= 1
    return [max(1, count - 1) for count in counts]


@pytest.mark.parametrize(
    ("settings", "horizontal", "vertical"),
    [
        ({}, "---", "----"),
        ({"verticalSeparator": "^---v$"}, "---", "---v"),
        ({"separator": "<!--s-->", "verticalSeparator": "<!--v-->"}, "<!--s-->", "<!--v-->"),
        ({"separator": "^===$", "verticalSeparator": "^---$"}, "===", "---"),
        ({"separator": r"^\r?\n---\r?\n$", "verticalSeparator": r"^\r?\n>>>\r?\n$"}, "---", ">>>"),
        ({"separator": r"^\n-h-\n", "verticalSeparator": r"^\n-v-\n"}, "-h-", "-v-"),
        ({"separator": r"\n--s--\n", "verticalSeparator": r"\n--v--\n"}, "--s--", "--v--"),
        ({"separator": r"\n\n\n\n\n", "verticalSeparator": r"\n\n\n\n"}, "\n", ""),
        ({"separator": r"[^]{2}(?<mark>---)\n", "verticalSeparator": r"^\/\/\/$"}, "---", "///"),
    ],
)
def test_real_separators_divide_as_in_reveal_md(
    make_project: MakeProject, settings: dict[str, str], horizontal: str, vertical: str
) -> None:
    text = f"# a\n\n{vertical}\n\n# b\n\n{horizontal}\n\n# c\n\n{horizontal}\n\n# d\n\n{vertical}\n\n# e\n"
    deck = made(make_project({"slides/t.md": text, "reveal-md.json": json.dumps(settings)}))

    assert sections(deck) == [2, 1, 2]
    assert deck.diagnostics == ()


@pytest.mark.parametrize("notes", ["Note:", "note:", "Notes:", "NOTE:"])
def test_notes_begin_as_in_reveal_md(make_project: MakeProject, notes: str) -> None:
    deck = made(make_project({"slides/t.md": f"# a\n\n{notes} one\n\ntwo\n\n---\n\n# b\n"}))

    assert '<aside class="notes"><p>one</p>\n<p>two</p></aside>' in deck.html


def test_the_settings_of_reveal_md_are_taken_over(make_project: MakeProject) -> None:
    settings: dict[str, Any] = {
        "title": "Old talk",
        "theme": "solarized",
        "highlightTheme": "monokai",
        "css": "a.css, more/b.css",
        "scripts": ["x.js"],
        "revealOptions": {"transition": "fade"},
        "plugins": ["plugin/notes/notes.js"],
        "port": 1948,
        "watch": True,
    }
    files = {"a.css": "h1 {color: red}", "more/b.css": "h2 {color: blue}", "x.js": "let fromReveal = 1;"}
    deck = made(
        make_project(
            {**files, "slides/t.md": "# a\n\n---\n\n# b\n", "reveal-md.json": json.dumps(settings, indent="\t")}
        )
    )

    assert deck.diagnostics == ()
    assert deck.title == "Old talk"
    assert dict(deck.settings.metadata) == {"port": 1948, "watch": True}
    assert deck.settings.theme.text == "solarized"
    assert deck.settings.highlight_theme.text == "monokai"
    for piece in ("h1 {color: red}", "h2 {color: blue}", "let fromReveal = 1;", '"transition": "fade"'):
        assert piece in deck.html


def test_deckbuild_yml_wins_over_reveal_md_json_and_that_over_reveal_json(make_project: MakeProject) -> None:
    root = make_project(
        {
            "slides/t.md": "# a\n",
            "reveal.json": '{"controls": false, "progress": false, "loop": true}',
            "reveal-md.json": '{"revealOptions": {"controls": true, "progress": true}}',
            "deckbuild.yml": "reveal: {progress: false}\n",
        }
    )

    found = made(root).settings.reveal
    assert [found[name] for name in ("controls", "progress", "loop")] == [True, False, True]


def test_what_cannot_be_taken_over_is_a_warning_with_its_place(make_project: MakeProject) -> None:
    settings = '{\n  "highlightTheme": "none-such",\n  "separator": "(?<a"\n}'
    read = loader.read(make_project({"slides/t.md": "# a\n", "reveal-md.json": settings}))

    assert [str(each.location) for each in read.diagnostics] == ["reveal-md.json:2:21", "reveal-md.json:3:16"]
    assert [(each.rule.code, each.is_error) for each in read.diagnostics] == [("D108", False), ("D108", False)]
    assert "there is no highlight theme 'none-such'" in read.diagnostics[0].message


def test_json_that_is_broken_is_told_with_its_place(make_project: MakeProject) -> None:
    read = loader.read(make_project({"slides/t.md": "# a\n", "reveal-md.json": '{\n  "theme": "white\n'}))

    assert [each.rule.code for each in read.diagnostics] == ["D101"]
    assert read.diagnostics[0].location.path == "reveal-md.json"


JSON5 = """{
  // what people write
  theme: 'moon', /* a theme,
  on two lines */ "separator": "^//x$",
  'css': ["a.css",],
  revealOptions: {transition: 'fade',},
}
"""


@pytest.mark.parametrize("name", ["reveal-md.json", "reveal-md.json5"])
def test_json5_is_read(make_project: MakeProject, name: str) -> None:
    deck = made(make_project({name: JSON5, "a.css": "h1 {color: red}", "slides/t.md": "# a\n\n//x\n\n# b\n"}))

    assert deck.diagnostics == ()
    assert (deck.settings.theme.text, deck.settings.separator) == ("moon", "^//x$")
    assert deck.settings.reveal["transition"] == "fade"
    assert "h1 {color: red}" in deck.html


def test_of_json_and_json5_the_latter_is_read(make_project: MakeProject) -> None:
    files = {"reveal-md.json5": "{theme: 'sky'}", "reveal-md.json": '{"theme": "moon"}', "slides/t.md": "# a"}

    assert made(make_project(files)).settings.theme.text == "sky"


def test_what_lies_in_its_assets_dir_is_found(make_project: MakeProject) -> None:
    settings = '{"assetsDir": "assets", "css": ["own.css", "/b.css"], "theme": "t.css"}'
    files = {"assets/own.css": ".a{}", "assets/b.css": ".b{}", "t.css": ".c{}", "slides/t.md": "# a"}
    deck = made(make_project({"reveal-md.json": settings, **files}))

    assert deck.diagnostics == ()
    assert [name.text for name in (deck.settings.theme, *deck.settings.css)] == [
        "t.css",
        "assets/own.css",
        "assets/b.css",
    ]


@pytest.mark.parametrize(
    ("theme", "found"),
    [
        ("default", "league"),
        ("https://cdn.jsdelivr.net/npm/reveal.js@4/dist/theme/sky.css", "sky"),
        ("node_modules/reveal.js/dist/theme/moon.css", "moon"),
        ("css/theme/moon.css", "css/theme/moon.css"),
    ],
)
def test_a_theme_of_reveal_js_is_found_by_what_it_was_called_and_where_it_lay(
    make_project: MakeProject, theme: str, found: str
) -> None:
    (deck,) = loader.read(make_project({"reveal-md.json": json.dumps({"theme": theme}), "slides/t.md": "# a"})).decks

    assert deck.settings.theme.text == found


def test_options_of_plugins_are_handed_on_unless_they_are_slips(make_project: MakeProject) -> None:
    options = '{"math": {"mathjax": "x"}, "menu": {"side": "left"}, "hideAddressBar": true, "transitoin": "fade"}'
    project = loader.read(make_project({"reveal.json": options, "slides/t.md": "# a"}))

    assert set(project.decks[0].settings.reveal) >= {"math", "menu", "hideAddressBar"}
    assert [each.hint for each in project.diagnostics] == ["did you mean 'transition'?"]


def test_what_reveal_js_would_load_itself_is_told(make_project: MakeProject) -> None:
    project = loader.read(make_project({"reveal.json": '{"dependencies": [{"src": "a.js"}]}', "slides/t.md": "# a"}))

    (problem,) = project.diagnostics
    assert (problem.rule.code, problem.message) == ("D108", "what reveal.js loads itself is not in the page")
