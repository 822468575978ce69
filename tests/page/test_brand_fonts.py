"""The fonts of a brand: those that ship with us, files of the project, and installed ones."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uharfbuzz  # type: ignore[import-untyped]

import deckbuild
from deckbuild import render
from deckbuild.features.formulas import letters
from deckbuild.page import font_files

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject

FOLDER = Path(deckbuild.__path__[0], "vendor", "fonts")
VARIABLE = (FOLDER / "source-sans-3-variable/files/source-sans-3-latin-wght-normal.woff2").read_bytes()
STATIC = (FOLDER / "source-code-pro/files/source-code-pro-latin-400-normal.woff2").read_bytes()
OTF = letters.font_file()


def faces(page: str) -> list[tuple[str, str]]:
    """The families of the fonts in a page, and their weights."""
    return re.findall(r"@font-face\{font-family:'([^']*)';font-weight:([\d ]*)", page)


def test_a_family_that_ships_with_us_takes_the_place_of_the_theme_s() -> None:
    page = render("# A\n\n`b`", theme="lecture", brand={"font": "lato", "mono": "Source Sans Pro"})

    assert {family for family, _ in faces(page)} == {"Lato", "Source Sans Pro"}
    assert ':root{--text-font:"Lato";--title-font:"Lato";--title-weight:var(--bold)}' in page
    assert ':root{--code-font:"Source Sans Pro"}' in page
    assert {family for family, _ in faces(render("# A", theme="chalk", brand={"mono": "Lato"}))} >= {"Patrick Hand"}


@pytest.mark.parametrize(
    ("name", "data", "weights"),
    [
        ("house.woff2", VARIABLE, "100 900"),
        ("house.WOFF2", STATIC, "400"),
        ("house.woff", font_files.packed(OTF), "400"),
        ("house.otf", OTF, "400"),
    ],
)
def test_a_font_file_is_in_the_page_and_may_have_all_weights(
    make_project: MakeProject, cli: Cli, name: str, data: bytes, weights: str
) -> None:
    files: dict[str, str | bytes] = {
        "slides/a.md": "# A",
        "deckbuild.yml": f"brand: {{font: fonts/{name}}}\n",
        f"fonts/{name}": data,
    }
    project = make_project(files)
    result = cli("build", "--strict", project)
    page = (project / "dist" / "a.html").read_text(encoding="utf-8")

    assert (result.exit_code, result.stderr) == (0, "")
    assert faces(page) == [("brand text", weights)]


def test_a_font_file_has_the_characters_of_the_deck_alone_and_stays_the_same_for_any_in_latin_1() -> None:
    small = font_files.subset(OTF, "abc")
    packed = b64decode(re.findall(r"base64,([^)]*)", font_files.address(small, "woff"))[0])

    assert font_files.kind(packed) == "woff"
    assert len(packed) < len(font_files.packed(OTF)) / 5
    assert not font_files.is_variable(packed)
    assert uharfbuzz.Face(OTF).glyph_count > 5000


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"deckbuild.yml": "brand: {font: Futura}\n"},
            "deckbuild.yml:1:15: info: the font Futura is not in the page: it is shown where it is installed [D802]",
        ),
        ({"deckbuild.yml": "brand: {mono: Source Code Por}\n"}, "hint: did you mean 'Source Code Pro'?"),
        (
            {"deckbuild.yml": "brand: {font: x.ttf}\n", "x.ttf": b"no font"},
            "deckbuild.yml:1:15: warning: x.ttf is no font that a browser reads [D803]",
        ),
        (
            {"deckbuild.yml": "brand: {font: x.otf}\n", "x.otf": OTF[:500]},
            "deckbuild.yml:1:15: warning: x.otf is no font that a browser reads [D803]",
        ),
        (
            {"deckbuild.yml": "brand: {font: x.ttf}\n"},
            "1:15: warning: the file x.ttf does not exist [D401]",
        ),
    ],
)
def test_what_is_no_font_of_the_page_is_told(
    make_project: MakeProject, cli: Cli, files: dict[str, str | bytes], message: str
) -> None:
    result = cli("build", "--verbose", make_project({"slides/a.md": "# A", **files}))

    assert message in result.stderr
