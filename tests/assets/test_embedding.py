from __future__ import annotations

import base64
import re
from html import unescape
from typing import TYPE_CHECKING

import click
import pytest

from deckbuild.assets.css import embed_sheet
from deckbuild.assets.embedding import Embedded, embed
from deckbuild.assets.resolver import AssetResolver
from deckbuild.diagnostics import terminal
from deckbuild.diagnostics.problem import Problem
from deckbuild.diagnostics.source import Source, Span
from deckbuild.files.media_types import media_type
from deckbuild.files.reader import File, NotRead, Reason
from deckbuild.html import references
from deckbuild.page.layout import SINGLE, lay_out
from deckbuild.rendering.result import Rendered
from tests.png import png

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deckbuild.diagnostics.problem import Diagnostic
    from tests.conftest import Cli, MakeProject

PICTURE = png(2, 2)
PNG = f"data:image/png;base64,{base64.b64encode(PICTURE).decode()}"


class Shelf:
    """Files by their paths, without a disk."""

    def __init__(self, files: Mapping[str, str | bytes] | None = None) -> None:
        self.files = files or {}

    def find(self, address: str, beside: str = "") -> File | NotRead:
        return self.named(re.split("[?#]", address)[0], beside)

    def named(self, name: str, beside: str = "") -> File | NotRead:
        folder = beside.rpartition("/")[0]
        for path in (f"{folder}/{name}", name):
            if path in self.files:
                content = self.files[path]
                return File(path, content.encode() if isinstance(content, str) else content)
        return NotRead(Reason.MISSING)


def slide(
    html: str, files: Mapping[str, str | bytes] | None = None, attributes: dict[str, str] | None = None
) -> Embedded:
    """A slide whose Markdown is the HTML itself."""
    source = Source("slides/a.md", html)
    resolver = AssetResolver(Shelf({"x.png": PICTURE, **(files or {})}))
    found = references.find(html)
    programs = tuple(Problem(rule, 0, message) for rule, _, message, _ in map(references.program, found.programs))
    rendered = Rendered(found.html, attributes or {}, {}, programs, found.references, links=found.links)
    embedded = embed(resolver, rendered, Span(source, 0, len(html)))
    inside = {name: laid_out(value, resolver) for name, value in embedded.attributes.items()}
    return Embedded(laid_out(embedded.html, resolver), inside, {}, embedded.diagnostics)


def laid_out(text: str, resolver: AssetResolver) -> str:
    """The text with its files inside, each where it is shown: it has no place for a store."""
    return lay_out(text, resolver.assets, SINGLE).html


def sheet(css: str, files: Mapping[str, str | bytes] | None = None) -> tuple[str, tuple[Diagnostic, ...]]:
    """A style sheet with its files inside."""
    resolver = AssetResolver(Shelf({"x.png": PICTURE, **(files or {})}))
    embedded, wrong = embed_sheet(resolver, Source("a.css", css))
    return laid_out(embedded, resolver), wrong


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [f"{each.rule.code}@{each.location.line}:{each.location.column}" for each in diagnostics]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="{}" alt="">',
        '<img data-src="{}" alt="">',
        '<picture><source srcset="{}"></picture>',
        '<video src="{}"></video>',
        '<video data-src="{}"></video>',
        '<video poster="{}"></video>',
        '<video><source src="{}"></video>',
        '<video><source data-src="{}"></video>',
        '<video><track src="{}"></video>',
        '<audio src="{}"></audio>',
        '<embed src="{}">',
        '<object data="{}"></object>',
        '<input type="image" src="{}">',
        '<image src="{}">',
        '<image srcset="{}">',
        '<image data-src="{}">',
        '<svg><image href="{}"/></svg>',
        '<svg><image xlink:href="{}"/></svg>',
        '<svg><filter><feImage href="{}"/></filter></svg>',
        '<svg><filter><feImage xlink:href="{}"/></filter></svg>',
        '<b data-preview-image="{}">x</b>',
        '<span data-preview-image="{}">x</span>',
        '<b data-preview-video="{}">x</b>',
        '<table background="{}"></table>',
        '<table><tr><td background="{}"></td></tr></table>',
        '<link rel="preload" as="image" imagesrcset="{}">',
        '<link rel="icon" href="{}">',
        '<section data-background-image="{}"></section>',
        '<section data-background-video="{}"></section>',
        '<svg><rect fill="url({})"/></svg>',
        '<svg><rect cursor="url({}), auto"/></svg>',
        '<svg><rect mask="url({})"/></svg>',
        '<svg><set attributeName="mask" to="url({})"/></svg>',
        '<p style="background: url({})">',
    ],
)
def test_each_element_that_shows_a_file_holds_it(html: str) -> None:
    found = slide(html.format("x.png"))

    assert (found.html, found.diagnostics) == (html.format(PNG), ())


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<b data-preview-link="{}">', "D408"),
        ('<a href="{}">', "D408"),
        ('<a href="#a" ping="{}">', "D408"),
        ('<svg><a xlink:href="{}">', "D408"),
        ('<area href="{}">', "D408"),
        ('<form action="{}">', "D408"),
        ('<button formaction="{}">', "D408"),
        ('<input formaction="{}">', "D408"),
        ('<meta http-equiv="refresh" content="3; url={}">', "D408"),
        ('<meta http-equiv="Refresh" content="0;URL=\'https://e.org/{}\'">', "D403"),
        ('<link rel="preconnect" href="https://e.org/{}">', "D403"),
        ('<svg><script href="https://e.org/{}"></script></svg>', "D403"),
        ('<script type="module">import a from "https://e.org/{}"</script>', "D403"),
        ('<script type="module">import "https://e.org/{}"</script>', "D403"),
        ("<script type=\"module\">export * from '//e.org/{}'</script>", "D403"),
        ('<iframe srcdoc="<img src=https://e.org/{}>"></iframe>', "D403"),
        ('<iframe srcdoc="<a href={}>"></iframe>', "D408"),
        ('<svg><rect fill="url(https://e.org/{})"/></svg>', "D403"),
        ('<base href="https://e.org/{}">', "D406"),
    ],
)
def test_each_element_that_leads_away_is_told(html: str, expected: str) -> None:
    assert [each.rule.code for each in slide(html.format("page.html")).diagnostics] == [expected]


@pytest.mark.parametrize(
    "html",
    [
        '<link rel="canonical" href="https://e.org">',
        '<meta name="description" content="0; url=x.html">',
        "<b data-preview-link>",
        '<img data-preview-image src="data:," alt="">',
        '<svg><rect fill="url(#a)" mask="none"/></svg>',
        '<img alt="fill: url(none.png)" src="data:,">',
        '<form action="https://e.org">',
        '<script>import "https://e.org"</script>',
    ],
)
def test_what_only_looks_like_a_file_stays(html: str) -> None:
    assert slide(html) == Embedded(html, {}, {}, ())


@pytest.mark.parametrize(
    "html",
    [
        '<svg><use href="f.svg#c"/></svg>',
        '<svg><use xlink:href="f.svg"/></svg>',
        '<svg><rect fill="url(f.svg#c)"/></svg>',
        "<svg><rect filter=\"url('f.svg#c')\"/></svg>",
        '<p style="color: red; clip-path: url(f.svg#c)">',
        "<style>p { marker-end: url(f.svg#c) }</style>",
    ],
)
def test_a_part_of_another_drawing_is_told_because_no_browser_shows_it(html: str) -> None:
    assert [each.rule.code for each in slide(html, {"f.svg": "<svg/>"}).diagnostics] == ["D414"]


def test_a_part_of_another_drawing_is_shown_with_its_line() -> None:
    found = slide('<svg><use href="f.svg#c"/></svg>', {"f.svg": "<svg/>"})

    assert click.unstyle(terminal.text(found.diagnostics)) == (
        "slides/a.md:1:17: warning: browsers show no part of another file here: f.svg#c [D414]\n"
        '  1 | <svg><use href="f.svg#c"/></svg>\n'
        "    |                 ^^^^^^^\n"
        "  hint: put the part into the slide, and name it there: #…"
    )


def test_a_view_of_a_drawing_is_shown_as_a_background() -> None:
    assert slide('<p style="background: url(f.svg#c)">', {"f.svg": "<svg/>"}).diagnostics == ()


@pytest.mark.parametrize("html", ['<iframe src="in/p.html#a"></iframe>', '<iframe data-src="in/p.html#a"></iframe>'])
def test_a_page_in_a_frame_is_put_in_with_its_files(html: str) -> None:
    page = "<p style='a: url(y.png)'>ä<img src=y.png>"
    found = slide(html, {"in/p.html": page, "in/y.png": PICTURE})

    (encoded,) = re.findall('src="data:text/html;charset=utf-8;base64,([^"]*)#a"', found.html)
    assert base64.b64decode(encoded).decode() == f'<p style="a: url({PNG})">ä<img src="{PNG}">'
    assert found.diagnostics == ()


def test_a_page_behind_a_slide_is_put_in() -> None:
    found = slide("", {"p.html": "<p>"}, {"data-background-iframe": "p.html"})

    assert found.attributes == {"data-background-iframe": "data:text/html;charset=utf-8;base64,PHA+"}


def test_html_written_in_a_frame_is_put_in_with_its_files() -> None:
    found = slide("<iframe srcdoc=\"<b>1</b><img src='x.png'>\"></iframe>")

    (inside,) = re.findall('srcdoc="([^"]*)"', found.html)
    assert unescape(inside) == f'<b>1</b><img src="{PNG}">'
    assert found.diagnostics == ()


def test_what_is_wrong_in_the_page_of_a_frame_stands_in_that_page() -> None:
    page = '<p>\n<img src="none.png">\n<a href="x.html">\n<iframe src="p.html"></iframe><b style="a: url(//e.org/x)">'
    found = slide('<iframe src="p.html"></iframe>', {"p.html": page})

    assert sorted(
        f"{each.location.path} {code}" for each, code in zip(found.diagnostics, codes(found.diagnostics), strict=True)
    ) == [
        "p.html D401@2:11",
        "p.html D403@4:48",
        "p.html D404@4:14",
        "p.html D408@3:10",
    ]


def test_a_page_that_is_not_there_is_an_error() -> None:
    assert codes(slide('<iframe src="p.html"></iframe>').diagnostics) == ["D401@1:14"]


def test_a_missing_file_with_a_query_says_that_the_query_does_not_count(cli: Cli, make_project: MakeProject) -> None:
    result = cli("build", make_project({"slides/a.md": "![](x.png?v=1)", "slides/ü.PNG": PICTURE}))

    assert "the file x.png?v=1 does not exist [D401]" in result.stderr
    assert "hint: what follows ? is no part of a file's name: x.png is looked for" in result.stderr


@pytest.mark.parametrize(
    ("written", "embedded"),
    [
        ("x.png 1x, x.png 2x", f"{PNG} 1x, {PNG} 2x"),
        ("x.png 1x,x.png 2x", f"{PNG} 1x, {PNG} 2x"),
        ("x.png, x.png 2x", f"{PNG}, {PNG} 2x"),
        ("x.png", PNG),
        ("data:image/png;base64,AA== 1x, x.png 2x", f"data:image/png;base64,AA== 1x, {PNG} 2x"),
    ],
)
def test_each_candidate_of_a_srcset_is_embedded(written: str, embedded: str) -> None:
    assert slide(f'<img srcset="{written}" alt="">').html == f'<img srcset="{embedded}" alt="">'


@pytest.mark.parametrize(
    ("name", "written", "embedded"),
    [
        ("data-background-image", "x.png", PNG),
        ("data-background-image", "x.png,x.png", f"{PNG},{PNG}"),
        ("data-background-image", "data:image/png;base64,AA==", "data:image/png;base64,AA=="),
        ("data-background-video", "x.png", PNG),
        ("style", "background: url(x.png)", f"background: url({PNG})"),
    ],
)
def test_the_background_of_a_section_is_embedded(name: str, written: str, embedded: str) -> None:
    assert slide("", attributes={name: written}).attributes == {name: embedded}


def test_a_picture_in_data_background_becomes_the_picture_that_reveal_takes_it_for() -> None:
    assert slide("", attributes={"data-background": "x.png"}).attributes == {"data-background-image": PNG}
    assert slide("", attributes={"data-background": "#123"}).attributes == {"data-background": "#123"}


@pytest.mark.parametrize(
    ("css", "embedded"),
    [
        ("a{b:url(x.png)}", f"a{{b:url({PNG})}}"),
        ("a{b:url( 'x.png' )}", f"a{{b:url({PNG})}}"),
        ('a{b:URL("x.png")}', f"a{{b:url({PNG})}}"),
        ("a{b:url(x\\.png)}", f"a{{b:url({PNG})}}"),
        ("a{b:url(\\78 .png)}", f"a{{b:url({PNG})}}"),
        ('a{b:url("x.png#f")}', f'a{{b:url("{PNG}#f")}}'),
        ("/* url(none.png) */", "/* url(none.png) */"),
        ("a{content:'url(none.png)'}", "a{content:'url(none.png)'}"),
        ("a{b:url(#clip)}", "a{b:url(#clip)}"),
        ("@namespace svg url(http://www.w3.org/2000/svg);a{}", "@namespace svg url(http://www.w3.org/2000/svg);a{}"),
        ("a{b:image-set('x.png' 1x, url(x.png) 2x)}", f"a{{b:image-set(url({PNG}) 1x, url({PNG}) 2x)}}"),
        ('a{b:-webkit-image-set( "x.png" 1x)}', f"a{{b:-webkit-image-set( url({PNG}) 1x)}}"),
        (
            "a{b:image-set('x.png' type('image/png'), url(x.png) 2x) 'none.png'}",
            f"a{{b:image-set(url({PNG}) type('image/png'), url({PNG}) 2x) 'none.png'}}",
        ),
        ("a\\({b:'none.png'}", "a\\({b:'none.png'}"),
        ('a{b:"none.png\n}c{d:url(x.png)}', f'a{{b:"none.png\n}}c{{d:url({PNG})}}'),
        ("a{b:url()}", "a{b:url()}"),
        (
            "a{b:url('data:image/svg+xml,<svg fill=\"red\">(1)</svg>')}",
            "a{b:url('data:image/svg+xml,<svg fill=\"red\">(1)</svg>')}",
        ),
    ],
)
def test_what_css_names_is_embedded_and_nothing_else_changes(css: str, embedded: str) -> None:
    found, wrong = sheet(css, {"x.png": PICTURE})

    assert (found, wrong) == (embedded, ())


def test_a_name_with_brackets_is_found_in_quotes() -> None:
    found, wrong = sheet('a{b:url("a(1).png")}', {"a(1).png": PICTURE})

    assert (found, wrong) == (f"a{{b:url({PNG})}}", ())


def test_css_in_a_slide_is_embedded() -> None:
    html = '<style>a{b:url(x.png)}</style><p style="c: url(x.png)">'

    assert slide(html).html == f'<style>a{{b:url({PNG})}}</style><p style="c: url({PNG})">'


@pytest.mark.parametrize(
    "rule", ["@import 'in/b.css';", '@import "in/b.css" ;', "@import url(in/b.css);", "@import url('in/b.css');"]
)
def test_an_imported_sheet_is_put_in_with_its_files_beside_it(rule: str) -> None:
    shelf: dict[str, str | bytes] = {"in/b.css": "b{c:url(y.png)}", "in/y.png": PICTURE}

    assert sheet(f"{rule}d{{}}", shelf) == (f"b{{c:url({PNG})}}d{{}}", ())


@pytest.mark.parametrize(
    ("conditions", "css"),
    [
        ("print", "@media print {b{}}"),
        ("layer(base) screen", "@layer base {@media screen {b{}}}"),
        ("layer", "@layer  {b{}}"),
        ("LAYER( a.b )", "@layer a.b {b{}}"),
        ("supports(display: grid)", "@supports (display: grid) {b{}}"),
        ("supports(not (a: b)) screen and (c)", "@supports (not (a: b)) {@media screen and (c) {b{}}}"),
        ("/* x */ layer(a) supports((a: b)) print", "@layer a {@supports ((a: b)) {@media print {b{}}}}"),
        ("layered", "@media layered {b{}}"),
    ],
)
def test_an_imported_sheet_keeps_its_layer_its_condition_and_its_media(conditions: str, css: str) -> None:
    assert sheet(f"@import 'b.css' {conditions};", {"b.css": "b{}"})[0] == css


@pytest.mark.parametrize(
    "css",
    [
        '"\\' * 50_000,
        'a{b:url("' * 50_000,
        "a{b:url(" + "\\aaaaaa" * 50_000,
        "@import 'b.css' " * 50_000 + "{",
        "image-set(" * 50_000,
        "@import" * 50_000,
        "/*" * 50_000,
    ],
    ids=lambda css: css[:12],
)
def test_css_that_never_ends_what_it_begins_is_read_in_one_go(css: str) -> None:
    assert sheet(css, {"b.css": "b{}"}) == (css, ())


def test_sheets_that_import_each_other_end() -> None:
    shelf = {"a.css": "@import 'b.css';a{}", "b.css": "@import 'a.css';@import 'b.css';b{}"}

    assert sheet("@import 'b.css';a{}", shelf) == ("b{}a{}", ())


def test_sheets_that_import_the_next_twice_do_not_grow() -> None:
    files = {f"{n}.css": f"@import '{n + 1}.css';@import './{n + 1}.css';" for n in range(60)}
    shelf = {**files, "60.css": "z{}", **{f"./{n}.css": text for n, text in enumerate(files.values())}}

    css, _ = sheet("@import '0.css';", shelf)

    assert len(css) < 1000


def test_more_sheets_than_anybody_writes_are_refused() -> None:
    shelf = {f"{n}.css": f"@import '{n + 1}.css';" for n in range(200)}

    _, wrong = sheet("@import '0.css';", shelf)

    assert [each.message for each in wrong] == ["more than 100 style sheets are imported"]


def test_a_problem_in_an_imported_sheet_stands_in_that_sheet() -> None:
    shelf = {"in/b.css": "b {}\nc { d: url(none.png) }"}

    _, wrong = sheet("@import 'in/b.css';", shelf)

    assert [str(each.location) for each in wrong] == ["in/b.css:2:12"]


def test_each_missing_file_of_a_sheet_is_reported_at_its_own_place() -> None:
    css = "/* none.png */\na{b:url(none.png)}\nc{d:url('none.png')}\n@import 'none.css';"

    _, wrong = sheet(css)

    assert codes(wrong) == ["D401@2:9", "D401@3:10", "D401@4:10"]


def test_a_sheet_that_a_slide_links_comes_with_its_files() -> None:
    found = slide('<link rel="stylesheet" href="in/b.css">', {"in/b.css": "b{c:url(y.png)}", "in/y.png": PICTURE})

    (encoded,) = re.findall('href="data:text/css;base64,([^"]*)"', found.html)
    assert base64.b64decode(encoded).decode() == f"b{{c:url({PNG})}}"
    assert found.diagnostics == ()


def test_a_sheet_that_is_not_utf_8_is_reported() -> None:
    _, wrong = sheet("@import 'b.css';", {"b.css": b"\xff"})

    assert [(each.rule.code, each.location.path) for each in wrong] == [("D104", "b.css")]


@pytest.mark.parametrize(
    "address", ["http://example.org/x.png", "https://example.org/x.png", "//example.org/x.png", "HTTPS://e.org/x"]
)
def test_what_lies_on_the_network_stays_and_is_told(address: str) -> None:
    found = slide(f'<img src="{address}" alt="">')

    assert found.html == f'<img src="{address}" alt="">'
    assert codes(found.diagnostics) == ["D403@1:11"]


@pytest.mark.parametrize(
    "html",
    [
        '<iframe src="https://e.org"></iframe>',
        '<iframe data-src="https://e.org"></iframe>',
        '<link rel="stylesheet" href="https://e.org/a.css">',
        '<script src="https://e.org/a.js"></script>',
        "<style>@import 'https://e.org/a.css';</style>",
    ],
)
def test_whatever_would_ask_the_network_is_told(html: str) -> None:
    assert [each.rule.code for each in slide(html).diagnostics] == ["D403"]


@pytest.mark.parametrize(
    "html", ['<a href="https://e.org">', "<img src='data:image/gif;base64,R0==' alt=''>", "<use href='#a'>"]
)
def test_what_asks_for_nothing_is_not_told(html: str) -> None:
    assert slide(html) == Embedded(html, {}, {}, ())


@pytest.mark.parametrize("address", ["file:///etc/passwd", "C:/x.png", "smb://x/y.png"])
def test_other_schemes_are_looked_for_and_never_kept_in_silence(address: str) -> None:
    assert [each.rule.code for each in slide(f'<img src="{address}">').diagnostics] == ["D401"]


def test_all_missing_files_of_a_slide_are_reported_where_they_stand() -> None:
    found = slide('<img src="a.png">\n\n<img src="b.png"> and <img src="a.png">\n\n`<img src="c.png">`')

    assert codes(found.diagnostics)[:3] == ["D401@1:11", "D401@3:11", "D401@3:33"]


def test_a_missing_file_is_shown_with_its_line() -> None:
    found = slide('Text\n<img src="images/none.png">')

    assert click.unstyle(terminal.text(found.diagnostics)) == (
        "slides/a.md:2:11: warning: the file images/none.png does not exist [D401]\n"
        '  2 | <img src="images/none.png">\n'
        "    |           ^^^^^^^^^^^^^^^"
    )


def test_a_background_that_is_a_program_is_taken_out() -> None:
    found = slide("", attributes={"data-background-iframe": "javascript:alert(1)"})

    assert (found.attributes, [each.rule.code for each in found.diagnostics]) == ({}, ["D406"])


@pytest.mark.parametrize("name", ["page.html", "data.json", "deck.md", "deckbuild.yml", "id_rsa", "cert.pem"])
def test_a_file_of_another_kind_is_never_put_in(name: str) -> None:
    found = slide(f'<embed src="{name}">', {name: "SECRET"})

    assert base64.b64encode(b"SECRET").decode() not in found.html
    assert found.html.endswith(f'" alt="{name} is of a kind that cannot be put into a page">')
    assert codes(found.diagnostics) == ["D404@1:13"]


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        (b"", "the file y.png is empty", ""),
        (b"<!doctype html><title>404", "the file y.png holds text, not a picture", ""),
        (b"\x7fELF\2\0", "the file y.png is no image/png", ""),
        (
            b"version https://git-lfs.github.com/spec/v1\noid",
            "the file y.png is not here yet: Git LFS keeps it",
            "run `git lfs pull`",
        ),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_an_error(content: bytes, message: str, hint: str) -> None:
    (found,) = slide('<img src="y.png">', {"y.png": content}).diagnostics

    assert (found.rule.code, found.message, found.hint) == ("D405", message, hint)


@pytest.mark.parametrize(
    ("path", "start", "kind"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("a.PNG", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a.png", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("photo", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a.gif", b"GIF89a", "image/gif"),
        ("a.webp", b"RIFF\1\2\3\4WEBPVP8 ", "image/webp"),
        ("a.avif", b"\0\0\0\x20ftypavif", "image/avif"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg">', "image/svg+xml"),
        ("a.svg", b'\xef\xbb\xbf<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "x">\n<svg>', "image/svg+xml"),
        ("a.svg", b'<?xml version="1.0"?>\n<!-- a > b -->\n<svg:svg>', "image/svg+xml"),
        ("a.svg", b"not a drawing", ""),
        ("a.ico", b"\0\0\1\0\1\0", "image/x-icon"),
        ("a.woff2", b"wOF2\0\1\0\0", "font/woff2"),
        ("a.woff", b"wOFF", "font/woff"),
        ("a.ttf", b"\0\1\0\0\0\x0c", "font/ttf"),
        ("a.otf", b"OTTO", "font/otf"),
        ("a.otf", b"\0\1\0\0\0\x0c", "font/ttf"),
        ("a.mp4", b"\0\0\0\x20ftypisom", "video/mp4"),
        ("a.m4a", b"\0\0\0\x20ftypM4A ", "audio/mp4"),
        ("a.mov", b"\0\0\0\x14ftypqt  ", "video/quicktime"),
        ("a.webm", b"\x1a\x45\xdf\xa3", "video/webm"),
        ("a.mp3", b"ID3\3", "audio/mpeg"),
        ("a.mp3", b"\xff\xfb\x90", "audio/mpeg"),
        ("a.ogg", b"OggS", "audio/ogg"),
        ("a.ogv", b"OggS", "video/ogg"),
        ("a.wav", b"RIFF\1\2\3\4WAVEfmt ", "audio/wav"),
        ("a.pdf", b"%PDF-1.7", "application/pdf"),
        ("a.css", b"GIF89a", "text/css"),
        ("a.js", b"", "text/javascript"),
        ("a.vtt", b"WEBVTT", "text/vtt"),
        ("a.html", b"<html>", ""),
        ("a.png", b"", ""),
    ],
)
def test_the_first_bytes_say_what_a_file_is(path: str, start: bytes, kind: str) -> None:
    assert media_type(path, start) == kind


def test_a_file_that_is_named_twice_is_read_and_kept_once() -> None:
    resolver = AssetResolver(Shelf({"x.png": PICTURE, "copy.png": PICTURE}))
    first, second, copy = (resolver.address(name, "", _complain) for name in ("x.png", "x.png", "copy.png"))

    assert first == second == copy
    assert [asset.path for asset in resolver.assets.values()] == ["x.png"]


def _complain(*words: object) -> None:
    raise AssertionError(words)


SVG = '<svg xmlns="http://www.w3.org/2000/svg">{0}</svg>'
DOCTYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'


def test_an_svg_with_a_doctype_is_put_in(cli: Cli, make_project: MakeProject) -> None:
    """Graphviz and Inkscape write one."""
    svg = f'<?xml version="1.0"?>\n<!-- Generator -->\n{DOCTYPE}\n{SVG.format("")}'
    result = cli("build", make_project({"slides/a.md": "![](x.svg)", "slides/x.svg": svg}))

    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("name", ["x.svg", "x.png", "x"])
@pytest.mark.parametrize("entity", ['<!ENTITY a "b">', '<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY % a "b">'])
def test_an_svg_that_declares_entities_is_refused(cli: Cli, make_project: MakeProject, entity: str, name: str) -> None:
    svg = f"<!DOCTYPE svg [{entity}]>{SVG.format('&a;')}"
    result = cli("build", cwd=make_project({"slides/a.md": f"![]({name})", f"slides/{name}": svg}))

    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        f"slides/a.md:1:5: warning: the file {name} declares XML entities [D410]",
        f"  1 | ![]({name})",
        f"    |     {'^' * len(name)}",
        "  hint: save it as plain SVG",
    ]
