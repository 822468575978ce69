"""Options of reveal.js, and of the plugins that a project brings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from deckbuild.project import loader
from deckbuild.project.text import of_text

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject

OPTIONS = ("menu", "katex", "allottedTime", "transitoin")
MENU, MATH, TIMER = (f"plugins: [{{name: {name}, script: x.js}}]\n" for name in ("RevealMenu", "Math.KaTeX", "Timer"))
LEFT = "reveal: {menu: {side: left}}"


@pytest.mark.parametrize(
    ("settings", "front", "options"),
    [
        (f"{MENU}reveal: {{menu: {{side: left, of: [1, a]}}}}", "", {"menu": {"side": "left", "of": [1, "a"]}}),
        (f"{MATH}reveal: {{katex: {{local: x}}}}", "", {"katex": {"local": "x"}}),
        (f"{TIMER}reveal: {{allottedTime: 60}}", "", {"allottedTime": 60}),
        (MENU, LEFT, {"menu": {"side": "left"}}),
        (LEFT, MENU, {"menu": {"side": "left"}}),
        (f"{MENU}{LEFT}", "plugins: []", {}),
        (f"{MENU}reveal: {{transitoin: fade}}", "", {}),
        (LEFT, "plugins: [zoom]", {}),
    ],
)
def test_an_option_that_a_plugin_of_the_project_may_own_is_handed_on(
    cli: Cli, make_project: MakeProject, settings: str, front: str, options: dict[str, Any]
) -> None:
    files = {"slides/a.md": f"---\n{front}\n---\n# A", "x.js": "var RevealMenu, Math, Timer;"}
    root = make_project({"deckbuild.yml": settings, **files})
    told = cli("build", root).stderr

    page = (root / "dist" / "a.html").read_text(encoding="utf-8")
    found = json.loads(page.partition("window.options = Object.assign(")[2].partition(", {plugins:")[0])
    assert {name: value for name, value in found.items() if name in OPTIONS} == options
    assert told.count("unknown option of reveal.js") == (not options)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "reveal:\n  transitoin: fade\n",
            "deckbuild.yml:2:3: warning: unknown option of reveal.js 'transitoin' [D102] (did you mean 'transition'?)",
        ),
        (
            "reveal: {mermaid: {theme: dark}}",
            (
                "deckbuild.yml:1:10: warning: unknown option of reveal.js 'mermaid' [D102] "
                "(an option of a plugin wants the plugin under plugins:)"
            ),
        ),
    ],
)
def test_an_option_that_nobody_owns_is_told_once_and_left_out(make_project: MakeProject, text: str, told: str) -> None:
    project = loader.read(make_project({"deckbuild.yml": text, "slides/a.md": "# A", "slides/b.md": "# B"}))

    assert list(map(str, project.diagnostics)) == [told]
    assert [dict(deck.settings.reveal) for deck in project.decks] == [{}, {}]


def test_an_option_that_nobody_owns_is_told_of_a_text() -> None:
    (deck,) = of_text("---\nreveal: {loup: true}\n---\na", {}).decks

    assert [each.hint for each in deck.diagnostics] == ["did you mean 'loop'?"]
