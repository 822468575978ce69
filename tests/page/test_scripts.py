"""Scripts and style sheets that settings name: where they run, and those on the network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from deckbuild.pipeline import built_deck, stages
from deckbuild.project import loader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import MakeProject

PLUGIN = "let plugin = 1;"
START = "Reveal.initialize(window.options)"


def made(make_project: MakeProject, files: Mapping[str, str], *, untrusted: bool = False) -> built_deck.Build:
    root = make_project({"slides/a.md": "# A", "x.js": PLUGIN, **files})
    (found,) = stages.build(loader.read(root, untrusted=untrusted))
    return found


def told(found: built_deck.Build) -> list[str]:
    return list(map(str, found.diagnostics))


@pytest.mark.parametrize(
    ("files", "comes_first"),
    [
        ({"deckbuild.yml": "scripts: x.js"}, False),
        ({"deckbuild.yml": "scripts: x.js\nscripts_run: before"}, True),
        ({"reveal-md.json": '{"scripts": "x.js"}'}, True),
        ({"reveal.json": "{}", "slides/a.md": "---\nscripts: x.js\n---\n# A"}, True),
        ({"reveal-md.json": '{"scripts": "x.js"}', "deckbuild.yml": "scripts_run: after"}, False),
    ],
)
def test_scripts_run_before_the_start_where_they_did_in_reveal_md(
    make_project: MakeProject, files: Mapping[str, str], comes_first: bool
) -> None:
    html = made(make_project, files).html

    assert html.index("window.options = ") < html.index(PLUGIN)
    assert (html.index(PLUGIN) < html.index(START)) is comes_first


def test_what_stands_in_for_plugins_is_in_pages_only_that_may_name_it(make_project: MakeProject) -> None:
    assert "RevealHighlight" not in made(make_project, {"reveal-md.json": "{}"}).html
    assert "RevealHighlight" in made(make_project, {"reveal-md.json": '{"scripts": "x.js"}'}).html


def test_a_script_on_the_network_is_linked_and_told(make_project: MakeProject) -> None:
    found = made(make_project, {"deckbuild.yml": """scripts: ["https://example.org/a.js?b&c", //example.org/d.js]"""})

    assert re.findall('<script src="(.*?)">', found.html) == ["https://example.org/a.js?b&amp;c", "//example.org/d.js"]
    assert told(found) == [
        "deckbuild.yml:1:12: warning: https://example.org/a.js?b&c needs the network [D403] (save it into the project)",
        "deckbuild.yml:1:43: warning: //example.org/d.js needs the network [D403] (save it into the project)",
    ]


def test_a_sheet_on_the_network_is_imported_in_its_place(make_project: MakeProject) -> None:
    files = {"deckbuild.yml": 'css: [one.css, "https://example.org/a\\".css", two.css]', "one.css": "1", "two.css": "2"}
    found = made(make_project, files)

    sheets = [each.strip() for each in re.findall(r"<style data-sheet=.*?>(.*?)</style>", found.html, re.DOTALL)]
    assert sheets[-3:] == ["1", '@import "https://example.org/a%22.css";', "2"]
    assert [each.rule.code for each in found.diagnostics] == ["D403"]


def test_a_theme_on_the_network_is_the_theme(make_project: MakeProject) -> None:
    found = made(make_project, {"deckbuild.yml": "theme: https://example.org/a.css"})

    assert '@import "https://example.org/a.css";' in found.html
    assert [each.rule.code for each in found.diagnostics] == ["D403"]


def test_an_address_that_is_allowed_is_not_told(make_project: MakeProject) -> None:
    files = {"deckbuild.yml": "scripts: https://example.org/a.js\nallow: https://example.org/"}

    assert told(made(make_project, files)) == []


def test_a_stranger_loads_nothing_from_the_network(make_project: MakeProject) -> None:
    settings = "scripts: https://example.org/a.js\ncss: https://example.org/a.css\ntheme: https://example.org/b.css"
    found = made(make_project, {"deckbuild.yml": settings}, untrusted=True)

    assert "example.org" not in found.html


CDN = "https://cdn.jsdelivr.net/npm/"
INSTALLED = {
    "node_modules/p/package.json": '{"version": "2.1.0"}',
    "node_modules/p/dist/p.js": "let p;",
    "node_modules/p/p.css": "p{}",
    "node_modules/@a/b/package.json": "no JSON",
    "node_modules/@a/b/b.js": "let b;",
}


@pytest.mark.parametrize(
    ("address", "is_installed"),
    [
        (f"{CDN}p/dist/p.js", True),
        (f"{CDN}p@2/dist/p.min.js", True),
        (f"{CDN}p@v2.1.0/dist/p.js", True),
        (f"{CDN}p@latest/dist/p.js", True),
        ("//unpkg.com/p@^2.1/dist/p.js", True),
        (f"{CDN}p@21/dist/p.js", False),
        (f"{CDN}p@2.1.1/dist/p.js", False),
        (f"{CDN}p/dist/other.js", False),
        (f"{CDN}@a/b/b.js", False),
        ("https://example.org/npm/p/dist/p.js", False),
    ],
)
def test_what_is_installed_is_in_the_page(make_project: MakeProject, address: str, is_installed: bool) -> None:
    found = made(make_project, {**INSTALLED, "deckbuild.yml": f"scripts: ['{address}']"})

    assert ("let p;" in found.html) is is_installed
    assert [each.rule.code for each in found.diagnostics] == ([] if is_installed else ["D403"])


def test_a_sheet_that_is_installed_is_in_the_page(make_project: MakeProject) -> None:
    found = made(make_project, {**INSTALLED, "deckbuild.yml": f"css: {CDN}p@2.1/p.css"})

    assert "p{}" in found.html
    assert told(found) == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        (f"{CDN}@a/b@1.2/b.js", "with `npm install @a/b@1.2` in the project it is in the page"),
        ("plugin/chalkboard/plugin.js", "`npm install reveal.js-plugins`, and write node_modules/reveal.js-plugins/"),
        ("lib/reveal.js-menu/menu.js", "`npm install reveal.js-menu`, and write node_modules/reveal.js-menu/menu.js"),
        ("lib/mine.js", "it was looked for in "),
    ],
)
def test_a_script_that_is_not_there_is_told_with_what_to_do(make_project: MakeProject, name: str, hint: str) -> None:
    (problem,) = made(make_project, {"deckbuild.yml": f"scripts: ['{name}']"}).diagnostics

    assert problem.hint.startswith(hint)


def plugins(found: built_deck.Build) -> str:
    """What the deck starts with."""
    return str(re.findall(r"\{plugins: \[(.*?)\]\}\);\n", found.html)[0])


def test_a_plugin_has_several_scripts_and_sheets(make_project: MakeProject) -> None:
    plugin = "{name: RevealChart, script: [chart.js, x.js], css: chart.css}"
    files = {"chart.js": "let chart;", "chart.css": "chart{}", "own.css": "own{}"}
    found = made(make_project, {**files, "deckbuild.yml": f"plugins: [zoom, {plugin}]\ncss: own.css"})

    assert plugins(found) == "RevealZoom, RevealChart"
    assert found.html.index("let chart;") < found.html.index(PLUGIN) < found.html.index("window.options = ")
    assert found.html.index("chart{}") < found.html.index("own{}")
    assert told(found) == []


def test_a_plugin_without_a_name_is_its_files(make_project: MakeProject) -> None:
    found = made(make_project, {"deckbuild.yml": "plugins: [{script: x.js}, {css: x.css}]", "x.css": "x{}"})

    assert plugins(found) == ""
    assert PLUGIN in found.html
    assert "x{}" in found.html


def test_a_plugin_on_the_network_does_not_keep_the_deck_from_starting(make_project: MakeProject) -> None:
    settings = "plugins: [{name: Reveal.P, script: [x.js, https://example.org/a.js]}]"

    assert plugins(made(make_project, {"deckbuild.yml": settings})) == (
        '...(typeof Reveal === "undefined" ? [] : [Reveal.P])'
    )


def test_a_plugin_whose_script_is_missing_is_not_started(make_project: MakeProject) -> None:
    found = made(make_project, {"deckbuild.yml": "plugins: [{name: P, script: [x.js, no.js]}]"})

    assert plugins(found) == ""
    assert [each.rule.code for each in found.diagnostics] == ["D401"]


@pytest.mark.parametrize("plugin", ["{name: P}", "{name: 1P, script: x.js}", "{}", "{name: P, css: x.css}"])
def test_a_plugin_that_nothing_can_be_made_of_is_told(make_project: MakeProject, plugin: str) -> None:
    root = make_project({"slides/a.md": "# A", "deckbuild.yml": f"plugins: [{plugin}]"})

    assert [each.rule.code for each in loader.read(root).diagnostics] == ["D103"]


def test_plugins_of_mkslides_come_beside_those_that_it_always_has(make_project: MakeProject) -> None:
    settings = "plugins:\n  - name: P\n    extra_javascript: [x.js]\n  - extra_css: [x.css]"
    found = made(make_project, {"mkslides.yml": settings, "x.css": "x{}"})

    assert plugins(found) == "RevealNotes, RevealSearch, RevealZoom, P"
    assert "x{}" in found.html
    assert told(found) == []


@pytest.mark.parametrize(
    ("script", "problems"),
    [
        (
            "fetch('https://e.org/a.js')",
            ["x.js:1:8: warning: while the deck is shown this script asks for https://e.org/a.js"],
        ),
        ("x.src = `//e.org/a.png`", ["x.js:1:10: warning: while the deck is shown this script asks for //e.org/a.png"]),
        (
            "link.href = '//e.org/a.css'",
            ["x.js:1:14: warning: while the deck is shown this script asks for //e.org/a.css"],
        ),
        ("let deps = ['plugin/marked.js']; hljs.initHighlightingOnLoad();", []),
        ("a.href = 'https://e.org/'; const NS = 'http://www.w3.org/2000/svg'; fetch(url)", []),
        (
            "const { marked } = RevealMarkdown();",
            ["x.js:1:9: warning: Markdown is read when the deck is built: what this script does to that is lost"],
        ),
        (
            "options.highlight = { beforeHighlight: (hljs) => {} };",
            ["x.js:1:23: warning: code is coloured when the deck is built: what this script does to that is lost"],
        ),
        (
            "var RevealBar = window.RevealBar || (function() { var config = Reveal.getConfig(); })();",
            ["x.js:1:24: warning: RevealBar is a plugin for reveal.js 3, and does not start"],
        ),
        ("window.RevealBar = window.RevealBar || { init: (deck) => Reveal.getConfig() };", []),
        ("x.querySelector('table.hljs-ln, .hljs'); x.classList.add('hljs')", []),
        (f"/* {'library ' * 3000} */ window.hljs = {{}};", []),
    ],
)
def test_what_a_script_misses_is_told(make_project: MakeProject, script: str, problems: list[str]) -> None:
    found = made(make_project, {"reveal-md.json": '{"scripts": "x.js"}', "x.js": script})

    assert [each.partition(" [")[0] for each in told(found)] == problems
    assert {each.rule.code for each in found.diagnostics} <= {"D143", "D144", "D403"}
