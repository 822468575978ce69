"""Code in slides: colours, numbered lines, steps; the tree that reveal.js' highlight plugin would make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pygments.styles import get_style_by_name
from pygments.token import Whitespace

from deckbuild.markdown import pygments_styles
from deckbuild.markdown.converter import converter
from deckbuild.pipeline import stages
from deckbuild.project import loader

if TYPE_CHECKING:
    from tests.conftest import MakeProject


def html(text: str) -> str:
    return converter({}).convert(text)


def steps(text: str) -> list[tuple[str, str, list[int]]]:
    """Of each copy of the code: its classes, its lines' attribute, and the rows that are highlighted."""
    found = re.findall(
        r'<code class="([^"]*)" (?:data-ln-start-from="\d+" )?data-line-numbers="([^"]*)"[^>]*>((?s:.*?))</code>', text
    )
    return [
        (name, lines, [at for at, row in enumerate(inner.split("hljs-ln-row")[1:], 1) if "highlight-line" in row])
        for name, lines, inner in found
    ]


def test_each_step_is_a_copy_and_the_later_ones_are_fragments() -> None:
    made = html("```js [1-2|3,1]\na\nb\nc\n```\n")

    assert steps(made) == [
        ("js hljs has-highlights", "1-2", [1, 2]),
        ("js hljs has-highlights fragment", "3,1", [1, 3]),
    ]


def test_an_empty_step_shows_all_and_empty_brackets_only_number_the_lines() -> None:
    assert steps(html("```js [|2]\na\nb\n```\n"))[0] == ("js hljs", "", [])
    assert steps(html("```js []\na\nb\n```\n")) == [("js hljs", "", [])]


def test_lines_are_numbered_from_the_first_number_and_rows_from_one() -> None:
    made = html("```js [5: 2]\na\nb\n```\n")

    assert re.findall(r'hljs-ln-code" data-line-number="(\d+)"', made) == ["5", "6"]
    assert 'data-ln-start-from="5"' in made
    assert steps(made)[0][2] == [2]


@pytest.mark.parametrize(("code", "rows"), [("a", 1), ("a\nb\n", 2), ("a\n\n\n", 3), ("a\n   ", 1), ("\na\n\nb", 4)])
def test_a_last_line_that_is_blank_is_no_row(code: str, rows: int) -> None:
    made = html(f"```js [1|1]\n{code}\n```\n")

    assert made.count('"hljs-ln-row') == 2 * rows


def test_blanks_between_tokens_have_no_span_for_no_style_shows_them() -> None:
    about = [get_style_by_name(name).style_for_token(Whitespace) for name in pygments_styles.names()]
    assert [each for each in about if each["bgcolor"] or each["underline"] or each["border"]] == []

    assert '<span class="kd">let</span> <span class="nx">a</span>' in html("```js\nlet a\n```\n")
    assert '<span class="s2">" "</span>' in html('```js\nlet a = " "\n```\n').replace("&quot;", '"')


def test_a_token_over_several_lines_is_closed_in_each_row() -> None:
    made = html('```python [1]\n"""a\nb"""\n```\n')
    rows = re.findall(r'hljs-ln-code"[^>]*>(.*?)</span></span>(?=\n<span class="hljs-ln-row|</span></code>)', made)

    assert len(rows) == 2
    assert all(row.count("<span") == row.count("</span>") for row in rows)


@pytest.mark.parametrize(
    ("fence", "text"),
    [
        ("```js\na <b> &amp; c\n```", "a <b> &amp; c"),
        ("```\n\n\n  x\n\n```", "\n\n  x\n"),
        ("```console\n$ ls\nfile\n```", "$ ls\nfile"),
        ("```python\n\tx\n```", "\tx"),
        ("```no-such-language\n<i>\n```", "<i>"),
        ("- a\n\n  ```js\n  b\n    c\n  ```", "b\n  c"),
        ("    indented\n      more", "indented\n  more"),
        ("~~~js\n```\n~~~", "```"),
    ],
)
def test_code_keeps_every_character(fence: str, text: str) -> None:
    from html import unescape

    code = re.findall(r"<code[^>]*>(.*?)</code>", html(f"# h\n\n{fence}\n"), re.DOTALL)[0]

    assert unescape(re.sub(r"</?span[^>]*>", "", code)) == text


@pytest.mark.parametrize("style", pygments_styles.names())
def test_every_style_gives_a_text_colour_and_a_background(style: str) -> None:
    sheet = pygments_styles.sheet(style)

    assert ".reveal .hljs { color: #" in sheet
    assert ".reveal .hljs { background: #" in sheet or ".reveal .hljs  { background: #" in sheet


@pytest.mark.parametrize(
    ("steps", "column", "message"),
    [
        ("1|x", 8, "[1|x] names no lines [D206] (write [1-2|4])"),
        ("1-2|all", 8, "[1-2|all] names no lines [D206] (write [1-2|4])"),
        ("2|1-", 10, "1- is no range of lines [D206] (such as 1-2)"),
        ("1-2-3", 8, "1-2-3 is no range of lines [D206] (such as 1-2)"),
    ],
)
def test_steps_that_mean_no_lines_are_told(steps: str, column: int, message: str, make_project: MakeProject) -> None:
    (deck,) = stages.build(loader.read(make_project({"slides/a.md": f"# a\n\n```py [{steps}]\na\nb\n```\n"})))

    assert [str(each) for each in deck.diagnostics] == [f"slides/a.md:3:{column}: warning: {message}"]


@pytest.mark.parametrize("info", ["js [404-page.html]", "js [config.js]", "js [ |1-2]", "js [a-b]", "js [1,2] [a|b]"])
def test_what_is_no_list_of_steps_is_not_told(info: str, make_project: MakeProject) -> None:
    (deck,) = stages.build(loader.read(make_project({"slides/a.md": f"```{info}\na\nb\n```\n"})))

    assert deck.diagnostics == ()


def test_lines_that_code_does_not_have_are_told_where_the_fence_says_them(make_project: MakeProject) -> None:
    first, second = "```js [1|3-4|1 - 9,4|2]\nb\nc\n```\n", "```js [2-1,0]\nb\n```\n\n```js [2]\nb\n```\n"
    root = make_project({"slides/a.md": f"# a\n\n{first}\n!NOTE\n\n{second}"})
    (deck,) = stages.build(loader.read(root))

    assert [str(each).removeprefix("slides/a.md:") for each in deck.diagnostics] == [
        "3:7: warning: this code has 2 lines, and no line 9 [D206]",  # with blanks in it, at the bracket
        "3:10: warning: this code has 2 lines, and no line 4 [D206]",
        "3:20: warning: this code has 2 lines, and no line 4 [D206]",
        "10:8: warning: the lines 2-1 run backwards [D206] (write 1-2)",
        "10:12: warning: there is no line 0 [D206] (count from 1)",
        "14:8: warning: this code has 1 line, and no line 2 [D206]",
    ]


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ('- x **y** z <!-- .element: class="f" -->', "strong"),
        ('A `b` <!-- .element: class="f" -->', "code"),
        ('## a *b* <!-- .element: class="f" -->', "em"),
        ('- x **y** <!-- .element: class="f" -->\n  - z', "strong"),
        ('see [a](#) c <!-- .element: target="_blank" -->', "a"),
    ],
)
def test_an_element_comment_that_hits_a_word_in_its_block_is_doubted(
    make_project: MakeProject, line: str, tag: str
) -> None:
    (deck,) = stages.build(loader.read(make_project({"slides/a.md": f"{line}\n"})))

    assert [(each.rule.code, each.hint) for each in deck.diagnostics] == [
        ("D305", "write .block if you mean the block")
    ]
    assert f"<{tag}>" in deck.diagnostics[0].message


@pytest.mark.parametrize(
    "line",
    [
        '`b` <!-- .element: class="f" -->',
        'see [a](#) <!-- .element: target="_blank" -->',
        'a **b** <!-- .element: class="f" --> c',
        'a **b** <!-- .block: class="f" -->',
        'A **b** c\n<!-- .element: class="f" -->',
        'text <small>b</small> <!-- .element: class="f" -->',
    ],
)
def test_an_element_comment_that_means_what_it_hits_is_not_doubted(make_project: MakeProject, line: str) -> None:
    (deck,) = stages.build(loader.read(make_project({"slides/a.md": f"{line}\n"})))

    assert deck.diagnostics == ()


def test_the_copy_button_comes_only_when_it_is_switched_on(make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "```\na\n```\n"})
    (without,) = stages.build(loader.read(root))
    (with_it,) = stages.build(loader.read(root, "", {"code_copy": True}))

    assert "clipboard" not in without.html
    assert "clipboard" in with_it.html


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` or `#rgb` (WCAG 2.2)."""
    digits = colour.lstrip("#")
    pairs = [digits[at : at + 2] for at in (0, 2, 4)] if len(digits) == 6 else [digit * 2 for digit in digits]
    shares = [int(pair, 16) / 255 for pair in pairs]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_lines_that_a_step_leaves_out_have_a_contrast_of_three_in_every_style() -> None:
    found = {}
    for name in pygments_styles.names():
        inks = re.findall(r"\.reveal \.hljs\S*(?: \S+ \*)? \{ color: (#\w+) \}", pygments_styles.sheet(name))
        paper = luminance(get_style_by_name(name).background_color)
        pairs = [sorted((luminance(ink), paper)) for ink in inks[-2:]]
        found[name] = [(lighter + 0.05) / (darker + 0.05) for darker, lighter in pairs]

    assert {name: pair for name, pair in found.items() if len(pair) != 2 or not 3 <= min(pair) <= max(pair) < 4} == {}
