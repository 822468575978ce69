"""What a slide's HTML names is found, and addresses that are programs are taken out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.diagnostics.source import Source
from deckbuild.html import references
from deckbuild.parsing import slides
from deckbuild.rendering import timeout
from deckbuild.rendering.renderer import Renderer

if TYPE_CHECKING:
    from deckbuild.rendering.result import Rendered


def rendered(html: str) -> Rendered:
    (stack,) = slides.divide(Source("a.md", html), 0, slides.NATIVE).stacks
    return Renderer({}).render(stack[0])


def names(html: str) -> list[tuple[str, str, str]]:
    return [(each.tag, each.name, each.value) for each in references.find(html).references]


def test_files_are_found_in_their_order_with_their_places() -> None:
    html = '<p style="a: url(1.png)"><video poster="2.png" src="3.mp4"></video><style>b{c:url(4.png)}</style></p>'

    found = references.find(html).references

    assert [each.value for each in found] == ["a: url(1.png)", "2.png", "3.mp4", "b{c:url(4.png)}"]
    assert [html[each.start : each.end] for each in found] == [
        'style="a: url(1.png)"',
        'poster="2.png"',
        'src="3.mp4"',
        "b{c:url(4.png)}",
    ]


def test_links_and_words_name_no_file() -> None:
    assert names('<a href="x.png">src="x.png"</a><p style="color: red">src=</p>') == []
    assert names('<p background="x.png"></p><b background=none></b>') == []  # browsers know it of tables and the body


def test_ids_are_found() -> None:
    assert references.find('<p id="a"><b ID=b></b></p>').ids == ("a", "b")


def test_the_address_of_a_base_is_taken_out_with_a_warning() -> None:
    found = rendered('<base target=a href="https://e.org/x/"><img src="x.png">')

    assert "e.org" not in found.html
    assert [(each.rule.code, each.message) for each in found.problems] == [
        ("D406", "<base> would make every address of the page begin with https://e.org/x/; it is taken out")
    ]


@pytest.mark.parametrize(
    ("srcset", "found"),
    [
        ("a.png", [("a.png", "")]),
        ("a.png 1x, b.png 2x", [("a.png", "1x"), ("b.png", "2x")]),
        ("a.png, b.png 2x,", [("a.png", ""), ("b.png", "2x")]),
        (" , ,a.png  1x ,b.png", [("a.png", "1x"), ("b.png", "")]),
        ("a,b.png 1x", [("a,b.png", "1x")]),
        (", " * 60_000, []),
        (", " * 60_000 + "a.png", [("a.png", "")]),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_the_candidates_of_a_srcset_are_read(srcset: str, found: list[tuple[str, str]]) -> None:
    assert references.candidates(srcset) == found


@pytest.mark.parametrize(
    "html",
    [
        f'<script type="module">import{" " * 200_000}</script>',
        f'<meta http-equiv="refresh" content="0{" " * 200_000}">',
    ],
    ids=["import", "refresh"],
)
def test_blanks_without_an_address_behind_them_are_read_in_one_go(html: str) -> None:
    assert references.find(html).links == ()


@given(st.text(alphabet="<>img src=\"'/ax\n-!", max_size=60))
def test_each_place_is_in_the_html_and_none_overlaps_the_next(html: str) -> None:
    found = references.find(html)
    at = 0
    for each in found.references:
        assert at <= each.start <= each.end <= len(found.html)
        at = each.end


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java&#10;script:alert(1)",
        "&#x6a;avascript:alert(1)",
        "vbscript:msgbox(1)",
        "data:text/html,<script>alert(1)</script>",
    ],
)
@pytest.mark.parametrize("html", ['<a href="{}">x</a>', '<iframe src="{}"></iframe>', '<form action="{}"></form>'])
def test_an_address_that_is_a_program_is_taken_out_with_a_warning(html: str, address: str) -> None:
    found = rendered(html.format(address))

    assert not re.search("script:|text/html", found.html)
    assert [each.rule.code for each in found.problems] == ["D406"]


@pytest.mark.parametrize("tag", ["<b class ", '<b class="', '<span class="a" ', "<b src=x "])
def test_tags_that_never_end_are_read_once(tag: str) -> None:
    with timeout.limit(5):
        assert references.find(f"<i id=a>{tag * 20_000}").ids == ("a",)
