"""Headings have the ids that GitHub gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild.diagnostics.source import Source
from deckbuild.parsing.slides import NATIVE, divide
from deckbuild.rendering.heading_ids import HeadingId, slug
from deckbuild.rendering.renderer import Renderer

if TYPE_CHECKING:
    from deckbuild.rendering.result import Rendered


def rendered(text: str, *, strips: bool = False) -> Rendered:
    ((slide,),) = divide(Source("a.md", text), 0, NATIVE).stacks
    return Renderer({}, strips=strips).render(slide)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Deep part", "deep-part"),
        ("What's new in 2.0?", "whats-new-in-20"),
        ("snake_case & more -- or less", "snake_case--more----or-less"),
        ("\N{PARTY POPPER} Party", "-party"),
        ("Überblick: Größe", "überblick-größe"),
        ("U\N{COMBINING DIAERESIS}berblick", "u\N{COMBINING DIAERESIS}berblick"),
        ("注意\N{FULLWIDTH EXCLAMATION MARK}概要", "注意概要"),
        ("हिन्दी पाठ", "हिन्दी-पाठ"),
        ("x² ½", "x-"),
        ("?!", ""),
    ],
)
def test_an_id_is_the_text_as_github_writes_it(text: str, name: str) -> None:
    assert slug(text) == name


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("## *Deep* `part` &amp; more", '<h2 id="deep-part--more"><em>Deep</em> <code>part</code> &amp; more</h2>'),
        ("# a <!-- seen by nobody -->", '<h1 id="a">a <!-- seen by nobody --></h1>'),
        ('# a <!-- .element: id="mine" -->', '<h1 id="mine">a </h1>'),
        ('<h2 id="mine">Deep part</h2>', '<h2 id="mine">Deep part</h2>'),
        ("<h2 title='<h3>no</h3>'>Deep\npart</h2>", "<h2 title='<h3>no</h3>' id=\"deep-part\">Deep\npart</h2>"),
        ("# a\n# a", '<h1 id="a">a</h1>\n<h1 id="a-1">a</h1>'),
        ('# a\n<p id="a">', '<h1 id="a-1">a</h1>\n\n<p id="a">'),
        ("# 2024", "<h1>2024</h1>"),
        ("# ?", "<h1>?</h1>"),
        ("# deckbuild-0123456789abcdef", "<h1>deckbuild-0123456789abcdef</h1>"),
        ("<!-- <h1>a</h1> -->\n\n<pre>\n&lt;h1></pre>", "<!-- <h1>a</h1> -->\n\n<pre>\n&lt;h1></pre>"),
        ("a\n!NOTE\n# b", '<p>a</p>\n<aside class="notes"><h1>b</h1></aside>'),
    ],
)
def test_a_heading_has_one_id(markdown: str, html: str) -> None:
    assert rendered(markdown).html == html


@pytest.mark.parametrize(
    "text", ['!SLIDE id="a"\n# a', '# a\n\n<!-- .slide: id="a" -->', '# a\n\n<!-- .stack: id="a" -->']
)
def test_a_heading_has_no_id_that_its_slide_has(text: str) -> None:
    assert rendered(text).html.strip() == "<h1>a</h1>"


def test_a_slide_with_another_id_does_not_keep_its_heading_from_having_one() -> None:
    assert rendered('!SLIDE id="b"\n# a').headings == (HeadingId("a", "a"),)


def test_a_stranger_s_headings_have_ids_without_a_warning() -> None:
    found = rendered("# exports", strips=True)

    assert (found.html, found.problems) == ('<h1 id="exports">exports</h1>', ())
