"""Code, comments and raw elements: where they begin and end, and that separators in them are text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.diagnostics.source import Source
from deckbuild.parsing.scanner import Kind, opaque
from deckbuild.parsing.slides import NATIVE, divide


def slides(text: str) -> list[str]:
    """The texts of the slides."""
    stacks = divide(Source("a.md", text), 0, NATIVE).stacks
    return [slide.whole.text for stack in stacks for slide in stack]


def regions(text: str) -> list[tuple[Kind, str]]:
    return [(region.kind, text[region.start : region.end]) for region in opaque(text, NATIVE.boundary)]


@pytest.mark.parametrize(
    "text",
    [
        "```\n!SUB\n```",
        "~~~\n!SUB\n~~~",
        "```js [1-2|3]\n!SUB\n```",
        "~~~ a`b ~~~\n!SUB\n~~~",
        "```\n!SUB\n`````",
        "````\n```\n!SUB\n````",
        "```\n~~~\n!SUB\n```",
        "   ```\n!SUB\n  ```",
        "```\n    ```\n!SUB\n```",
        "```\n``` x\n!SUB\n```",
        "```\n!SUB\n```  \t",
        "text\n```\n!SUB\n```",
        "- a\n\n  ```\n  !SUB\n  ```",
        "- ```\n  !SUB\n\n  ```",
        "1. ```\n   !SUB\n   ```",
        "- a\n  - b\n    ```\n!SUBJECT\n    ```",
        "-\t```\n    !SUB\n    ```",
        "> ```\n> !SUB\n> ```",
        "    !SUB\n\n    !NOTE",
        "<!--\n!SUB\n-->",
        "text <!-- a\n\n!SUB\n--> text",
        "<!-- a --> text <!--\n!SUB\n-->",
        "<pre>\n!SUB\n</pre>",
        "<PRE class=x>\n\n!SUB\n</PRE >",
        "<script>\n!SUB\n</script>",
        "<style>\n!SUB\n</style>",
        "<textarea>\n!SUB\n</textarea>",
        "<pre\n>\n!SUB\n</pre>",
        "<!--\n```\n!SUB\n-->",
        "```\n<!--\n!SUB\n```",
        "`a\nb` <!--\n!SUB\n-->",
        "\\`<!--\n!SUB\n-->`",
    ],
)
def test_a_separator_is_text_here(text: str) -> None:
    assert slides(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "`<!--` shows\n!SUB\nb",
        "`` ` <pre> ``\n!SUB\nb",
        "`a\n<!-- b`\n!SUB\nb",
        "<!--> a\n!SUB\nb",
        "<!-- a -->\n!SUB\nb",
        "<prefix>\n!SUB\nb",
        "``` a`b\n!SUB\nb",
        "``\n!SUB\n``",
        "    ```\n!SUB\nb",
        "    <!--\n!SUB\nb",
        "- a\n\n      ```\n!SUB\nb",
        "<!-- x --> ```js\n!SUB\nb",
        "- ```\n  never closed\n!SUB\n```\nb\n```",
        "> ```\n> never closed\n!SUB\n```\nb\n```",
        "> <!-- never closed\n!SUB\nb",
        "```\na\n```\n!SUB\nb",
        "```\n> ```\n```\n!SUB\nb",
        "a `\n!SUB\n` b",
        "a\n    <!-- b -->\n!SUB\nb",
        "* * *\n!SUB\nb",
    ],
)
def test_a_separator_divides_here(text: str) -> None:
    assert len(slides(text)) == 2
    assert slides(text)[0] == text[: re.search("^!SUB", text, re.MULTILINE).start()]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `b` c", [(Kind.SPAN, "`b`")]),
        ("`` a ` b ``", [(Kind.SPAN, "`` a ` b ``")]),
        ("`a `` b", []),
        ("`a\n\nb`", []),
        ("`a\n# b`", []),
        ("\\`a`", []),
        ("\\\\`a`", [(Kind.SPAN, "`a`")]),
        ("<!-- ` --> `a`", [(Kind.COMMENT, "<!-- ` -->"), (Kind.SPAN, "`a`")]),
        ("a\n    b", []),
        ("a\n\n    b\n", [(Kind.CODE, "    b")]),
        ("# a\n    b", [(Kind.CODE, "    b")]),
        ("-     a", [(Kind.CODE, "-     a")]),
        ("- a\n\n    b", []),
        ("- a\n\n      b", [(Kind.CODE, "      b")]),
        ("a `x` b\n    c", [(Kind.SPAN, "`x`")]),
        ("```\na", [(Kind.FENCE, "```\na")]),
        ("a <pre>b</pre> c", [(Kind.RAW, "<pre>b</pre>")]),
        ("> `a`", [(Kind.SPAN, "`a`")]),
        ("> ~~~\n> a\nb", [(Kind.FENCE, "~~~\n> a")]),
    ],
)
def test_what_is_opaque(text: str, expected: list[tuple[Kind, str]]) -> None:
    assert regions(text) == expected


def test_what_is_never_closed_ends_before_the_boundary() -> None:
    text = "```\na\n!SUB\nb"

    (region,) = opaque(text, NATIVE.boundary)

    assert (region.closed, text[region.start : region.end]) == (False, "```\na\n")


def test_a_scan_may_begin_behind_the_front_matter() -> None:
    text = "```\n---\n`a`"

    assert [region.kind for region in opaque(text, NATIVE.boundary, text.index("`a`"))] == [Kind.SPAN]


MARKS = "` `` ``` ~~~ <!-- --> <!--> <pre> </pre> <script </script> - * 1. > # \\ | a !SUB !NOTE".split()
PIECES = st.sampled_from([*MARKS, " ", "    ", "\n", "\n\n", "\t", "\r", "\u2028"])


@given(st.lists(st.one_of(PIECES, st.text(max_size=3))).map("".join))
def test_regions_are_in_order_and_none_is_inside_another(text: str) -> None:
    found = opaque(text, NATIVE.boundary)

    ends = [0, *(region.end for region in found)]
    assert all(end <= region.start < region.end for end, region in zip(ends, found, strict=False))
    assert ends[-1] <= len(text)


@pytest.mark.parametrize(
    "unit",
    ["`", "<!--", "- ", "~~~\n", "<pre ", "`<!--` ", "```x\n!SUB\n", "> <!--\n", "- ```\n", "\\`", "1)\t", "`a\n"],
)
def test_a_long_text_of_openers_is_read(unit: str) -> None:
    opaque(unit * (40_000 // len(unit)), NATIVE.boundary)


def test_fences_of_ever_fewer_characters_are_read() -> None:
    opaque("\n!SUB\n".join("`" * length + "x" for length in range(400, 2, -1)) + "\n```" * 5_000, NATIVE.boundary)
