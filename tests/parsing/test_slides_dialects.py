"""How decks are divided: reveal-md's dialect, regular expressions, and laws that hold for every text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.diagnostics.source import Source
from deckbuild.parsing.slides import NATIVE, Dialect, Division, dialect, divide, has_separators


def division(text: str, how: Dialect = NATIVE, *, keep_empty: bool = False) -> Division:
    return divide(Source("a.md", text), 0, how, keep_empty=keep_empty)


def bodies(text: str, how: Dialect) -> list[list[str]]:
    """The bodies of the slides in their stacks, without the white space around them."""
    return [[slide.body.text.strip() for slide in stack] for stack in division(text, how).stacks]


# reveal-md's dialect, and regular expressions


def test_three_and_four_dashes_divide_as_in_reveal_md() -> None:
    assert bodies("a\n\n---\n\nb\n\n----\n\nc", dialect()) == [["a"], ["b", "c"]]


@pytest.mark.parametrize("line", ["--- ", " ---", "-----", "--", "- - -", "***"])
def test_other_rules_are_text_in_reveal_md(line: str) -> None:
    assert bodies(f"a\n\n{line}\n\nb", dialect()) == [[f"a\n\n{line}\n\nb"]]


@pytest.mark.parametrize("word", ["Note:", "note:", "notes:", "NOTES:", "  Note:"])
def test_notes_in_reveal_md_begin_with_a_word(word: str) -> None:
    ((slide,),) = division(f"a\n\n{word} say\n\nmore", dialect()).stacks

    assert (slide.body.text.strip(), slide.notes[0].text) == ("a", " say\n\nmore")


def test_a_note_in_the_middle_of_a_line_is_text() -> None:
    assert bodies("Please Note: x", dialect()) == [["Please Note: x"]]


def test_separators_may_be_regular_expressions() -> None:
    how = dialect(r"\n={3,}\n", r"^\n!SUB", "^Say:")

    assert bodies("a\n=====\nb\n\n!SUB\nc\n\nSay: hello", how) == [["a"], ["b", "c"]]


def test_a_separator_that_only_looks_ahead_takes_no_text_away() -> None:
    assert bodies("# a\n\ntext\n# b\n", dialect("^(?=# )")) == [["# a\n\ntext"], ["# b"]]


def test_words_behind_a_regular_expression_are_no_attributes() -> None:
    ((_,), (slide,)) = division('a\n---\nclass="x"', dialect()).stacks

    assert slide.attributes.text == ""


@pytest.mark.parametrize(
    ("text", "native", "dashes"),
    [
        ("a\n!SUB\nb", True, False),
        ("a\n---\nb", False, True),
        ("a\n!NOTE\nb", False, False),
        ("a\n\nNote: b", False, False),
        ("```\n!SUB\n---\n```", False, False),
    ],
)
def test_a_text_shows_how_it_is_divided(text: str, native: bool, dashes: bool) -> None:
    source = Source("a.md", text)

    assert (has_separators(source, 0, NATIVE), has_separators(source, 0, dialect())) == (native, dashes)


# Laws

BLOCKS = st.sampled_from(
    [
        "text",
        "# Heading",
        "- a\n- b",
        "- ```\n  !SUB\n  ```",
        "1. a\n\n   ```\n   !NOTE\n   ```",
        "```\n!SUB\n```",
        "````\n```\n!SUB\n````",
        "~~~ js\n!SLIDE\n~~~~",
        "> quote\n> !SUB",
        "> ```\n> !SUB",
        "    !SUB",
        "<!--\n!SUB\n-->",
        "<pre>\n!SUB\n</pre>",
        "text <script>\n!SLIDE\n</script> text",
        "`<!--`",
        "``<pre>`` and `code\nspan <!-- `",
        "an escaped \\` <!-- ` -->",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "<div>\n\ntext\n\n</div>",
        "a <!-- .element: class=x -->",
        "* * *",
        "[a]: http://b",
        "!SUBJECT",
    ]
)
SLIDES = st.lists(BLOCKS, min_size=1, max_size=5).map("\n\n".join)


@given(st.lists(st.tuples(st.sampled_from(["!SLIDE", "!SUB", "  !SUB"]), SLIDES), min_size=1, max_size=6))
def test_joining_slides_with_separators_and_dividing_them_gives_the_slides(parts: list[tuple[str, str]]) -> None:
    text = "".join(f"{separator}\n\n{body}\n\n" for separator, body in parts)

    divided = division(text)

    assert [slide.body.text for stack in divided.stacks for slide in stack] == [f"\n\n{body}\n\n" for _, body in parts]
    assert divided.problems == ()


LINES = st.sampled_from(
    "!SLIDE|!SUB|!SUB x|!SUB class=x|!NOTE|```|````|~~~|``` js|<!--|-->|<pre>|</pre>|`|``|- a|- ```|  ```|> a|> ```|"
    "     code|text|<!-- a -->||---|----|Note: x|\t".split("|")
)


@given(st.lists(st.one_of(LINES, st.text(max_size=8))).map("\n".join), st.sampled_from([NATIVE, dialect()]))
def test_only_separators_and_white_space_stand_between_slides(text: str, how: Dialect) -> None:
    between = re.compile(rf"(?:\s*(?:{re.sub('P<[a-z]+>', ':', how.boundary.pattern)}))*\s*", re.MULTILINE)
    slides = [slide for stack in division(text, how).stacks for slide in stack]
    starts = [*(slide.whole.start for slide in slides), len(text)]
    ends = [0, *(slide.whole.end for slide in slides)]

    assert all(between.fullmatch(text, end, start) for end, start in zip(ends, starts, strict=True))


@given(st.lists(st.one_of(LINES, st.text(max_size=8))).map("\n".join), st.sampled_from([NATIVE, dialect()]))
def test_attributes_body_and_notes_are_the_whole_slide(text: str, how: Dialect) -> None:
    for stack in division(text, how).stacks:
        for slide in stack:
            at = slide.whole.start
            assert slide.attributes.start == at
            assert slide.body.start == slide.attributes.end
            at = slide.body.end
            for note in slide.notes:
                assert how.boundary.fullmatch(text, at, note.start)
                at = note.end
            assert at == slide.whole.end
