"""What mends the themes of reveal.js, and that it can be left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from deckbuild import render
from deckbuild.themes import mending, vendored

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject

CODE = "```python\nprint(1)  # one\n```"
FONTS = re.compile(r"@font-face\s*\{[^}]*\}\n?|@import \"[^\"]+\";")


@pytest.mark.parametrize("theme", vendored.themes())
def test_a_theme_is_the_very_one_of_reveal_without_the_fixes(theme: str) -> None:
    left, mended = render("# A", theme=theme, theme_fixes=False), render("# A", theme=theme)
    own = FONTS.sub("", vendored.text(f"dist/theme/{theme}.css"))

    assert own in FONTS.sub("", left)
    assert own in FONTS.sub("", mended)
    assert "min(2.5em, 96px)" not in left
    assert mending.sheet(theme, frozenset("aA"), has_code=False) in mended


def test_beige_comes_with_the_font_that_it_names_in_the_place_of_two_others() -> None:
    def families(page: str) -> set[str]:
        return set(re.findall(r"@font-face\s*\{\s*font-family:\s*'?([^;']+)", page))

    assert families(render("# A", theme="beige", theme_fixes=False)) == {"Lato", "League Gothic"}
    assert families(render("# A", theme="beige")) == {"Source Sans Pro"}


@pytest.mark.parametrize(
    ("theme", "background"),
    [("moon", "#002b36"), ("solarized", "#fdf6e3"), ("dracula", "#282a36"), ("black", "#0d1117"), ("white", "#f0f0f0")],
)
def test_code_has_colours_that_fit_its_theme(theme: str, background: str) -> None:
    assert f".reveal .hljs {{ background: {background}" in render(CODE, theme=theme)


def test_colours_of_code_that_an_author_names_stay_as_they_are() -> None:
    comment = ".reveal .hljs .c1 { color: #60a0b0; font-style: italic }"

    assert comment in render(CODE, theme="moon", highlight_theme="friendly")
    assert comment in render(CODE, theme="white", theme_fixes=False)
    assert comment not in render(CODE, theme="white")


def test_a_theme_of_a_project_is_not_mended(cli: Cli, make_project: MakeProject) -> None:
    project = make_project({"slides/a.md": "---\ntheme: mine.css\n---\n# A", "slides/mine.css": "h1 { color: red }"})
    cli("build", project)

    assert "min(2.5em, 96px)" not in (project / "dist" / "a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("front_matter", "is_mended"), [("", True), ("---\ntheme_fixes: false\n---\n", False)])
def test_decks_of_another_tool_have_mended_themes_too(
    front_matter: str, *, is_mended: bool, cli: Cli, make_project: MakeProject
) -> None:
    project = make_project({"reveal-md.json": '{"theme": "blood"}', "a.md": f"{front_matter}# A"})
    cli("build", project)
    (page,) = (each.read_text(encoding="utf-8") for each in (project / "dist").glob("a.html"))

    assert "--r-background-color:#222" in page
    assert ("min(2.5em, 96px)" in page) == is_mended
