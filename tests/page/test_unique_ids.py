"""Ids that nobody wrote, and those in drawings, are unique in a deck; what names them follows. Others are told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.pipeline import stages
from deckbuild.project import loader

if TYPE_CHECKING:
    from deckbuild.pipeline.built_deck import Build
    from tests.conftest import MakeProject


def built(make_project: MakeProject, text: str, settings: str = "") -> Build:
    (deck,) = stages.build(loader.read(make_project({"slides/a.md": text, "deckbuild.yml": settings})))
    return deck


def html(make_project: MakeProject, text: str, settings: str = "") -> str:
    deck = built(make_project, text, settings)
    assert deck.diagnostics == ()
    return deck.html


def slides(page: str) -> str:
    return page.split('<div class="slides">')[1].split("</div>\n</div>", maxsplit=1)[0]


def ids(page: str) -> list[str]:
    return re.findall(r' id="([^"]*)"', slides(page))


def test_fifty_equal_headings_have_fifty_ids(make_project: MakeProject) -> None:
    page = html(make_project, "\n\n!SUB\n\n".join(["# Überblick"] * 50), "markdown_extensions: [toc]\n")

    assert len(set(ids(page))) == 50


def test_footnotes_of_two_slides_lead_to_their_own_notes(make_project: MakeProject) -> None:
    slide = "a[^1]\n\n[^1]: b\n"
    page = html(make_project, f"{slide}\n!SUB\n\n{slide}", "markdown_extensions: [footnotes]\n")

    assert sorted(ids(page)) == ["fn:1", "fn:1_1", "fnref:1", "fnref:1_1"]
    assert sorted(re.findall(r'href="#([^"]*)"', page)) == ["fn:1", "fn:1_1", "fnref:1", "fnref:1_1"]


def test_an_id_of_the_author_stays_and_the_second_one_is_told_where_it_stands(make_project: MakeProject) -> None:
    text = (
        '<p id="box">\n\n!SUB\n\ntext <b id="box">b</b>\n\n!SUB id=box\n\n[x](#box)\n\n!SUB\n\n'
        'a <!-- .element: id="other" -->\n<label for="other"></label>\n\n!SUB\n\n<p data-id="x" id=other>\n'
    )
    deck = built(make_project, text)

    assert ids(deck.html) == ["box", "box", "box", "other"]
    assert '<p data-id="x" id=other>' in deck.html
    assert [(str(each.location), each.rule.code, each.message, each.width) for each in deck.diagnostics] == [
        ("slides/a.md:5:13", "D310", "the id 'box' is taken: slides/a.md:1:8", 3),
        ("slides/a.md:7:9", "D310", "the id 'box' is taken: slides/a.md:1:8", 3),
        ("slides/a.md:18:19", "D310", "the id 'other' is taken: slides/a.md:13:22", 5),
    ]


def test_two_ids_of_one_slide_are_told_once(make_project: MakeProject) -> None:
    deck = built(make_project, '<p id="a">1</p>\n<p id="a">2</p>\n')

    assert [str(each.location) for each in deck.diagnostics] == ["slides/a.md:2:8"]


# What names an element inside a drawing: each attribute of it, and what stands in its style.
DRAWING = """\
<svg id="all" aria-labelledby="t g" filter="url(#g)" aria-describedby="far">
<title id="t">Drawing</title>
<style>#g > rect, a:hover #g { fill: url("#g"); color: #add }</style>
<linearGradient id="g" xlink:href="#g"/><path id="add" d="M0 0"/>
<rect fill="url(#g)" stroke="url(&quot;#g&quot;)" clip-path="url('#g')" mask="url(#g)" marker-end="url(#g)"
 cursor="url(#g), auto"
 style="fill: url(#g); stroke: url(#other)"/>
<animate id="x" begin="x.end + 1.5s; g.click; 0.5s" values="url(#g);none"/><set attributeName="href" to="#g"/>
<use href="#g"/><foreignObject><map id="m" name="m"></map><img usemap="#m" src="data:," alt=""><input list="l">
<datalist id="l"></datalist><table><tr><th id="h"><td headers="h g"></table><form id="f"></form><input form="f">
</foreignObject></svg>"""


def test_what_names_an_element_of_a_drawing_follows(make_project: MakeProject) -> None:
    page = slides(html(make_project, f"{DRAWING}\n\n!SUB\n\n{DRAWING}\n"))
    first, second = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    renamed = re.sub(r'(?<=[#" ])(t|g|x|m|l|h|f)(?=[")\' .&]|")', r"\1_1", DRAWING)

    assert first == DRAWING
    assert second.split("\n") == renamed.split("\n")


def test_of_two_drawings_of_a_slide_each_has_its_own(make_project: MakeProject) -> None:
    drawing = '<svg><g id="g"/><use href="#g"/></svg>'
    page = html(make_project, f'<div>{drawing}{drawing}<a href="#g">first</a></div>\n\n!SUB\n\n<p>{drawing}</p>')

    assert slides(page).replace("_1", "-").replace("_2", "--") == (
        '\n<section>\n<section>\n<div><svg><g id="g"/><use href="#g"/></svg><svg><g id="g-"/><use href="#g-"/></svg>'
        '<a href="#g">first</a></div>\n</section>\n<section>\n<p><svg><g id="g--"/><use href="#g--"/></svg></p>\n'
        "</section>\n</section>\n"
    )


def test_what_names_a_drawing_of_its_slide_follows_outside_of_it_too(make_project: MakeProject) -> None:
    drawing = '<div style="clip-path: url(#g)"><svg><g id="g"/></svg></div>'
    page = html(make_project, f"{drawing}\n\n!SUB\n\n{drawing}")

    assert re.findall(r'url\((#\w+)\)"><svg><g id="(\w+)"', page) == [("#g", "g"), ("#g_1", "g_1")]


def test_an_id_in_a_drawing_that_nothing_names_stays_and_is_not_told(make_project: MakeProject) -> None:
    page = html(make_project, '<svg><g id="g"/></svg>\n\n!SUB\n\n<svg><g id="g"/></svg>\n')

    assert ids(page) == ["g", "g"]


def test_an_id_of_the_author_wins_over_one_in_a_drawing(make_project: MakeProject) -> None:
    page = html(make_project, '<svg><g id="g"/><use href="#g"/></svg>\n\n!SUB\n\n<p id="g">\n\n[to](#g)\n')

    assert ids(page) == ["g_1", "g"]
    assert re.findall(r'href="(#[^"]+)"', slides(page)) == ["#g_1", "#g"]


def test_equal_headings_are_numbered_through_the_deck_as_on_github(make_project: MakeProject) -> None:
    page = html(
        make_project, '# a\n\n!SUB\n\n# a\n# a\n\n!SUB\n\n# a 1\n\n!SUB\n\n# b\n\n[a](#a)\n\n!SUB\n\n<p id="b">\n'
    )

    assert ids(page) == ["a", "a-1", "a-2", "a-1-1", "b-1", "b"]
    assert '<a href="#a">a</a>' in page
