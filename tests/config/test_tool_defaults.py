"""A project of another tool looks as that tool shows it, as far as nothing else is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild.pipeline import stages
from deckbuild.project import loader
from deckbuild.themes import vendored

if TYPE_CHECKING:
    from tests.conftest import MakeProject


@pytest.mark.parametrize(
    ("files", "tool", "theme", "code", "number"),
    [
        ({}, "", "lecture", "", None),
        ({"deckbuild.yml": ""}, "", "lecture", "", None),
        ({"slides/a.md": "# A\n\n!SLIDE\n\n---"}, "", "lecture", "", None),
        ({"slides/a.md": "# A\n\n---\n\n# B"}, "", "white", "", None),
        ({"slides/a.md": "---\nseparator: ^A$\n---\n# A"}, "", "white", "", None),
        ({"slides/a.md": "---\nmarp: true\n---\n# A"}, "", "white", "", None),
        ({"slides/a.md": "---\nformat: revealjs\n---\n# A"}, "", "white", "", None),
        ({"slides/a.md": "---\ntheme: white\n---\n# A"}, "", "white", "", None),
        ({"slides/a.md": "# A\n\n---\n\n# B", "deckbuild.yml": "theme: ink"}, "", "ink", "", None),
        ({"reveal-md.json": "{}"}, "reveal-md", "black", "zenburn", True),
        ({"reveal.json": '{"slideNumber": false}'}, "reveal-md", "black", "zenburn", False),
        ({"reveal-md.json": '{"theme": "sky"}'}, "reveal-md", "sky", "zenburn", True),
        ({"reveal-md.json": "", "deckbuild.yml": "theme: moon"}, "reveal-md", "moon", "zenburn", True),
        ({"package.json": '{"devDependencies": {"reveal-md": "6"}}'}, "reveal-md", "black", "zenburn", True),
        ({"package.json": '{"dependencies": {"reveal.js": "5"}}'}, "", "lecture", "", None),
        ({"package.json": '{"scripts": {"a": "reveal-md . --theme sky"}}'}, "reveal-md", "sky", "zenburn", True),
        ({"package.json": '{"scripts": {"a": "reveal-md ."}}', "deckbuild.yml": ""}, "", "lecture", "", None),
        ({"mkslides.yml": ""}, "mkslides", "black", "monokai", "c/t"),
        ({"mkslides.yaml": "slides: {theme: sky}"}, "mkslides", "sky", "monokai", "c/t"),
        ({"slides/a.md": "---\nrevealOptions: {loop: true}\n---\na"}, "reveal-md", "black", "zenburn", True),
        ({"slides/a.md": "---\nslides: {title: x}\n---\na"}, "mkslides", "black", "monokai", "c/t"),
        ({"slides/a.md": "---\nrevealOptions: {loop: true}\n---\na", "deckbuild.yml": ""}, "", "lecture", "", None),
        ({"slides/a.md": "---\nrevealOptions: {loop: true}\n---\na\n\n!SUB\n\nb"}, "", "lecture", "", None),
        ({"slides/a.md": "---\nhighlight_theme: vs\n---\na"}, "", "lecture", "vs", None),
    ],
)
def test_the_defaults_are_those_of_the_tool(
    make_project: MakeProject, files: dict[str, str], tool: str, theme: str, code: str, number: object
) -> None:
    (deck,) = stages.build(loader.read(make_project({"slides/a.md": "# A", **files})))

    found = deck.settings
    assert (found.tool, found.theme.text, found.highlight_theme.text) == (tool, theme, code)
    assert found.reveal.get("slideNumber") == number


def test_where_a_theme_is_missing_the_default_of_the_tool_is_shown(make_project: MakeProject) -> None:
    root = make_project({"reveal-md.json": '{"theme": "none.css"}', "slides/a.md": "# A"})
    (deck,) = stages.build(loader.read(root))

    assert [each.rule.code for each in deck.diagnostics] == ["D401"]
    assert vendored.text("dist/theme/black.css")[-200:] in deck.html
