"""`--untrusted`: what is taken out of a stranger's slides and settings, and what stays."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.html.source_map import Places
from deckbuild.project import loader
from deckbuild.rendering import allowlist
from deckbuild.rendering.draft import Draft
from deckbuild.rendering.sanitizer import strip

if TYPE_CHECKING:
    from click.testing import Result

    from tests.conftest import Cli, MakeProject


def stripped(html: str) -> str:
    return strip(Draft(html, Places(html), (), {}, {})).html


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("a<script>x</script>b", "ab"),
        ("<p onclick='x'>a", "<p>a"),
        ("<iframe srcdoc='x'>a</iframe>b", "b"),
        ("<form action=/x><input type=text><button formaction=/y>a</button></form>", "<button>a</button>"),
        ("<object data=x><object>a</object>b</object>c", "c"),
        ("<embed src=x><base href=x><meta http-equiv=refresh><link rel=stylesheet href=x>a", "a"),
        ("<my-thing>a</my-thing>", "a"),
        ("<!-- a -->b<!doctype html><?php x?>c", "bc"),
        ("<a href='java&#9;script:x'>a</a>", "<a>a</a>"),
        ("<a href=' vbscript:x'>a</a>", "<a>a</a>"),
        ("<a href='data:image/svg+xml,x'>a</a>", "<a>a</a>"),
        ("<a href='?url=javascript:x'>a</a>", "<a>a</a>"),
        ("<a href='//HOST/share/page.html'>a</a><a href='/&#9;/HOST/x'>b</a>", "<a>a</a><a>b</a>"),
        (r"<a href='\\HOST\share'>a</a><a href='/\HOST/x'>b</a>", "<a>a</a><a>b</a>"),
        ("<a href='%5C%5cHOST/x'>a</a><a href='/%2fHOST/x'>b</a>", "<a>a</a><a>b</a>"),
        ("<a href='../../..//HOST/x'>a</a><area href='/.//HOST/x'>", "<a>a</a><area>"),
        ("<svg><a xlink:href='//HOST/x'/></svg>", "<svg><a/></svg>"),
        ("<a href='?previewLinks=true'>a</a><a href='b.html?x=1&amp;previewlinks=1'>b</a>", "<a>a</a><a>b</a>"),
        (
            "<a data-preview-link href=b.html>a</a><b data-preview-link=https://e.org>b</b>",
            '<a href="b.html">a</a><b>b</b>',
        ),
        ("<img src='//HOST/x.png' srcset='a.png 1x, \\\\HOST\\b.png 2x'><video poster=//HOST/x>", "<img><video>"),
        ("<b data-preview-image='//HOST/x.png' data-preview-video='/\\HOST/x.mp4'>a</b>", "<b>a</b>"),
        ("<p data-background-image='a.png, //HOST/b.png'>a</p>", "<p>a</p>"),
        ("<img src='data:text/html,x'>", "<img>"),
        ("<svg><a xlink:href='javascript:x'><text>a</text></a></svg>", "<svg><a><text>a</text></a></svg>"),
        ("<svg><use href='https://e.org/a.svg#b'/></svg>", "<svg><use/></svg>"),
        ("<svg><foreignObject><b>a</b></foreignObject></svg>", "<svg></svg>"),
        ("<svg><set attributeName='href' to='javascript:x'/></svg>", "<svg></svg>"),
        ("<math><mi href='javascript:x'>a</mi></math>", "<math><mi>a</mi></math>"),
        ("<p style='width: expression(x)'>a</p>", "<p>a</p>"),
        ("<p style='-moz-bind\\69ng: url(x)'>a</p>", "<p>a</p>"),
        ("<style>a { behavior: url(x) }</style>", ""),
        ("<style>a:after { content: '</b>' } b { c: '&lt;' }</style>", None),
        ("<p data-markdown data-background-iframe=x data-notes='<b>'>a</p>", "<p>a</p>"),
        ("<p id=exports>a</p><p id=deckbuild-pictures>b</p>", "<p>a</p><p>b</p>"),
        ("<img name=querySelector alt=a>", '<img alt="a">'),
        ("<a target=x rel=opener>a</a>", "<a>a</a>"),
        ("a < b <c", "a &lt; b &lt;c"),
    ],
)
def test_what_could_run_or_load_a_program_is_taken_out(html: str, left: str | None) -> None:
    expected = "<style>a:after { content: '\\3c /b>' } b { c: '\\26 lt;' }</style>" if left is None else left

    assert stripped(html) == expected


HONEST = [
    '<svg><path fill-rule="evenodd" font-style="italic" stroke-dasharray="2 1"/></svg>',
    '<svg><filter><fediffuselighting lighting-color="red"/></filter></svg>',
    '<h2 id="a" class="b c" style="color: red; scroll-behavior: smooth">a <em>b</em> &amp; c</h2>',
    '<ul><li class="fragment" data-fragment-index="1">a</li></ul>',
    '<table><thead><tr><th align="left" colspan="2">a</th></tr></thead></table>',
    '<pre><code class="hljs language-js" data-line-numbers="1|2">a &lt; b</code></pre>',
    '<img src="images/a.png" srcset="a.png 1x, b.png 2x" alt="a" width="35%" loading="lazy">',
    '<img src="data:image/png;base64,AAAA" data-preview-image="">',
    '<video controls="" autoplay="" poster="a.png"><source src="a.mp4" type="video/mp4"></video>',
    '<audio data-autoplay="" data-src="a.mp3"></audio>',
    '<details open=""><summary>a</summary>b</details>',
    '<a href="https://e.org/?url=x" target="_blank" rel="noopener noreferrer">a</a>',
    '<a href="#/2" data-preview-link="false">a</a><a href="b.html?view=print">b</a><a href="mailto:a@e.org">c</a>',
    '<a href="b.html?from=https://e.org/a">b</a><img src="images//a.png" data-preview-image="images/b.png">',
    '<img srcset="data:image/png;base64,//AA 1x">',
    '<input type="checkbox" disabled="" checked="">',
    '<svg viewbox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"><title>a</title><path d="M0 0h9" fill="red"/></svg>',
    '<svg><defs><lineargradient id="g"><stop offset="5"/></lineargradient><style>b { fill: red }</style></defs></svg>',
    '<svg><g transform="scale(2)"><use href="#g"/><animate attributename="opacity" dur="1s" values="0;1"/></g></svg>',
    "<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>",
    '<aside class="notes"><p>a</p></aside>',
    "<style>.a > .b { color: red } .c { & .d { color: blue } }</style>",
    '<div class="r-stack" data-id="a" aria-label="b">a</div><kbd>a</kbd><sup>1</sup><ruby>a<rt>b</rt></ruby>',
]


def test_no_name_of_the_list_is_half_a_name() -> None:
    lists = [text for text in vars(allowlist).values() if isinstance(text, str)]
    names = {name for text in lists for name in text.split()} | allowlist.ELEMENTS

    assert [name for name in names if name.startswith("-") or name.endswith("-")] == []


@pytest.mark.parametrize("html", HONEST)
def test_what_an_honest_deck_uses_stays_as_it_is(html: str) -> None:
    assert strip(Draft(html, Places(html), (), {}, {})).html == html
    assert strip(Draft(html, Places(html), (), {}, {})).problems == ()


def test_the_attributes_of_a_slide_are_looked_at_too() -> None:
    given = {"class": "a", "data-background": "#123", "data-state": "b", "onClick": "x", "data-background-iframe": "y"}
    found = strip(
        Draft("", Places(""), (), attributes=given, stack={"data-background-image": "javascript:x", "id": "s"})
    )

    assert found.attributes == {"class": "a", "data-background": "#123", "data-state": "b"}
    assert found.stack == {"id": "s"}


_WORDS = """
    < > " ' = / & ; <script <style> </style> <svg> </svg> <math> <title> </title> <textarea> <xmp> <noscript> <!-- -->
    <p onclick= title= href= javascript: &lt; &quot; \0 \t ]]> <![CDATA[ <a <img src=x <template> <plaintext> <mglyph> x
"""
_PIECES = st.sampled_from([*_WORDS.split(), " ", "\t"])
_TAG = re.compile(r'<(?:/([a-z0-9-]+)>|([a-z0-9-]+)((?: [a-z][a-z0-9:._-]*="[^"<>]*")*)/?>)')


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_each_angle_bracket_that_is_left_begins_a_tag_of_the_list(html: str) -> None:
    left = stripped(html)
    tags = list(_TAG.finditer(left))

    assert left.count("<") == len(tags)
    assert {tag[1] or tag[2] for tag in tags} <= allowlist.ELEMENTS
    assert not re.search(r"\son\w+=", " ".join(re.sub('"[^"]*"', "", tag[3] or "") for tag in tags))
    assert stripped(left) == left


def test_every_data_attribute_that_reveal_reads_was_looked_at() -> None:
    """What a new reveal.js reads besides must be looked at: does it load a page, or is it taken for HTML?"""
    dist = files("deckbuild") / "vendor" / "reveal" / "dist"
    scripts = [dist / "reveal.js", *(dist / "plugin" / f"{name}.js" for name in ("notes", "search", "zoom"))]
    text = "".join(script.read_text(encoding="utf-8") for script in scripts)

    assert set(re.findall(r"data-[a-z]+(?:-[a-z]+)*", text)) == set(
        "data-auto-animate data-auto-animate-id data-auto-animate-restart data-auto-animate-target data-autoplay "
        "data-autoslide data-background data-background-color data-background-gradient data-background-hash "
        "data-background-iframe data-background-image data-background-opacity data-background-position "
        "data-background-repeat data-background-size data-background-transition data-background-video "
        "data-background-video-loop data-background-video-muted data-controls-back-arrows data-controls-layout "
        "data-fragment data-fragment-index data-id data-ignore data-index-h data-index-v data-layout data-lazy-loaded "
        "data-line-number data-loaded data-markdown data-muted-by-reveal data-navigation-mode data-notes "
        "data-paused-by-reveal data-preload data-prevent-swipe data-preview-image data-preview-link data-preview-video "
        "data-previous-indexv data-scrollbar data-speaker-layout data-src data-start-indexv data-state data-timing "
        "data-transition-speed data-visibility".split()
    )


def test_each_thing_that_is_taken_out_is_a_warning_at_its_place(cli: Cli, make_project: MakeProject) -> None:
    deck = '# A <b onclick="x()">b</b>\n\n<script>x</script> [c](javascript:d)\n\n!SUB data-markdown="x" class="e"\n\nB'
    result = cli("build", "--untrusted", make_project({"a.md": deck}) / "a.md")

    assert result.exit_code == 0
    assert click.unstyle(result.stderr) == (
        "project/a.md:1:8: warning: --untrusted takes onclick out of this <b> [D407]\n"
        '  1 | # A <b onclick="x()">b</b>\n'
        "    |        ^^^^^^^^^^^^^\n"
        "project/a.md:3:1: warning: --untrusted takes out this <script> [D407]\n"
        "  3 | <script>x</script> [c](javascript:d)\n"
        "    | ^^^^^^^^\n"
        "project/a.md:5:6: warning: --untrusted takes data-markdown out of this slide [D407]\n"
        '  5 | !SUB data-markdown="x" class="e"\n'
        "    |      ^^^^^^^^^^^^^^^^^\n"
    )


def left_out(result: Result) -> list[tuple[str, str]]:
    """The places, and what stood there, that a good build says it has left out."""
    assert result.exit_code == 0
    said = r"^(\S+): warning: --untrusted leaves out this (.*) \[D112\]$"
    return re.findall(said, click.unstyle(result.stderr), re.MULTILINE)


FILES = {
    "deckbuild.yml": "scripts: a.js\nplugins: [notes, {name: P, script: p.js}]\n"
    "markdown_extensions: [tables, evil]\ndecks:\n  a:\n    markdown_extensions:\n      other.evil: {}\n",
    "slides/a.md": "---\nmarkdown_extensions: pymdownx.snippets\n---\nA",
    "templates/deck.html.jinja": "<script>x</script>",
    "a.js": "",
    "p.js": "",
    "evil.py": "raise SystemExit('loaded')",
}


def test_scripts_templates_and_extensions_of_a_stranger_are_left_out(cli: Cli, make_project: MakeProject) -> None:
    root = make_project(FILES)

    assert left_out(cli("build", "--untrusted", cwd=root)) == [
        ("deckbuild.yml:3:31", "Markdown extension"),
        ("deckbuild.yml:7:7", "Markdown extension"),
        ("templates/deck.html.jinja:1:1", "template"),
        ("deckbuild.yml:1:10", "script"),
        ("deckbuild.yml:2:36", "plugin"),
        ("slides/a.md:2:22", "Markdown extension"),
    ]
    page = (root / "dist" / "a.html").read_text(encoding="utf-8")
    assert "plugins: [RevealNotes]" in page


COSTLY = {
    "deckbuild.yml": "shrink_images: true\ndecks:\n  a: {shrink_images: true, title: T, separatorVertical: x}\n"
    "  separator: {chapters: slides/b.md, shrink_images: false, limits: {page_size: 9 GB}}\n",
    "reveal-md.json": '{"title": "U",\n"separator": "^(a|a)*b"}',
    "slides/a.md": "---\nnotesSeparator: ^(a|a)*b\n---\n# A\n\n" + "a" * 100,
    "slides/b.md": "B",
}


def test_what_lets_a_stranger_keep_a_build_busy_is_left_out(cli: Cli, make_project: MakeProject) -> None:
    root = make_project(COSTLY)
    places = [
        "reveal-md.json:2:1",
        "deckbuild.yml:1:1",
        "deckbuild.yml:3:7",
        "deckbuild.yml:3:38",
        "deckbuild.yml:4:60",
        "slides/a.md:2:1",
    ]

    assert left_out(cli("build", "--untrusted", cwd=root)) == [(place, "setting") for place in places]
    assert "<title>T</title>" in (root / "dist" / "a.html").read_text(encoding="utf-8")
    assert (root / "dist" / "separator.html").is_file()


def test_a_strangers_links_open_in_frames_only_where_the_command_line_says_so(
    cli: Cli, make_project: MakeProject
) -> None:
    root = make_project(
        {
            "reveal.json": '{"previewLinks": true, "loop": true}',
            "reveal-md.json": '{"revealOptions": {"previewLinks": true}}',
            "deckbuild.yml": "reveal: {previewLinks: true}\ndecks:\n  a: {reveal: {previewLinks: true}}\n",
            "slides/a.md": "---\nrevealOptions: {previewLinks: true}\n---\nA",
        }
    )
    places = ["reveal.json:1:2", "reveal-md.json:1:20", "deckbuild.yml:1:10", "deckbuild.yml:3:16", "slides/a.md:2:17"]

    assert left_out(cli("build", "--untrusted", cwd=root)) == [(place, "setting") for place in places]
    own = loader.read(root, untrusted=True).decks[0].settings.reveal
    chosen = loader.read(root, overrides={"reveal": {"previewLinks": True}}, untrusted=True).decks[0].settings.reveal
    assert (own["loop"], "previewLinks" in own) == (True, False)
    assert chosen == {**own, "previewLinks": True}


def test_a_strangers_pictures_are_decoded_only_where_the_command_line_says_so(
    cli: Cli, make_project: MakeProject
) -> None:
    root = make_project({"deckbuild.yml": "shrink_images: true\n", "slides/a.md": "A"})
    own = [loader.read(root, overrides=overrides, untrusted=True) for overrides in ({}, {"shrink_images": True})]

    assert [read.decks[0].settings.shrink_images for read in own] == [False, True]
    assert "--set shrink_images=true allows it" in cli("build", "--untrusted", cwd=root).stderr


def test_untrusted_and_strict_together_refuse_what_is_taken_out(cli: Cli, make_project: MakeProject) -> None:
    assert cli("build", "--untrusted", "--strict", make_project(FILES)).exit_code == 1


def test_a_directive_and_a_separator_set_no_handler(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"a.md": "A <!-- .element: onClick='x y' class=b -->\n\n!SUB onclick=z\n\nB"})
    result = cli("build", root / "a.md")
    page = (root / "dist" / "a.html").read_text(encoding="utf-8")

    assert '<p class="b">A' in page
    assert not re.search(r"<(?:p|section)[^>]*onclick", page, re.I)
    assert click.unstyle(result.stderr) == (
        "project/a.md:1:18: warning: onClick would run a program; it is left out [D302]\n"
        "  1 | A <!-- .element: onClick='x y' class=b -->\n"
        "    |                  ^^^^^^^^^^^^^\n"
        "  hint: name a file under scripts:, or write HTML\n"
        "project/a.md:3:6: warning: onclick would run a program; it is left out [D302]\n"
        "  3 | !SUB onclick=z\n"
        "    |      ^^^^^^^^^\n"
        "  hint: name a file under scripts:, or write HTML\n"
    )
