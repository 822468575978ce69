from __future__ import annotations

import base64
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import click
import pytest

from deckbuild.diagnostics import terminal
from deckbuild.pipeline import built_deck, stages
from deckbuild.project import loader
from deckbuild.themes import vendored
from tests.png import png

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.conftest import MakeProject

PICTURE = png(2, 2)
PRINTED = {"pdfSeparateFragments": False}
URI = f"data:image/png;base64,{base64.b64encode(PICTURE).decode()}"


def made(make_project: MakeProject, markdown: str, files: Mapping[str, str | bytes] | None = None) -> built_deck.Build:
    root = make_project({"slides/a.md": markdown, "x.png": PICTURE, **(files or {})})
    (found,) = stages.build(loader.read(root))
    return found


class Reader(HTMLParser):
    """What a browser sees of a page: its elements, and the text of each script, style sheet and title."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": [], "title": []}
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag
        if tag in self.texts:
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 -- its form
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in self.texts:
            self.texts[self._inside][-1] += data


def options(html: str) -> dict[str, object]:
    found = re.search(r"Object\.assign\((\{.*?\}), \{plugins", html)
    assert found
    return dict(json.loads(found[1]))


def shown(found: built_deck.Build) -> str:
    return click.unstyle(terminal.text(found.diagnostics))


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ("# The *first* `one`\n\n!SLIDE\n# Second", "The first one"),
        ("Text\n\n!SUB\n### Deep &amp; low", "Deep & low"),
        ("no heading", "a"),
        ("# ![logo](x.png)\n\n!SUB\n# Words", "Words"),
        ("Text\n\n!NOTE\n# Note\n\n!SUB\n# Slide", "Slide"),
        ("<!-- <h1>no</h1> -->\n\n## Yes", "Yes"),
        ("---\ntitle: Set\n---\n# Heading", "Set"),
    ],
)
def test_the_title_is_set_or_the_first_heading_or_the_name(
    make_project: MakeProject, markdown: str, title: str
) -> None:
    found = made(make_project, markdown)

    assert (found.title, Reader(found.html).texts["title"]) == (title, [title])


HOSTILE = "</script><script>alert(1)</script><!--</title><img src=x onerror=alert(1)>\"'&amp;"


def test_no_setting_leaves_its_place(make_project: MakeProject) -> None:
    said = json.dumps(HOSTILE)
    front = f"---\ntheme: white\ntitle: {said}\nauthor: {said}\ndescription: {said}\nlanguage: {said}\n"
    found = made(make_project, f"{front}reveal:\n  autoAnimateEasing: {said}\n  keyboard: {{a: {said}}}\n---\nText")
    plain = made(make_project, "---\ntheme: white\n---\nText")

    reader, calm = Reader(found.html), Reader(plain.html)

    assert [tag for tag, _ in reader.tags if tag != "meta"] == [tag for tag, _ in calm.tags if tag != "meta"]
    assert reader.texts["title"] == [HOSTILE]
    assert options(found.html) == {"hash": True, **PRINTED, "autoAnimateEasing": HOSTILE, "keyboard": {"a": HOSTILE}}


def test_no_file_of_the_project_leaves_its_place(make_project: MakeProject) -> None:
    files = {
        "a.js": f"a = {json.dumps(HOSTILE)}",
        "a.css": "a { content: '</style><script>' }",
        "p.js": "var P = '</SCRIPT'",
    }
    front = "---\nscripts: /a.js\ncss: /a.css\nplugins: [{name: P, script: /p.js}]\n---\n".replace("/", "")
    reader = Reader(made(make_project, f"{front}Text", files).html)

    assert [tag for tag, _ in reader.tags].count(
        "script"
    ) == 12  # names, reveal.js, the plugin, the address, the options, the start, five of ours, the script
    assert reader.texts["script"][-1].strip() == f"a = {json.dumps(HOSTILE)}".replace("</s", "<\\/s").replace(
        "<!--", "<\\!--"
    )
    assert "content: '<\\/style><script>'" in reader.texts["style"][-1]


def test_options_of_reveal_are_json(make_project: MakeProject) -> None:
    reveal = "reveal:\n  slideNumber: c/t\n  hash: false\n  width: 1280\n  margin: 0.1\n  loop: true"
    front = f"---\ntheme: white\n{reveal}\n---\nText"

    assert options(made(make_project, front).html) == {
        "hash": False,
        **PRINTED,
        "slideNumber": "c/t",
        "width": 1280,
        "margin": 0.1,
        "loop": True,
    }


def test_a_picture_that_an_option_names_is_embedded(make_project: MakeProject) -> None:
    found = made(make_project, "---\nreveal: {parallaxBackgroundImage: x.png}\n---\nText")

    assert (options(found.html)["parallaxBackgroundImage"], found.diagnostics) == (URI, ())


def test_the_icon_is_embedded(make_project: MakeProject) -> None:
    found = made(make_project, "---\nfavicon: x.png\n---\nText")

    assert f'<link rel="icon" href="{URI}">' in found.html


def test_an_icon_of_the_network_stays_there_and_is_told(make_project: MakeProject) -> None:
    found = made(make_project, "---\nfavicon: https://e.org/x.png\n---\nText")

    assert '<link rel="icon" href="https://e.org/x.png">' in found.html
    assert [str(each) for each in found.diagnostics] == [
        "slides/a.md:2:10: warning: https://e.org/x.png needs the network [D403] (save it into the project)"
    ]


def test_style_sheets_stand_in_their_order(make_project: MakeProject) -> None:
    found = made(
        make_project,
        "---\ntheme: white\ncss: [one.css, two.css]\n---\n```py\n1\n```",
        {"one.css": "one{}", "two.css": "two{}"},
    )
    sheets = Reader(found.html).texts["style"]

    assert [".reveal .hljs .mi" in sheet for sheet in sheets] == [False, False, False, True, *[False] * 6]
    assert [sheet.strip() for sheet in sheets[-2:]] == ["one{}", "two{}"]


@pytest.mark.parametrize(
    ("markdown", "has_colours"),
    [
        ("Text about hljs", False),
        ("`hljs`", False),
        ("```py\n1\n```", True),
        ("```\n1\n```", True),
        ("Text\n\n    1", True),
        ("```py [1]\n1\n```", True),
        ("```py [1|2]\n1\n2\n```", True),
        ("```py [1: 1|2]\n1\n2\n```", True),
        ('<pre><code class="mine hljs js">1</code></pre>', True),
    ],
)
def test_a_deck_carries_colours_if_it_has_any_code(make_project: MakeProject, markdown: str, has_colours: bool) -> None:
    sheets = Reader(made(make_project, f"---\ntheme: white\n---\n{markdown}").html).texts["style"]

    assert any(".reveal .hljs .mi" in sheet for sheet in sheets) is has_colours


def test_a_theme_of_the_project_is_a_style_sheet(make_project: MakeProject) -> None:
    files: dict[str, str | bytes] = {"my/theme.css": "body{background:url(bg.png)}", "my/bg.png": PICTURE}
    found = made(make_project, "---\ntheme: my/theme.css\n---\nText", files)

    assert Reader(found.html).texts["style"][2].strip() == f"body{{background:url({URI})}}"


def test_a_font_comes_for_letters_that_are_written_as_entities(make_project: MakeProject) -> None:
    plain = made(make_project, "---\ntheme: night\n---\nText").html
    greek = made(make_project, "---\ntheme: night\n---\nText &lambda;").html

    assert greek.count("@font-face") > plain.count("@font-face")


def test_each_file_that_a_setting_names_and_that_is_missing_is_reported_there(make_project: MakeProject) -> None:
    front = """\
---
css: [no.css, https://example.org/a.css]
scripts: no.js
favicon: no.png
theme: no/theme.css
plugins: [{name: P, script: no/p.js}]
reveal: {parallaxBackgroundImage: no/bg.png}
---
Text"""
    lines = [line for line in shown(made(make_project, front)).splitlines() if line.startswith("slides")]

    assert sorted(lines) == [
        "slides/a.md:2:15: warning: https://example.org/a.css needs the network [D403]",
        "slides/a.md:2:7: warning: the file no.css does not exist [D401]",
        "slides/a.md:3:10: warning: the file no.js does not exist [D401]",
        "slides/a.md:4:10: warning: the file no.png does not exist [D401]",
        "slides/a.md:5:8: warning: the file no/theme.css does not exist [D401]",
        "slides/a.md:6:29: warning: the file no/p.js does not exist [D401]",
        "slides/a.md:7:35: warning: the file no/bg.png does not exist [D401]",
    ]


def test_what_a_setting_names_and_is_missing_is_left_out(make_project: MakeProject) -> None:
    names = "theme: no/theme.css\nplugins: [notes, {name: P, script: no/p.js}, zoom]\n"
    html = made(make_project, f"---\n{names}reveal: {{parallaxBackgroundImage: no/bg.png, loop: true}}\n---\nText").html

    assert '{"hash": true, "loop": true, "pdfSeparateFragments": false}, {plugins: [RevealNotes, RevealZoom]}' in html
    assert vendored.theme_css("white", frozenset("a"))[:500] in html


def test_a_single_slide_needs_no_stack_around_it(make_project: MakeProject) -> None:
    html = made(make_project, '## A\n\n!SLIDE\n# B\n\n!SUB\n# C <!-- .stack: class="x" -->').html
    slides = html[html.index('<div class="slides">') :]

    assert re.findall(r"</?section[^>]*>", slides) == [
        "<section>",
        "</section>",
        '<section class="x">',
        "<section>",
        "</section>",
        "<section>",
        "</section>",
        "</section>",
    ]


def test_a_page_says_what_made_it_and_in_which_language(make_project: MakeProject) -> None:
    html = made(make_project, "---\nlang: ar\nreveal: {rtl: true}\n---\nText").html

    assert '<html lang="ar" dir="rtl">' in html
    assert re.search(r'<meta name="generator" content="deckbuild [\d.]+, reveal\.js 6\.[\d.]+">', html)


def test_our_template_may_be_extended(make_project: MakeProject) -> None:
    head = '{% block head %}<meta name="x" content="{{ deck.title }}">{% endblock %}'
    template = f'{{% extends "deckbuild/deck.html.jinja" %}}{head}'
    found = made(make_project, "# A & B", {"templates/deck.html.jinja": template})

    assert '<meta name="x" content="A &amp; B">' in found.html
    assert "Reveal.initialize" in found.html


def test_the_files_of_a_page_are_those_of_its_project(make_project: MakeProject, tmp_path: Path) -> None:
    (tmp_path / "secret.css").write_text("SECRET{}")

    found = made(make_project, "---\ncss: ../secret.css\n---\nText")

    assert ("SECRET" in found.html, "[D402]" in shown(found)) == (False, True)


def test_a_stack_of_one_slide_gets_the_attributes_of_its_stack(make_project: MakeProject) -> None:
    text = '<!-- .slide: class="a" -->\n<!-- .stack: class="b" data-background="red" -->\n\n## One\n'
    (deck,) = stages.build(loader.read(make_project({"slides/a.md": text})))

    assert '<section class="a b" data-background="red">' in deck.html
