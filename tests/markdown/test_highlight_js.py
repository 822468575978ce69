"""Themes of highlight.js are read as the nearest style of Pygments."""

from __future__ import annotations

import pytest

from deckbuild.markdown import highlight_js, pygments_styles


@pytest.mark.parametrize(
    ("theme", "style"),
    [
        ("base16/zenburn", "zenburn"),
        ("base16/solarized-light", "solarized-light"),
        ("base16/dracula", "dracula"),
        ("monokai-sublime", "monokai"),
        ("monokai_sublime", "monokai"),
        ("kimbie.dark", "gruvbox-dark"),
        ("atelier-dune-dark", "one-dark"),
        ("atom-one-dark", "one-dark"),
        ("github", "xcode"),
        ("vs", "vs"),
        ("Nord", "nord"),
        ("https://cdn.example/highlight.js/styles/atom-one-dark.min.css", "one-dark"),
        ("node_modules/highlight.js/styles/nord.css", "nord"),
        ("custom.css", ""),
        ("none-such", ""),
    ],
)
def test_the_nearest_style_of_a_theme(theme: str, style: str) -> None:
    assert highlight_js.nearest_style(theme) == style


def test_the_table_names_styles_of_pygments_that_are_as_dark_as_the_themes_say() -> None:
    known = set(pygments_styles.names())
    for theme, style in highlight_js.styles().items():
        says_dark, says_light = theme.endswith("-dark"), theme.endswith("-light")
        assert style in known, theme
        assert not says_dark or pygments_styles.is_dark(style), theme
        assert not says_light or not pygments_styles.is_dark(style), theme
