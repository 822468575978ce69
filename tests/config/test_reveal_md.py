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
    settings = '{\n  "highlightTheme": "atom-one-dark",\n  "separator": "(?<a"\n}'
    read = loader.read(make_project({"slides/t.md": "# a\n", "reveal-md.json": settings}))

    assert [str(each.location) for each in read.diagnostics] == ["reveal-md.json:2:21", "reveal-md.json:3:16"]
    assert [(each.rule.code, each.is_error) for each in read.diagnostics] == [("D108", False), ("D108", False)]
    assert "there is no highlight theme 'atom-one-dark'" in read.diagnostics[0].message


def test_json_that_is_broken_is_told_with_its_place(make_project: MakeProject) -> None:
    read = loader.read(make_project({"slides/t.md": "# a\n", "reveal-md.json": '{\n  "theme": "white\n'}))

    assert [each.rule.code for each in read.diagnostics] == ["D101"]
    assert read.diagnostics[0].location.path == "reveal-md.json"
