from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from deckbuild.assets.asset import Asset, written
from deckbuild.assets.missing import Missing
from deckbuild.assets.placeholder import Lost, Size, background, box

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject


def shown(html: str, *addresses: str) -> str:
    """The HTML with placeholders for ``addresses``, each as (name size)."""
    missing = Missing(dict.fromkeys(addresses or ("x.png", "x.mp4"), "does not exist"), {})
    return drawn(missing.shown(html), missing.assets)


def drawn(html: str, assets: dict[str, Asset]) -> str:
    for key, asset in assets.items():
        size = re.search(r'width="([\d.]+)" height="([\d.]+)" viewBox', asset.data.decode())
        name = f"({asset.path.removeprefix('placeholder of ')}{' {}x{}'.format(*size.groups()) if size else ''})"
        html = re.sub(f"\0.{key}\0", name, html)
    return html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="x.png" alt="A">', '<img src="(x.png 480x300)" alt="A">'),
        ('<img data-src="x.png">', '<img data-src="(x.png 480x300)">'),
        ('<img width="200" height="100px" src="x.png">', '<img width="200" height="100px" src="(x.png 200x100)">'),
        ('<img width="35%" src="x.png">', '<img width="35%" src="(x.png 480x300)">'),
        ('<img width="160" src="x.png">', '<img width="160" src="(x.png 160x100)">'),
        ('<img style="a:b; height: 50px" src="x.png">', '<img style="a:b; height: 50px" src="(x.png 80x50)">'),
        ('<img src="y.png" srcset="x.png 2x, y.png">', '<img src="y.png" srcset="y.png">'),
        ('<img srcset="x.png 2x">', '<img  src="(x.png 480x300)">'),
        (
            '<picture><source srcset="x.png"><img src="y.png"></picture>',
            '<picture><source ><img src="y.png"></picture>',
        ),
        ('<image src="x.png">', '<image src="(x.png 480x300)">'),
        ('<input type="image" src="x.png">', '<input type="image" src="(x.png 480x300)">'),
        (
            '<svg><image href="x.png" width="40" height="30"/></svg>',
            '<svg><image href="(x.png 40x30)" width="40" height="30"/></svg>',
        ),
        ('<svg><use href="x.png"/></svg>', "<svg><use /></svg>"),
        ('<table background="x.png"></table>', "<table ></table>"),
        ('<b data-preview-image="x.png">x</b>', "<b >x</b>"),
        ('<script src="x.png">a</script>', '<script src="data:,">a</script>'),
        ('<link rel="icon" href="x.png">', '<link rel="icon" >'),
        ('<section data-background-image="x.png"></section>', '<section data-background-image="(x.png)"></section>'),
    ],
)
def test_what_is_missing_has_a_placeholder_of_its_size_or_loses_its_address(html: str, expected: str) -> None:
    assert shown(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<video src="x.mp4" controls width="320" class="a"></video>', 'width="320" class="a" src="(x.mp4 320x180)"'),
        ('<video><source src="x.mp4"><source src="x.png">old</video>', 'src="(x.mp4 480x270)"'),
        ('<audio controls data-src="x.mp4"></audio>', 'src="(x.mp4 480x54)"'),
        ('<iframe src="x.mp4" height="600" allow="a"></iframe>', 'height="600" src="(x.mp4 960x600)"'),
        ('<object data="x.mp4"><p>old</p></object>', 'src="(x.mp4 480x300)"'),
        ('<embed src="x.mp4" id="e">', 'id="e" src="(x.mp4 480x300)"'),
    ],
)
def test_in_the_place_of_a_film_or_a_frame_stands_a_picture_of_its_name(html: str, expected: str) -> None:
    assert shown(f"a{html}b") == f'a<img {expected} alt="x.mp4 does not exist">b'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<video poster="x.png" src="a.mp4"></video>', '<video  src="a.mp4"></video>'),
        ('<video src="a.mp4"><track src="x.png"></video>', '<video src="a.mp4"><track ></video>'),
        ('<video><source src="x.mp4"><source src="a.mp4"></video>', '<video><source ><source src="a.mp4"></video>'),
    ],
)
def test_a_film_of_which_something_is_there_stays(html: str, expected: str) -> None:
    assert shown(html) == expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"data-background-image": "x.png"}, {"data-background-image": "(x.png)"}),
        ({"data-background-image": "a.png, x.png"}, {"data-background-image": "a.png"}),
        ({"data-background-video": "x.mp4"}, {"data-background-image": "(x.mp4)"}),
        ({"data-background-video": "x.mp4,a.mp4"}, {"data-background-video": "a.mp4"}),
        ({"data-background-iframe": "x.mp4", "class": "a"}, {"class": "a", "data-background-image": "(x.mp4)"}),
        ({"data-background-image": "data:a,b"}, {"data-background-image": "data:a,b"}),
    ],
)
def test_behind_a_slide_stands_a_placeholder_too(attributes: dict[str, str], expected: dict[str, str]) -> None:
    missing = Missing(dict.fromkeys(("x.png", "x.mp4"), "does not exist"), {})
    found = missing.behind(attributes)

    assert {name: drawn(value, missing.assets) for name, value in found.items()} == expected


def words(asset: Asset) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", asset.data.decode())


def test_a_box_says_the_name_and_why_as_far_as_there_is_room() -> None:
    lost = Lost("images/%3Cfar%3E/away/x.png", "does not exist")

    assert words(box(lost, Size(480, 300))) == ["images/&lt;far&gt;/away/x.png", "does not exist"]
    assert words(box(lost, Size(120, 100))) == ["…&gt;/away/x.png", "does not exist"]
    assert words(box(lost, Size(160, 24))) == ["…s/&lt;far&gt;/away/x.png"]
    assert words(box(lost, Size(24, 24))) == []
    assert words(background(lost)) == ["images/&lt;far&gt;/away/x.png: does not exist"]


def test_no_control_character_gets_into_a_box() -> None:
    assert words(box(Lost("a%1b%00.png", "is\x07 odd"), Size(480, 300))) == ["a\ufffd\ufffd.png", "is\ufffd odd"]
    assert "\ufffd" in words(background(Lost("a%1b.png", "odd")))[0]


def test_a_page_asks_for_nothing_that_is_missing(cli: Cli, make_project: MakeProject) -> None:
    names = ("a.png", "b.mp4", "c.mp3", "d.html", "e.png", "f.png", "g.css", "h.woff2")
    slide = """\
![A](a.png)

<video src="b.mp4"></video> <audio src="c.mp3"></audio> <iframe src="d.html"></iframe>

<style>@import "g.css"; a { background: no-repeat url(f.png) } @font-face { src: url('h.woff2') }</style>

<!-- .slide: data-background-image="e.png" -->
"""
    root = make_project({"slides/a.md": slide, "deckbuild.yml": "css: none.css"})
    result = cli("build", root)
    html = (root / "dist" / "a.html").read_text(encoding="utf-8")

    assert (result.exit_code, result.stderr.count("does not exist [D401]")) == (0, len(names) + 1)
    assert "<style> a { background: no-repeat url(data:,) } @font-face { src: url(data:,) }</style>" in html
    assert [name for name in names if re.search(rf"""(?:src|image|url\()=?["']?{name}""", html)] == []
    assert [html.count(f'src="{start}') for start in ("data:image/svg+xml", "data:,")] == [4, 0]
    assert 'data-background-image="data:image/svg+xml' in html


def test_a_file_that_lies_outside_says_so_in_its_box(make_project: MakeProject, cli: Cli) -> None:
    root = make_project({"slides/a.md": "![](../../../x.png)"})
    cli("build", root, "--link-assets")
    (drawing,) = (root / "dist" / "assets").glob("x.*.svg")

    assert "../../../x.png</text>" in drawing.read_text(encoding="utf-8")


def test_a_mark_becomes_the_drawing() -> None:
    missing = Missing({"x.png": "does not exist"}, {})

    assert written(missing.shown('<img src="x.png">'), missing.assets).startswith(
        '<img src="data:image/svg+xml;base64,'
    )
