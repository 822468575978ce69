"""Directives: what they mean where they stand, and what a user is told about those that cannot be understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild.diagnostics.source import Source
from deckbuild.parsing.slides import NATIVE, divide
from deckbuild.rendering.renderer import Renderer
from tests.shown import shown

if TYPE_CHECKING:
    from deckbuild.rendering.result import Rendered


def rendered(text: str) -> Rendered:
    ((slide,),) = divide(Source("a.md", text), 0, NATIVE).stacks
    return Renderer({}).render(slide)


def html(text: str) -> str:
    return rendered(text).html.replace("\n", "")


def problems(text: str) -> list[str]:
    return shown(rendered(text).problems, Source("a.md", text))


# Where reveal.js puts attributes is tested by tests/test_reveal_cases.py; here stands what is ours.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A `b` c <!-- .block: class=x -->", '<p class="x">A <code>b</code> c </p>'),
        ("- a **b** <!-- .block: class=x -->", '<ul><li class="x">a <strong>b</strong> </li></ul>'),
        ("- a <!-- .block: class=x -->\n\n- b", '<ul><li class="x"><p>a </p></li><li><p>b</p></li></ul>'),
        ("## *a* <!-- .block: class=x -->", '<h2 class="x" id="a"><em>a</em> </h2>'),
        ("**a <!-- .block: class=x -->**", '<p class="x"><strong>a </strong></p>'),
        ("a\n\n<!-- .block: class=x -->", '<p class="x">a</p>'),
        ("- a\n\n<!-- .block: class=x -->", '<ul class="x"><li>a</li></ul>'),
        ("> a `b` <!-- .block: class=x -->", '<blockquote><p class="x">a <code>b</code> </p></blockquote>'),
        (
            "|a|\n|-|\n|`b` <!-- .block: class=x -->|",
            (
                "<table><thead><tr><th>a</th></tr></thead>"
                '<tbody><tr><td class="x"><code>b</code> </td></tr></tbody></table>'
            ),
        ),
    ],
)
def test_block_means_the_block_around_the_comment(text: str, expected: str) -> None:
    assert html(text) == expected


def test_classes_of_several_comments_add_up() -> None:
    text = "a <!-- .element: class='x y' id=a --> <!-- .element: class='y z' id=b -->"

    assert html(text) == '<p class="x y z" id="b">a  </p>'


def test_classes_of_the_separator_and_of_directives_add_up() -> None:
    assert rendered("!SLIDE class=a id=b\n<!-- .slide: class='c' id=d -->\nx").attributes == {"class": "a c", "id": "d"}


def test_stack_means_the_stack() -> None:
    found = rendered("<!-- .stack: data-background=red class=x -->\na\n<!-- .stack: class=y -->")

    assert (found.stack, found.attributes) == ({"data-background": "red", "class": "x y"}, {})


def test_a_comment_may_hold_several_directives() -> None:
    found = rendered("a <!-- .slide: id=s .element: class=e\n.stack: class=t -->")

    assert (found.html, found.attributes, found.stack) == ('<p class="e">a </p>', {"id": "s"}, {"class": "t"})


def test_a_value_that_shows_a_directive_is_a_value() -> None:
    found = rendered('<!-- .slide: data-notes="a .element class=x" -->\na')

    assert (found.html.strip(), found.attributes) == ("<p>a</p>", {"data-notes": "a .element class=x"})


def test_directives_in_notes_work_there() -> None:
    text = "a\n!NOTE\n<!-- .element: class=n -->\nb <!-- .element: class=x -->\n\n<!-- .slide: id=s -->"
    found = rendered(text)

    assert found.html.replace("\n", "") == '<p>a</p><aside class="notes n"><p class="x">b </p></aside>'
    assert found.attributes == {"id": "s"}


def test_two_directives_under_a_list_mean_the_same_list() -> None:
    text = "- a\n\n<!-- .element: class=x -->\n<!-- .element: id=y -->"

    assert html(text) == '<ul class="x" id="y"><li>a</li></ul>'


def test_a_directive_in_code_is_text() -> None:
    assert html("`<!-- .element: class=x -->`") == "<p><code>&lt;!-- .element: class=x --&gt;</code></p>"


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- a comment -->",
        "<!-- .todo: mend this -->",
        "<!-- see .element for more -->",
        "<!-- the file a.element -->",
        "<!-- ... -->",
        "<!-- .5 = x -->",
        "<!---->",
    ],
)
def test_an_ordinary_comment_stays_and_is_not_reported(comment: str) -> None:
    found = rendered(f"a {comment}")

    assert (found.html, found.problems) == (f"<p>a {comment}</p>", ())


# Messages


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a <!-- .elemnt: class=x -->",
            (
                "a.md:1:8: warning: unknown directive .elemnt [D301]\n"
                "  1 | a <!-- .elemnt: class=x -->\n"
                "    |        ^^^^^^^\n"
                "  hint: did you mean '.element'?"
            ),
        ),
        (
            "a <!-- .fragment -->",
            (
                "a.md:1:8: warning: unknown directive .fragment [D301]\n"
                "  1 | a <!-- .fragment -->\n"
                "    |        ^^^^^^^^^\n"
                "  hint: directives are .element, .block, .slide and .stack"
            ),
        ),
        (
            "a <!-- .xyz: class=x -->",
            (
                "a.md:1:8: warning: unknown directive .xyz [D301]\n"
                "  1 | a <!-- .xyz: class=x -->\n"
                "    |        ^^^^\n"
                "  hint: directives are .element, .block, .slide and .stack"
            ),
        ),
        (
            'a <!-- .element: fragment id="b" -->',
            (
                "a.md:1:18: warning: 'fragment' is no attribute [D302]\n"
                '  1 | a <!-- .element: fragment id="b" -->\n'
                "    |                  ^^^^^^^^\n"
                '  hint: for a class write class="fragment"'
            ),
        ),
        (
            'a <!-- .element: class="b, -->',
            (
                "a.md:1:18: warning: 'class=\"b,' is no attribute [D302]\n"
                '  1 | a <!-- .element: class="b, -->\n'
                "    |                  ^^^^^^^^^\n"
                '  hint: write name="value"'
            ),
        ),
        (
            "a <!-- .slide: -->",
            (
                "a.md:1:8: warning: this .slide names no attribute, so it does nothing [D303]\n"
                "  1 | a <!-- .slide: -->\n"
                "    |        ^^^^^^\n"
                '  hint: such as <!-- .slide: class="fragment" -->'
            ),
        ),
    ],
)
def test_what_cannot_be_understood_is_told(text: str, message: str) -> None:
    assert problems(text) == [message]


@pytest.mark.parametrize(
    "before",
    [
        "`<!-- .slide: x -->`\n",
        "```\n<!-- .slide: x -->\n```\n",
        "    <!-- .slide: x -->\n\n",
        "- `<!-- .slide: x -->`\n",
        "# a\n!NOTE\n`<!-- .slide: x -->` ",
        "<!-- .slide: y -->\n",
    ],
)
def test_a_message_has_the_place_of_the_directive_not_of_code_that_shows_it(before: str) -> None:
    text = f"{before}a <!-- .slide: x -->"
    line, column = text.count("\n") + 1, len(text) - text.rfind("\n") - len("x -->")

    assert problems(text)[-1].startswith(f"a.md:{line}:{column}: warning: 'x' is no attribute")


def test_a_directive_over_several_lines_has_the_place_of_its_word() -> None:
    (problem,) = problems("- a\n- b <!-- .element:\n    class=x\n    y -->")

    assert problem.split("\n")[0].endswith("warning: 'y' is no attribute [D302]")


def test_a_directive_leaves_no_comment() -> None:
    text = "a <!-- .element: fragment class=x -->\n\n<!-- .slide: id=a -->\n<!-- .element: y --> <!-- .stack -->"

    assert "<!--" not in html(text)


def test_an_element_inside_a_block_is_doubted_when_the_comment_ends_the_block() -> None:
    assert problems("a `b` c <!-- .element: class=x -->") == [
        (
            "a.md:1:9: warning: this .element means the <code> before it, not the <p> [D305]\n"
            "  1 | a `b` c <!-- .element: class=x -->\n"
            "    |         ^^^^\n"
            "  hint: write .block if you mean the block"
        )
    ]
    assert problems("a `b` <!-- .element: class=x --> c") == []
