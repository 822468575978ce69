"""A finished page says what in it leads out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from deckbuild.diagnostics import terminal
from deckbuild.page import external_links
from deckbuild.pipeline import stages
from deckbuild.project import loader
from tests.png import png

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ('<script src="https://cdn.example/x.js"></script>', "https://cdn.example/x.js"),
        ('<link rel="stylesheet" href="//cdn.example/x.css">', "//cdn.example/x.css"),
        ('<link rel="shortcut icon" href="x.ico">', "x.ico"),
        ("<style>@import 'x.css';</style>", "x.css"),
        ("<style>a { b: url(x.woff) }</style>", "x.woff"),
        ('<p style="a: url(&quot;x.png&quot;)">', "x.png"),
        ('<img srcset="data:,a 1x, x.png 2x">', "x.png"),
        ("<video poster=x.png>", "x.png"),
        ("<iframe src='https://e.org'></iframe>", "https://e.org"),
        ('<section data-background-image="x.png">', "x.png"),
        ('<a href="handout.pdf">', "handout.pdf"),
        ('<svg><use href="sprite.svg#a"/></svg>', "sprite.svg#a"),
        ("<p style='a: url(x.png)'>", "x.png"),
        ("<p style=a:url(x.png)>", "x.png"),
        ("<section data-background-image='x.png'>", "x.png"),
        ("<section data-background=x.png>", "x.png"),
        ('<base href="https://e.org/">', "https://e.org/"),
        ('<meta http-equiv="refresh" content="0; url=x.html">', "x.html"),
        ('<iframe srcdoc="<img src=x.png>"></iframe>', "x.png"),
        ("<form action=x.cgi>", "x.cgi"),
    ],
)
def test_what_a_page_asks_for_is_found(html: str, address: str) -> None:
    assert [each.address for each in external_links.find(html)] == [address]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://e.org">',
        '<a href="#/2">',
        '<a href="mailto:a@b.c">',
        "<a>",
        '<link rel="canonical" href="https://e.org">',
        '<img src="data:image/png;base64,AA==">',
        '<img src="\0p0123456789abcdef\0">',
        "<img src=''>",
        '<script>"<img src=x.png>"</script>',
        "<style>a{b:url(data:,)}c{d:var(--e)}</style>",
        "<code>&lt;img src=x.png></code>",
        "<!-- <img src=x.png> <p style='a: url(x.png)'> -->",
        '<meta name="description" content="0; url=x.html">',
    ],
)
def test_what_stays_in_the_page_is_not(html: str) -> None:
    assert external_links.find(html) == ()


def test_a_script_that_a_template_has_on_the_network_is_told_at_its_line(make_project: MakeProject) -> None:
    template = (
        '{% extends "deckbuild/deck.html.jinja" %}\n'
        '{% block head %}\n<script src="https://e.org/x.js"></script>\n{% endblock %}\n'
    )
    root = make_project({"slides/a.md": "# A", "templates/deck.html.jinja": template})
    (made,) = stages.build(loader.read(root))

    assert click.unstyle(terminal.text(made.diagnostics)) == (
        "templates/deck.html.jinja:3:14: warning: the page asks for https://e.org/x.js, which is not in it [D408]\n"
        '  3 | <script src="https://e.org/x.js"></script>\n'
        "    |              ^^^^^^^^^^^^^^^^^^\n"
        "  hint: save it into the project, and name it in a slide or a setting"
    )


def test_a_link_to_a_file_that_is_not_there_is_told_and_one_to_another_deck_is_not(make_project: MakeProject) -> None:
    text = "# A\n\n[paper](papers/ä.pdf) [b](b.html) [part](b.html#/2) [start](index.html) [far](https://e.org)\n"
    root = make_project({"slides/a.md": text, "slides/b.md": "# B"})
    first, _ = stages.build(loader.read(root))

    assert [(str(each.location), each.rule.code) for each in first.diagnostics] == [("slides/a.md:3:9", "D401")]


def test_what_was_told_about_a_slide_is_not_told_twice(make_project: MakeProject) -> None:
    text = "# A\n\n![](https://e.org/x.png) ![](none.png)\n"
    (made,) = stages.build(loader.read(make_project({"slides/a.md": text})))

    assert [each.rule.code for each in made.diagnostics] == ["D403", "D401"]


def test_an_address_is_told_though_another_that_was_told_ends_like_it(make_project: MakeProject) -> None:
    template = (
        '{% extends "deckbuild/deck.html.jinja" %}{% block head %}<link rel="icon" href="logo.png">{% endblock %}'
    )
    root = make_project({"slides/a.md": "![](biglogo.png)", "templates/deck.html.jinja": template})
    (made,) = stages.build(loader.read(root))

    assert [each.message for each in made.diagnostics] == [
        "the file biglogo.png does not exist",
        "the page asks for logo.png, which is not in it",
    ]


def test_a_background_that_was_told_is_not_told_twice(make_project: MakeProject) -> None:
    text = "<!-- .slide: data-background-image='https://e.org/a.png' -->\n# A\n"
    (made,) = stages.build(loader.read(make_project({"slides/a.md": text})))

    assert [each.rule.code for each in made.diagnostics] == ["D403"]


def test_what_a_template_names_is_told_in_its_order_and_where_it_is_named(make_project: MakeProject) -> None:
    template = (
        '{% extends "deckbuild/deck.html.jinja" %}\n{% block head %}\n'
        "{# b.pdf and x.css #}\n<a href='b.pdf'>b</a>\n<link rel=stylesheet href=x.css>\n"
        '<a href="index.html">start</a>{% endblock %}\n'
    )
    root = make_project({"slides/a.md": "# A", "templates/deck.html.jinja": template})
    (made,) = stages.build(loader.read(root))

    assert [(each.location.line, each.message, each.hint) for each in made.diagnostics] == [
        (4, "the page leads to b.pdf, which is not in it", "link to an address of its own (https:)"),
        (
            5,
            "the page asks for x.css, which is not in it",
            "save it into the project, and name it in a slide or a setting",
        ),
    ]


def test_strict_makes_an_error_of_it(make_project: MakeProject, cli: Cli) -> None:
    root = make_project({"slides/a.md": "[a](b.pdf)", "x.png": png(1, 1)})

    assert cli("build", root).exit_code == 0
    assert cli("build", root, "--strict").exit_code == 1
