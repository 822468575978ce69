"""Brands: a few colours of which all others of a theme follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild import render
from deckbuild.themes import colours, palette, sheet
from deckbuild.themes.theme import OURS

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject

WRITTEN = ("ink", "quiet", "accent", "red", "green", "blue", "code-word", "code-name", "code-text", "code-number")
COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


def brand(page: str) -> dict[str, str]:
    found = re.findall(r":root\{(--ink[^}]*|--paper[^}]*)\}", page)
    return dict(re.findall(r"--([\w-]+):light-dark\(([^)]*)\)", found[-1])) if found else {}


@given(COLOURS, COLOURS, st.sampled_from(sorted(OURS)))
def test_all_that_follows_from_any_accent_and_background_can_be_read(
    accent: tuple[int, ...], ground: tuple[int, ...], name: str
) -> None:
    red, green, blue = accent
    given_colours = {"accent": (red, green, blue), "background": (ground[0], ground[1], ground[2])}
    light, dark = palette.of_sheet(sheet.palette(name))
    scheme = dark if colours.is_dark(given_colours["background"]) else light
    made = palette.branded(scheme, given_colours)

    grounds = (made["paper"], made["tint"])
    most = min(max(colours.contrast(each, colours.WHITE), colours.contrast(each, colours.BLACK)) for each in grounds)
    for each in WRITTEN[1:]:
        assert min(colours.contrast(made[each], ground) for ground in grounds) >= min(4.5, most - 0.6), each
    assert colours.contrast(made["on-accent"], made["accent"]) >= 4.5


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_theme_has_all_its_colours_in_both_schemes_and_they_can_be_read(name: str) -> None:
    for scheme in palette.of_sheet(sheet.palette(name)):
        assert {*WRITTEN, "paper", "tint", "line", "on-accent", "mark", "code-quiet", "code-dim"} <= scheme.keys()
        for each in WRITTEN:
            assert min(colours.contrast(scheme[each], scheme[ground]) for ground in ("paper", "tint")) >= 4.5


def test_an_accent_that_is_too_light_for_text_has_a_darker_shade_which_is_told(
    make_project: MakeProject, cli: Cli
) -> None:
    settings = 'theme: lecture\nbrand: {accent: "#ffb000"}\n'
    project = make_project({"slides/a.md": "# A\n", "deckbuild.yml": settings})
    result = cli("build", "--verbose", project)
    shade = brand((project / "dist" / "a.html").read_text(encoding="utf-8"))["accent"].split(",")[0]

    message = f"deckbuild.yml:2:18: info: as text this accent is {shade}, which can be read on the background [D801]"
    assert message in result.stderr
    assert colours.contrast(colours.read(shade), colours.WHITE) >= 4.5


def test_text_that_cannot_be_read_is_told_with_the_nearest_colour_that_can(make_project: MakeProject, cli: Cli) -> None:
    settings = 'theme: lecture\nbrand: {background: "#fff", text: "#999"}\n'
    result = cli("build", make_project({"slides/a.md": "# A\n", "deckbuild.yml": settings}))

    assert (
        "deckbuild.yml:2:36: warning: this text has a contrast of 2.8 to its background; 4.5 is the least [D800]"
        in (result.stderr)
    )
    assert "hint: the nearest that can be read is #767676" in result.stderr


def test_a_dark_background_makes_the_deck_dark_and_the_light_scheme_keeps_its_own() -> None:
    page = render("# A", theme="lecture", brand={"background": "#102030", "logo": "none"})

    assert ":root { color-scheme: dark }" in page
    assert brand(page)["paper"] == "#ffffff,#102030"
    assert brand(render("# A", theme="lecture")) == {}
    assert brand(render("# A", theme="white", brand={"accent": "#ff0000"})) == {}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("accent: blue", "a colour such as #0b57d0 is wanted here, not 'blue' [D103]"),
        ("acent: '#fff'", "unknown setting of brand 'acent' [D102]"),
        ("accent: '#12345'", "a colour such as #0b57d0 is wanted here, not '#12345' [D103]"),
    ],
)
def test_a_brand_that_is_written_wrongly_is_told(
    make_project: MakeProject, cli: Cli, written: str, message: str
) -> None:
    files = {"slides/a.md": "# A\n", "deckbuild.yml": f"theme: lecture\nbrand: {{{written}}}\n"}

    assert message in cli("build", make_project(files)).stderr
