"""Fonts in style sheets: of several formats one is in the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from deckbuild.pipeline import stages
from deckbuild.project import loader

if TYPE_CHECKING:
    from tests.conftest import MakeProject

FILES = {"a.woff2": b"wOF2 a", "a.woff": b"wOFF a", "a.ttf": b"\x00\x01\x00\x00 a", "a.eot": b"eot", "a.svg": b"<svg/>"}
WOFF2, WOFF, TTF = (
    "data:font/woff2;base64,d09GMiBh",
    "data:font/woff;base64,d09GRiBh",
    "data:font/ttf;base64,AAEAACBh",
)


@pytest.mark.parametrize(
    ("css", "sources"),
    [
        ("src: url(a.woff2) format('woff2'), url(a.woff) format('woff'), url(a.ttf)", [WOFF2, "data:,", "data:,"]),
        (
            "src: url('a.eot'); src: local('A'), url('a.eot?#iefix') format('x'), url(a.woff2)",
            ["data:,", "data:,", WOFF2],
        ),
        ("src: url(a.woff) format('woff'), url(a.woff2) format('woff2')", [WOFF, WOFF2]),
        ("src: url(a.woff), url(a.ttf)", [WOFF, TTF]),
        ("src: url(a.woff2); } @font-face { font-family: b; src: url(a.ttf)", [WOFF2, TTF]),
        ("src: url(a.woff2), url(a.svg#a)", [WOFF2, "data:,"]),
    ],
)
def test_a_format_that_no_browser_takes_is_left_out(make_project: MakeProject, css: str, sources: list[str]) -> None:
    files = {"slides/a.md": "# A", "deckbuild.yml": "css: a.css", "a.css": f"@font-face {{ font-family: a; {css} }}"}
    (found,) = stages.build(loader.read(make_project({**files, **FILES})))

    sheet = found.html.rpartition("@font-face { font-family: a;")[2].partition("</style>")[0]
    assert re.findall(r"url\(\"?(.*?)\"?\)", sheet) == sources
    assert found.diagnostics == ()
