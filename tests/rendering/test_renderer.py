"""One slide's text to HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Extension
from markdown.preprocessors import Preprocessor

from deckbuild.diagnostics.source import Source
from deckbuild.html.tree import read
from deckbuild.parsing.slides import NATIVE, divide
from deckbuild.rendering import draft
from deckbuild.rendering.renderer import Renderer
from deckbuild.rendering.result import Rendered
from tests.shown import shown

if TYPE_CHECKING:
    from markdown import Markdown

    from deckbuild.html.tree import Tree


def rendered(text: str, renderer: Renderer | None = None) -> list[Rendered]:
    slides = [slide for stack in divide(Source("a.md", text), 0, NATIVE).stacks for slide in stack]
    renderer = renderer or Renderer({})
    return [renderer.render(slide) for slide in slides]


def html(text: str) -> str:
    (slide,) = rendered(text)
    return slide.html


def test_a_slide_is_html_with_attributes() -> None:
    assert rendered('!SLIDE class="dark" data-x\na') == [
        Rendered("<p>a</p>", {"class": "dark", "data-x": ""}, {}, ()),
    ]


def test_attributes_of_a_slide_may_stand_in_braces() -> None:
    (slide,) = rendered('!SLIDE {.section #intro onclick="x()" .dark}\na')

    assert slide.attributes == {"class": "section dark", "id": "intro"}
    assert [(each.offset, each.message) for each in slide.problems] == [
        (17, "onclick would run a program; it is left out")
    ]


def test_notes_become_one_aside_behind_the_slide() -> None:
    assert html("# a\n!NOTE one\n!NOTE\n\n- two") == (
        '<h1 id="a">a</h1>\n<aside class="notes"><p>one</p>\n<ul><li>two</li>\n</ul></aside>'
    )


def test_empty_notes_make_no_aside() -> None:
    assert html("# a\n!NOTE\n") == '<h1 id="a">a</h1>'


@pytest.mark.parametrize(
    "state",
    ["[a]: http://b", "*open", "`open", "<div>", "    code", "```\nopen", "<!-- open", "- a\n- b", "a[^1]\n\n[^1]: b"],
)
def test_a_slide_knows_nothing_of_the_slides_before_it(state: str) -> None:
    alone, together = rendered("[a] `b` *c*"), rendered(f"{state}\n!SUB\n[a] `b` *c*")

    assert together[-1:] == alone


def test_notes_know_nothing_of_the_slide() -> None:
    assert html("[a]: http://b\n!NOTE\n[a]") == '\n<aside class="notes"><p>[a]</p></aside>'


def test_a_slide_that_is_indented_as_a_whole_is_no_code() -> None:
    assert html("    # a\n    - b") == html("\t# a\n\t- b") == html("# a\n- b")


def test_empty_lines_before_a_slide_take_no_indentation_off_it() -> None:
    assert html("a\n\n\n\n- b\n  - c") == html("a\n\n- b\n  - c")
    assert html("\n\n\n\n- b\n  - c") == html("- b\n  - c")


def nested(depth: int) -> str:
    """A list in a list in a list."""
    return "\n".join(f"{'  ' * level}- x{level}" for level in range(depth))


def test_what_is_nested_too_deeply_is_told_and_shown_as_it_is_written() -> None:
    text = f"\n{nested(60)}"
    (slide,) = rendered(text)

    assert slide.html == f"<pre>{nested(60)}</pre>"
    assert shown(slide.problems, Source("a.md", text)) == [
        (
            "a.md:2:1: warning: this slide cannot be rendered: lists or quotes are nested 100 levels deep [D203]\n"
            "  2 | - x0\n"
            "    | ^"
        )
    ]


@pytest.mark.parametrize(
    "text", [nested(49), "> " * 90 + "x48", "*a **b " * 300 + "x48", "[" * 400 + "x48", "<b>" * 900 + "x48"]
)
def test_what_is_nested_less_deeply_is_rendered(text: str) -> None:
    assert "x48" in html(text)


def test_a_line_that_code_does_not_have_is_told_with_its_place() -> None:
    text = "```js [1]\na\n```\n!NOTE\n```js [1|2-3]\na\nb\n```"
    (slide,) = rendered(text)

    assert shown(slide.problems, Source("a.md", text)) == [
        ("a.md:5:10: warning: this code has 2 lines, and no line 3 [D206]\n  5 | ```js [1|2-3]\n    |          ^^^")
    ]


class _Broken(Extension):
    """Fails on every text that says so."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- Python-Markdown's name
        md.preprocessors.register(_Failing(md), "failing", 100)


class _Failing(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        if "fail" in lines:
            raise KeyError("what it misses")
        return lines


def makeExtension(**_: Any) -> Extension:  # noqa: ANN401, N802 -- Python-Markdown's name and form
    return _Broken()


def test_an_extension_that_fails_costs_its_slide_alone() -> None:
    text = 'a\n!SUB class="x"\n<b>\nfail\n\n!NOTE\nSay <i>\n!SUB\nb'
    one, two, three = rendered(text, Renderer({"tests.rendering.test_renderer": {}}))

    assert (one.html, three.html, two.attributes) == ("<p>a</p>", "<p>b</p>", {"class": "x"})
    assert two.html == '<pre>&lt;b&gt;\nfail</pre>\n<aside class="notes"><pre>Say &lt;i&gt;</pre></aside>'
    assert [problem.message for problem in two.problems] == [
        "this slide cannot be rendered: KeyError: 'what it misses'"
    ]


MARKS = "* _ ` ~~ [ ] ( ) ![ < > <b> </b> <div> </div> <!-- --> # - 1. | \\ &amp; & : http://a.b ``` > !".split()
WORDS = st.text(alphabet="ab\x02\x03\x00wzxhdkl:0", max_size=9)
TEXT = st.lists(st.one_of(st.sampled_from([*MARKS, "\n", "\n\n", "    ", " "]), WORDS)).map("".join)


@given(TEXT)
def test_any_text_is_rendered_and_twice_the_same(text: str) -> None:
    renderer = Renderer({})

    assert rendered(text, renderer) == rendered(text, renderer) == rendered(text)


@given(TEXT)
def test_no_placeholder_of_markdown_is_left(text: str) -> None:
    for slide in rendered(text):
        assert not {"\x02", "\x03"} & set(slide.html)
        assert slide.html.count("wzxhzdk") <= text.count("wzxhzdk")


@given(st.lists(st.sampled_from(["word", "*em*", "`code`", "- item", "> quote", "# head", "1. one", "<b>raw</b>"])))
def test_no_word_is_lost(blocks: list[str]) -> None:
    words = {"word", "em", "code", "item", "quote", "head", "one", "raw"}
    found = "".join(slide.html for slide in rendered("\n\n".join(blocks)))

    for word in words:
        assert found.count(f"{word}<") == sum(word in block for block in blocks)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("# a\n\n- *b* `<c>`\n", 0),
        ("# a\n\n<b>c</b> <!-- .element: class='d' -->\n\n!NOTE\n\n<i>e</i> <!-- f -->\n", 1),
        ("<b>c <!-- .element: class='d' -->\n", 2),  # what was mended has other offsets
    ],
)
def test_the_html_of_a_slide_is_read_once(monkeypatch: pytest.MonkeyPatch, text: str, times: int) -> None:
    calls: list[str] = []

    def counted(html: str, *pieces: list[tuple[int, int]]) -> Tree:
        calls.append(html)
        return read(html, *pieces)

    monkeypatch.setattr(draft, "read", counted)
    rendered(text)

    assert len(calls) == times
