"""Brands: a few colours of which all others of a theme follow."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckbuild import render
from deckbuild.page import resources
from deckbuild.themes import colours, derived, palette, sheet
from deckbuild.themes.theme import OURS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.conftest import Cli, MakeProject

WRITTEN = tuple("ink quiet accent red green blue code-word code-name code-text code-number code-quiet".split())
COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


def brand(page: str) -> dict[str, str]:
    found = re.findall(r":root\{(--ink[^}]*|--paper[^}]*)\}", page)
    return dict(re.findall(r"--([\w-]+):light-dark\(([^)]*)\)", found[-1])) if found else {}


BOXES = derived.callouts(resources.sheets_of(("callouts",)))
DRAWN = resources.sheets_of(("callouts", "charts", "diagrams"))
GROUNDS = ("node", "group", "note", "crit", "done", "active", *(f"tint{number}" for number in range(8)))


def lowest(texts: Iterable[colours.Colour], grounds: Iterable[colours.Colour]) -> float:
    return min(colours.contrast(text, ground) for text, ground in product(texts, grounds))


@settings(max_examples=40)
@given(COLOURS, COLOURS, st.sampled_from(sorted(OURS)), st.sampled_from([{"background"}, {"accent"}, set()]))
def test_all_that_follows_from_any_accent_and_background_can_be_read_in_both_schemes(
    accent: colours.Colour, ground: colours.Colour, name: str, left_out: set[str]
) -> None:
    brand = {"accent": accent, "background": ground}
    light, dark = palette.of_sheet(sheet.palette(name))
    given_colours = {kind: each for kind, each in brand.items() if kind not in left_out}
    is_dark = colours.is_dark(ground)
    made = [
        palette.branded(scheme, given_colours if (scheme is dark) == is_dark else {"accent": accent}, BOXES)
        for scheme in (light, dark)
    ]
    rules = derived.rules(DRAWN, *made)
    of_schemes = re.sub(r"light-dark\((.*?),.*?\)", r"\1", rules), re.sub(r"light-dark\(.*?,(.*?)\)", r"\1", rules)

    for scheme, css in zip(made, of_schemes, strict=True):
        paper, ink, links = scheme["paper"], scheme["ink"], scheme["accent"]
        drawn = {key: colours.read(value) for key, value in re.findall(r"--diagram-(\w+):(#\w+)", css)}
        boxes = [colours.read(each) for each in re.findall(r"background:(#\w+)", css)]
        titles = [colours.read(each) for each in re.findall(r"title\{color:(#\w+)", css)]
        marks = [colours.read(each) for each in re.findall(r"--ink:(#\w+)", css)]
        assert lowest([scheme[each] for each in WRITTEN], [paper, scheme["tint"]]) >= 4.5
        assert lowest([scheme[each] for each in WRITTEN if "code" in each], [scheme["lit"]]) >= 4.5
        assert lowest([ink], [scheme["mark"], *boxes, *(drawn[each] for each in GROUNDS)]) >= 4.5
        assert lowest([links], [scheme["on-accent"], *boxes]) >= 4.5
        assert min(map(colours.contrast, titles, boxes)) >= 4.5
        assert lowest([*marks, drawn["line"], drawn["border"], scheme["code-dim"]], [paper]) >= 3
        assert (len(boxes), len(titles), len(marks)) == (5, 5, 6)


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_theme_has_all_its_colours_in_both_schemes_and_they_can_be_read(name: str) -> None:
    for scheme in palette.of_sheet(sheet.palette(name)):
        assert {*WRITTEN, "paper", "tint", "line", "on-accent", "mark", "code-dim"} <= scheme.keys()
        for each in WRITTEN:
            assert min(colours.contrast(scheme[each], scheme[ground]) for ground in ("paper", "tint")) >= 4.5


def test_an_accent_that_is_too_light_for_text_has_a_darker_shade_which_is_told(
    make_project: MakeProject, cli: Cli
) -> None:
    written = 'theme: lecture\nbrand: {accent: "#ffb000"}\n'
    project = make_project({"slides/a.md": "# A\n", "deckbuild.yml": written})
    result = cli("build", "--verbose", project)
    shade = brand((project / "dist" / "a.html").read_text(encoding="utf-8"))["accent"].split(",")[0]

    message = f"deckbuild.yml:2:18: info: as text this accent is {shade}, which can be read on the background [D801]"
    assert message in result.stderr
    assert colours.contrast(colours.read(shade), colours.WHITE) >= 4.5


def test_text_that_cannot_be_read_is_told_with_the_nearest_colour_that_can(make_project: MakeProject, cli: Cli) -> None:
    written = 'theme: lecture\nbrand: {background: "#fff", text: "#999"}\n'
    result = cli("build", make_project({"slides/a.md": "# A\n", "deckbuild.yml": written}))

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


def test_a_theme_of_reveal_has_no_place_for_a_brand_which_is_told(make_project: MakeProject, cli: Cli) -> None:
    text = "# A\n\n---\n\n# B\n"
    project = make_project({"slides/a.md": text, "deckbuild.yml": 'brand: {accent: "#0b57d0"}\n'})

    message = "deckbuild.yml:1:18: warning: this theme is not drawn in the colours of a brand [D804]"
    assert message in cli("build", project).stderr
