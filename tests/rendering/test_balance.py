"""HTML is balanced per slide and per note: no tag reaches over the end of what it stands in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.diagnostics.source import Source
from deckbuild.html.source_map import Places
from deckbuild.html.tree import read
from deckbuild.parsing.slides import NATIVE, divide
from deckbuild.rendering.balance import balance
from deckbuild.rendering.draft import Draft, Piece
from deckbuild.rendering.renderer import Renderer
from tests.shown import shown

if TYPE_CHECKING:
    from deckbuild.diagnostics.problem import Problem
    from deckbuild.rendering.result import Rendered

RENDERER = Renderer({})


def rendered(text: str) -> Rendered:
    ((slide,),) = divide(Source("a.md", text), 0, NATIVE).stacks
    return RENDERER.render(slide)


def problems(text: str) -> list[str]:
    return shown(rendered(text).problems, Source("a.md", text))


def balanced(html: str) -> tuple[str, tuple[Problem, ...]]:
    """The HTML of a slide without notes, balanced, and what was wrong with it."""
    found = balance(Draft(html, Places(html), (Piece(0, len(html), 0),), {}, {}).parsed())
    return found.html, found.problems


def mended(html: str) -> str:
    return balanced(html)[0]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div>a", "<div>a</div>"),
        ("<div><span>a", "<div><span>a</span></div>"),
        ("<div><span>a</div>b", "<div><span>a</span></div>b"),
        ("a</div>b</section>", "ab"),
        ("<p>a<b>b</p><p>c</p>", "<p>a<b>b</b></p><p>c</p>"),
        ("<div/>a", "<div/>a</div>"),
        ("<table><tr><td>a</div>", "<table><tr><td>a</table>"),
        ("<ul><li>a<div></ul>b", "<ul><li>a<div></div></ul>b"),
        ("<script>a", "<script>a</script>"),
        ("<textarea><b>", "<textarea><b></textarea>"),
        ("<div><!-- a", "<div><!-- a--></div>"),
        ("<iframe src=a>", "<iframe src=a></iframe>"),
        ('<div class="a\n<p>b</p>', '&lt;div class="a\n<p>b</p>'),
        ("<p>a</p><plaintext><p>b</p>", "<p>a</p>&lt;plaintext><p>b</p>"),
        ("<svg><g><path/></svg>", "<svg><g><path/></g></svg>"),
    ],
)
def test_what_lacks_a_partner_is_mended(html: str, expected: str) -> None:
    assert mended(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p>a<p>b",
        "<ul><li>a<li>b</ul>",
        "<table><tr><td>a<td>b</table>",
        "<p>a <div>b</div> c</p>",
        "<p align=center>\n<p>a</p>\n</p>",
        "<p><small>a</p><p>b</small></p>",
        "<b><i>a</b></i>",
        "a<br>b<br/>c</br>d<img src=x/><image src=x>",
        "<svg><image href=x></image></svg>",
        "<svg><path/><g/></svg>",
        "<div a='>'></DIV >",
        "<script>'</p><div>'</script>",
        "a < b > c <3 & <!-- <div> -->",
    ],
)
def test_what_a_browser_balances_itself_stays_as_it_is(html: str) -> None:
    assert balanced(html) == (html, ())


def test_the_notes_are_balanced_apart_from_the_slide() -> None:
    found = rendered("<div>\n\na\n\n!NOTE\n</div>\n\nb <i>c")

    assert re.sub(r"\s*\n\s*", "", found.html) == '<div><p>a</p></div><aside class="notes"><p>b <i>c</i></p></aside>'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '# a\n\n<div class="x">\n\nb',
            (
                "a.md:3:1: warning: this <div> is never closed [D304]\n"
                '  3 | <div class="x">\n'
                "    | ^^^^^^^^^^^^^^^\n"
                "  hint: write </div> where it ends"
            ),
        ),
        (
            "`</div>` <div></div>\n\na </div>",
            (
                "a.md:3:3: warning: this </div> closes nothing; it is left out [D304]\n"
                "  3 | a </div>\n"
                "    |   ^^^^^^\n"
                "  hint: take it away, or write the <div> that it closes"
            ),
        ),
        (
            'a\n\n<div class="x>\n\nb',
            (
                "a.md:3:1: warning: this tag never ends; it is shown as text [D304]\n"
                '  3 | <div class="x>\n'
                "    | ^^^^^^^^^^^^^^\n"
                "  hint: write the > or the quotes that it lacks"
            ),
        ),
        (
            "<b>a</b>\n!NOTE\n<b>a</b>\n\nc <b>d",
            (
                "a.md:5:3: warning: this <b> is never closed [D304]\n"
                "  5 | c <b>d\n"
                "    |   ^^^\n"
                "  hint: write </b> where it ends"
            ),
        ),
    ],
)
def test_what_lacks_a_partner_is_told_with_its_place(text: str, message: str) -> None:
    assert problems(text) == [message]


def test_what_the_scanner_reports_is_not_told_twice() -> None:
    assert problems("<pre>\na") == []
    assert problems("<!-- a") == []


TAGS = "p div div/ b ul li br svg g/ script textarea section td table plaintext !-- a"
PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in TAGS.split()),
        *(f"</{tag}>" for tag in TAGS.split()),
        "<a href='x'>",
        "<a href='x ",
        "-->",
        "a",
    ]
)


@given(st.lists(PIECES).map("".join))
def test_what_was_balanced_is_balanced(html: str) -> None:
    once = mended(html)

    assert balanced(once) == (once, ())
    assert [html[each.start : each.end] for each in read(once).root.comments() if not each.closed] == []


@given(st.lists(st.one_of(PIECES, st.sampled_from(["\n", "\n\n", "- ", "> ", "*", "`", "    "]))).map("".join))
def test_nothing_on_a_slide_reaches_out_of_its_section(text: str) -> None:
    for stack in divide(Source("a.md", text), 0, NATIVE).stacks:
        section = f"<section>{RENDERER.render(stack[0]).html}</section>"

        outer = list(read(section + "<section>next</section>").root.nodes)
        assert [getattr(node, "tag", "") for node in outer] == ["section", "section"]
        assert outer[0].end == len(section)


def test_html_that_is_code_is_told_at_its_line_and_not_at_the_element_that_it_leaves_open() -> None:
    assert problems("<div>\n    <div>\n\n    text\n\n    </div>\n</div>") == [
        (
            "a.md:6:5: warning: this HTML is indented by four blanks, so it is shown as code [D306]\n"
            "  6 |     </div>\n"
            "    |     ^^^^^^\n"
            "  hint: indent it by fewer than four blanks, or take the empty line before it away"
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "    <p>code of its own</p>",
        "<div>x</div>\n<br>\n\n    <p>code</p>",
        "<div>\n\n```\n    <p>code</p>\n```\n\n</div>",
        "<div>\n    <p>HTML</p>\n</div>",
        "<div>\n\n    a < b\n\n</div>",
        "`<div>`\n\n    <p>code</p>",
    ],
)
def test_indented_code_that_is_meant_is_not_told(text: str) -> None:
    assert problems(text) == []
