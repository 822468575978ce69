"""A page holds each file once, whatever shows it."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest

from deckbuild.page.layout import LINKED, SINGLE, Layout
from deckbuild.pipeline import built_deck, stages
from deckbuild.project import loader
from deckbuild.themes import vendored
from tests.png import png

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import MakeProject

PICTURE = png(3, 2)
BASE64 = base64.b64encode(PICTURE).decode()


def made(make_project: MakeProject, files: Mapping[str, str | bytes], layout: Layout = SINGLE) -> built_deck.Build:
    (found,) = stages.build(loader.read(make_project({"x.png": PICTURE, **files})), layout=layout)
    assert found.diagnostics == ()
    return found


def test_a_picture_that_is_shown_once_stands_where_it_is_shown(make_project: MakeProject) -> None:
    page = made(make_project, {"slides/a.md": "![](x.png)"}).html

    assert f'src="data:image/png;base64,{BASE64}"' in page
    assert '<script type="text/plain"' not in page


@pytest.mark.parametrize(
    "second",
    [
        '<img src="x.png">',
        '<img data-src="x.png">',
        '<img srcset="x.png 2x">',
        '<video poster="x.png"></video>',
        '<svg><image href="x.png"/></svg>',
        '<p style="background: url(x.png)">',
        "<style>p { background: url(x.png) }</style>",
        '<!-- .slide: data-background-image="x.png" -->',
    ],
)
def test_a_file_that_is_shown_twice_is_in_the_page_once(make_project: MakeProject, second: str) -> None:
    page = made(make_project, {"slides/a.md": f"![](x.png)\n\n{second}"}).html

    assert page.count(BASE64) == 1
    ((key, kept),) = re.findall(r'id="deckbuild-(\w+)" data-type="image/png"[^>]*>(.*?)</script>', page)
    assert kept == BASE64
    assert page.count(key) == 3  # in the store, and where it is shown


def test_two_files_of_the_same_content_are_one(make_project: MakeProject) -> None:
    page = made(make_project, {"slides/a.md": "![](x.png) ![](copy.png)", "copy.png": PICTURE}).html

    assert page.count(BASE64) == 1


def test_a_background_picture_of_a_theme_and_of_a_slide_is_one(make_project: MakeProject) -> None:
    files = {"slides/a.md": "---\ncss: my.css\n---\n![](x.png)", "my.css": "p{background:url(x.png)}"}

    assert made(make_project, files).html.count(BASE64) == 1


def test_what_no_script_can_exchange_stays_where_it_is(make_project: MakeProject) -> None:
    files = {"slides/a.md": '<embed src="x.png"><embed src="x.png">'}

    assert made(make_project, files).html.count(BASE64) == 2


def test_a_template_without_a_place_for_the_store_still_has_its_pictures(make_project: MakeProject) -> None:
    template = "{% for stack in deck.stacks %}{{ stack.slides[0].html | rendered }}{% endfor %}"
    files = {"slides/a.md": "![](x.png)![](x.png)", "templates/deck.html.jinja": template}

    assert made(make_project, files).html.count(f'src="data:image/png;base64,{BASE64}"') == 2


def test_linked_files_lie_beside_the_page_under_names_of_their_content(make_project: MakeProject) -> None:
    files: dict[str, str | bytes] = {
        "slides/a.md": "---\ncss: css/my.css\nfavicon: x.png\n---\n![](x.png)\n\n"
        '<p style="background:url(x.png)">\n\n![](<_Bild 1ä.png>)',
        "css/my.css": "p{background:url(../x.png)}",
        "_Bild 1ä.png": png(1, 1),
    }
    found = made(make_project, files, LINKED)

    assert BASE64 not in found.html
    by_name = {each.asset.file_name(): each.asset for each in found.files}
    linked = set(re.findall(r"assets/([\w.-]+)", found.html))
    assert linked == by_name.keys()
    assert any(re.fullmatch(r"Bild-1\.[0-9a-f]{16}\.png", name) for name in linked)
    (sheet,) = (asset for name, asset in by_name.items() if name.startswith("my."))
    (inner,) = re.findall(r"url\((.*?)\)", sheet.data.decode())
    assert by_name[inner].data == PICTURE


def test_the_scripts_and_sheets_of_a_linked_page_are_files_too(make_project: MakeProject) -> None:
    found = made(make_project, {"slides/a.md": "# A"}, LINKED)

    assert re.search(r'<script src="assets/reveal\.[0-9a-f]{16}\.js"></script>', found.html)
    assert re.search(r'<link rel="stylesheet" href="assets/theme-lecture\.[0-9a-f]{16}\.css">', found.html)
    assert len(found.html) < 3000


def test_a_large_deck_is_no_larger_than_its_parts(make_project: MakeProject) -> None:
    pictures = {f"images/{number}.png": png(60 + number, 50) for number in range(40)}
    text = "\n!SLIDE\n\n".join(f"# Slide {number}\n\n![](images/{number % 40}.png)\n" for number in range(1000))
    found = made(make_project, {"slides/a.md": text, **pictures})

    names = ("reset.css", "reveal.css", "theme/white.css", "reveal.js", "plugin/notes.js", "plugin/search.js")
    parts = sum(len(vendored.text(f"dist/{name}")) for name in (*names, "plugin/zoom.js"))
    encoded = sum(len(base64.b64encode(data)) for data in pictures.values())
    slides = sum(
        len(f'<section><h1>Slide {n}</h1><p><img alt="" src="images/{n % 40}.png"></p></section>') for n in range(1000)
    )
    assert len(found.html) <= 1.1 * (parts + encoded + slides)
