"""The style sheets of our themes: what a page gets of them."""

from __future__ import annotations

import re

import pytest

from deckbuild import render
from deckbuild.themes import catalogue, sheet, vendored
from deckbuild.themes.theme import OURS

LATIN = frozenset("a")


def fonts(css: str) -> list[str]:
    return re.findall(r"@font-face\{font-family:'([^']+)';font-weight:[^;]+;font-style:(?:italic|normal)", css)


def made(html: str, name: str = "lecture", scheme: str = "", characters: frozenset[str] = LATIN) -> str:
    return sheet.sheet(name, scheme, [html], characters)


def test_italics_and_the_font_of_code_come_only_where_slides_show_them() -> None:
    assert fonts(made("<p>a</p>")) == ["Source Sans 3"]
    assert fonts(made("<p><em>a</em></p>")) == ["Source Sans 3", "Source Sans 3"]
    assert fonts(made("<pre><code>a</code></pre>")) == ["Source Sans 3", "Source Code Pro"]


def test_all_fonts_of_lecture_together_are_not_larger_than_those_of_white() -> None:
    lecture = made("<em>a</em><code>a</code>")
    white = vendored.theme_css("white", LATIN)

    assert sum(map(len, re.findall("base64,[^)]+", lecture))) <= sum(map(len, re.findall("base64,[^)]+", white)))


def test_a_font_comes_with_the_alphabets_of_the_deck() -> None:
    assert len(fonts(made("<p>a</p>", characters=frozenset("aжλ")))) == 3


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_theme_asks_the_network_for_nothing_and_has_all_colours_for_both_schemes(name: str) -> None:
    css = re.sub(r'url\("data:[^"]+"\)', "", made("<em>a</em><code>a</code>", name))
    palette = css[css.index(f"/* {name}") :].partition("}")[0]

    assert re.findall(r"https?:|@import|url\((?!data:)", css) == []
    assert [line for line in palette.splitlines() if "#" in line and "light-dark(" not in line] == []


@pytest.mark.parametrize(
    ("scheme", "said"), [("", "light"), ("light", "light"), ("dark", "dark"), ("auto", "light dark")]
)
def test_a_scheme_is_what_the_page_tells_the_browser(scheme: str, said: str) -> None:
    assert f":root {{ color-scheme: {said} }}" in made("", scheme=scheme)


def test_a_theme_of_ours_sets_the_canvas_that_it_is_drawn_for_and_a_deck_may_set_another() -> None:
    page = render("# A", theme="lecture", reveal={"width": 1000})
    other = render("# A", theme="white")

    assert '"width": 1000' in page
    assert '"height": 720' in page
    assert '"height": ' not in other


def test_a_theme_of_ours_has_its_own_colours_of_code_unless_a_deck_names_others() -> None:
    code = "```python\nprint(1)\n```"
    own, named = render(code, theme="lecture"), render(code, theme="lecture", highlight_theme="monokai")

    assert ("color: var(--code-word)" in own, ".reveal .hljs .kc" in own) == (True, False)
    assert ("color: var(--code-word)" in named, ".reveal .hljs .kc" in named) == (False, True)


def test_ours_are_listed_first_and_are_dark_only_in_their_dark_scheme() -> None:
    assert catalogue.names()[: len(OURS)] == tuple(OURS)
    assert [catalogue.is_dark("lecture", scheme) for scheme in ("", "dark", "auto")] == [False, True, False]
    assert catalogue.is_dark("black")
