"""The parts of a slide's text that a variant leaves out."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckbuild.diagnostics.source import Source
from deckbuild.features import PIPELINE
from deckbuild.parsing.slides import NATIVE, divide
from deckbuild.rendering.left_out_parts import find
from deckbuild.rendering.renderer import Renderer

KNOWN = ("student", "teacher")
SIGNS = {"-": "\ufdd0", "#": "\ufdd1", "_": " "}


def without(text: str, signs: dict[str, str] = SIGNS) -> str:
    """What is left of ``text`` for students."""
    for begin, end, sign in find(text, "student", KNOWN).stretches:
        mark = next(mark for mark, each in SIGNS.items() if each == sign)
        text = text[:begin] + re.sub(r"[^\n]", signs[mark], text[begin:end]) + text[end:]
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\n::: {only=teacher}\nb\n\n- c\n:::\n\nd", "a\n\n" + "#" * 18 + "\n#\n\n###\n###\n\nd"),
        (
            "::: {unless=student}\nb\n:::\n\n::: {only=student}\nc\n:::",
            "#" * 20 + "\n#\n###\n\n::: {only=student}\nc\n:::",
        ),
        ('::: {only="student teacher"}\nb\n:::', '::: {only="student teacher"}\nb\n:::'),
        (":::: {.x only=teacher}\n::: y\n:::\n::::\n:::", "#" * 22 + "\n#####\n###\n####\n:::"),
        ("::: {only=teacher}\nnever closed", "#" * 18 + "\n############"),
        ("::: notes\na\n:::\n\n::: {.notes only=teacher}\nb\n:::", "::: notes\na\n:::\n\n" + "#" * 25 + "\n#\n###"),
        ("## A {only=teacher}\n\nB", "#" * 19 + "\n\nB"),
        ("A {only=teacher}\n---\n\nB", "#" * 16 + "\n###\n\nB"),
        ("```python {only=teacher}\na\n```\nb", "#" * 24 + "\n#\n###\nb"),
        ('```python only="teacher" x=1\na\n```\nb', "#" * 28 + "\n#\n###\nb"),
        ("```csv {only=teacher}\na,b\n1,2\n```\nb", "#" * 21 + "\n###\n###\n###\nb"),
        ("| a |\n|---|\n| b |\n\n: c {only=teacher}\n\nd", "#####\n#####\n#####\n\n" + "#" * 18 + "\n\nd"),
        ("a :lucide-brain:{only=teacher} ![](qr:a){only=teacher}", "a " + "-" * 28 + " " + "-" * 23),
        ("a [b *c*]{only=teacher} d", "a " + "-" * 21 + " d"),
        ("a [b [c]{.x}]{only=teacher} [d [e]{only=teacher}]{.y}", "a " + "-" * 25 + " [d " + "-" * 17 + "]{.y}"),
        ("a\n[b\nc]{only=teacher} d", "a\n--\n---------------- d"),
        (
            "a ![b [c]](d.png){only=teacher} `e`{only=teacher} [f](g 'h'){only=teacher}",
            "a " + "-" * 29 + " " + "-" * 17 + " " + "-" * 24,
        ),
        ("[a]{only=teacher}\n\nb", "#" * 17 + "\n\nb"),
        ("![](x.png){only=teacher .r-stretch}", "#" * 35),
        ("- a\n- [b]{only=teacher}\n- c", "- a\n__" + "#" * 17 + "\n- c"),
        ("1. a\n   ::: {only=teacher}\n   b\n   :::\n2. c", "1. a\n   " + "#" * 18 + "\n   #\n   ###\n2. c"),
        ("- ::: {only=teacher}\n  b\n  :::\n- c", "__" + "#" * 18 + "\n  #\n  ###\n- c"),
        ("- [a]{only=teacher}\n  - b", "- " + "#" * 17 + "\n  - b"),
        ("> ::: {only=teacher}\n> b\n> :::\n> c", "> " + "#" * 18 + "\n> #\n> ###\n> c"),
        (
            "| a | b |\n|---|---|\n| [c]{only=teacher} | [c]{only=teacher} |",
            "| a | b |\n|---|---|\n| " + "-" * 17 + " | " + "-" * 17 + " |",
        ),
        ("`[a]{only=teacher}` [a]{only=teacher}", "`[a]{only=teacher}` " + "-" * 17),
        ("    # a\n\n    [b]{only=teacher} c", "    # a\n\n    " + "-" * 17 + " c"),
        ("a[^1]\n\n[^1]: b [c]{only=teacher}", "a[^1]\n\n[^1]: b " + "-" * 17),
        ("{{ x }} [a]{only=teacher}", "{{ x }} " + "-" * 17),
        ("[a]{unless=nobody}", "#" * 18),
        (
            "[a] {only=teacher} `{only=teacher}` \\[a]{only=teacher}",
            "[a] {only=teacher} `{only=teacher}` \\[a]{only=teacher}",
        ),
    ],
)
def test_parts_are_left_out_where_they_are_written(text: str, expected: str) -> None:
    assert without(text, {"-": "-", "#": "#", "_": "_"}) == expected


def rendered(text: str, **about: Any) -> tuple[str, tuple[str, ...]]:  # noqa: ANN401 -- settings
    (slide,) = divide(Source("a.md", text), 0, NATIVE, keep_empty=True).stacks[0]
    made = Renderer({}, features=tuple(PIPELINE), settings={"audiences": {"known": list(KNOWN), **about}}).render(slide)
    return made.html, tuple(each.rule.code for each in made.problems)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("- a\n- [b]{only=teacher}\n- c", "- a\n- c"),
        ("1. a\n   ::: {only=teacher}\n   b\n   :::\n2. c", "1. a\n2. c"),
        ("a\n::: {only=teacher}\nb\n:::\nc", "a\n\nc"),
        ("a\n\n::: {only=teacher}\n    code\n:::\n\nc", "a\n\nc"),
        ("> a\n>\n> ::: {only=teacher}\n> b\n> :::\n> c", "> a\n>\n> c"),
        ("# [b]{only=teacher} c", "# c"),
        ("a[^1] [b[^2]^[c]]{only=teacher} d[^3]\n\n[^1]: e\n\n[^2]: f\n\n[^3]: g", "a[^1] d[^3]\n\n[^1]: e\n\n[^3]: g"),
        (
            "::: columns\n::: column\na\n:::\n::: {.column only=teacher}\nb\n:::\n:::",
            "::: columns\n::: column\na\n:::\n:::",
        ),
    ],
)
def test_what_is_left_is_shown_as_if_nothing_had_been_there(text: str, left: str) -> None:
    html, problems = rendered(without(text), variant="student")

    assert (html.replace(" ", ""), problems) == (rendered(left)[0].replace(" ", ""), ())


PIECES = [
    *("::: x\n", ":::\n", "::::\n", "- a\n", "  ", "> ", "\n", "\n", "# H\n", "| a | b |\n|---|---|\n", "| c | d |\n"),
    *("*", "`", "[", "](u)", "![", "text ", "```\n", "    ", "^[", "<b>", "[^1]: "),
    *("[SECRET]{only=teacher}", "![SECRET](SECRET.png){only=teacher}", "# SECRET {only=teacher}\n"),
    *("\n::: {only=teacher}\nSECRET\n:::\n", "\n> ::: {unless=student}\n> SECRET\n> :::\n", "`SECRET`{only=teacher}"),
    "\n```x {only=teacher}\nSECRET\n```\n",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=10).map("".join))
def test_what_is_not_left_out_is_told_whatever_stands_around_it(text: str) -> None:
    html, problems = rendered(f"x\n\n{without(text)}", variant="student")
    told = {*problems, *(each.rule.code for each in find(text, "student", KNOWN).problems)}
    is_code = "{only=" in html or "{unless=" in html  # then the mark itself is shown

    assert "SECRET" not in html or is_code or told & {"D727", "D701", "D702"}  # or a division ends too early
