"""Dividing a source: what is a separator, what is text, and that nothing is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from deckbuild.diagnostics.source import Source
from deckbuild.parsing.slides import NATIVE, Division, Slide, divide
from tests.shown import shown

SEED = Path(__file__).resolve().parents[2] / "slides" / "transformers.md"


def division(text: str, *, keep_empty: bool = False) -> Division:
    return divide(Source("a.md", text), 0, NATIVE, keep_empty=keep_empty)


def bodies(text: str, *, keep_empty: bool = False) -> list[list[str]]:
    """The bodies of the slides in their stacks, without the white space around them."""
    stacks = division(text, keep_empty=keep_empty).stacks
    return [[slide.body.text.strip() for slide in stack] for stack in stacks]


def only(text: str) -> Slide:
    ((slide,),) = division(text).stacks
    return slide


def problems(text: str) -> list[str]:
    """What a user is told."""
    return shown(division(text).problems, Source("a.md", text))


# Stacks and slides


def test_slide_begins_a_stack_and_sub_a_slide_in_it() -> None:
    assert bodies("# a\n!SUB\n# b\n!SLIDE\n# c\n!SUB\n# d") == [["# a", "# b"], ["# c", "# d"]]


def test_a_text_without_separators_is_one_slide() -> None:
    assert bodies("# a\n\ntext") == [["# a\n\ntext"]]


@pytest.mark.parametrize("text", ["", " \n\n", "!SUB", "!SLIDE\n!SUB\n", "!SUB\n!NOTE\n"])
def test_nothing_makes_no_slide(text: str) -> None:
    assert bodies(text) == []


@pytest.mark.parametrize("separator", ["!SUB", "!SUB  ", "!SUB\t", " !SUB", "  !SUB", "   !SUB"])
def test_a_separator_has_up_to_three_blanks_before_it_and_any_behind(separator: str) -> None:
    assert bodies(f"a\n{separator}\nb") == [["a", "b"]]


@pytest.mark.parametrize(
    "line",
    ["    !SUB", "\t!SUB", "!SUBJECT", "!SUB_", "!SLIDES", "x !SUB", "> !SUB", "- !SUB", "!sub", "! SUB", "\\!SUB"],
)
def test_what_only_resembles_a_separator_is_text(line: str) -> None:
    assert bodies(f"a\n\n{line}\nb") == [[f"a\n\n{line}\nb"]]


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x0c", "\x0b", "\x1c", "\x1d", "\x1e", "\x85"])
def test_only_a_newline_ends_a_line(end: str) -> None:
    assert len(bodies(f"a{end}!SUB{end}b")[0]) == 1


def test_lines_are_counted_as_editors_do() -> None:
    text = "a\x0c\u2028\x85\n!SUB\n!SUB\nb"

    assert [place.split(" ")[0] for place in problems(text)] == ["a.md:2:1:"]


def test_a_separator_needs_no_empty_lines_around_it() -> None:
    assert bodies("a\n!SUB\nb") == bodies("a\n\n!SUB\n\nb")


def test_a_separator_in_the_last_line_needs_no_line_end() -> None:
    assert bodies("a\n!SUB\nb\n!SUB") == [["a", "b"]]


def test_a_deck_may_begin_with_a_separator() -> None:
    assert bodies("!SLIDE\n# a\n!SUB\n# b") == [["# a", "# b"]]
    assert problems("!SLIDE\n# a\n!SUB\n# b") == []


def test_a_slide_knows_its_lines() -> None:
    source = Source("a.md", "one\n\n!SUB\ntwo\n!NOTE\nsay\n!SLIDE\nthree\n")
    slides = [slide for stack in divide(source, 0, NATIVE).stacks for slide in stack]

    assert [source.locate(slide.body.start).line for slide in slides] == [1, 3, 7]
    assert source.locate(slides[1].notes[0].start).line == 5


def test_the_front_matter_is_not_divided() -> None:
    text = "---\ntitle: '!SUB'\n!SUB\n---\na"

    ((slide,),) = divide(Source("a.md", text), text.index("a"), NATIVE).stacks

    assert slide.whole.text == "a"


# Words and attributes on the line of a separator


@pytest.mark.parametrize("words", ["(part 2)", "## Title", "part = 2", "x", "`a`"])
def test_words_behind_a_separator_stay_on_the_slide(words: str) -> None:
    assert bodies(f"a\n!SUB {words}\nb") == [["a", f"{words}\nb"]]


@pytest.mark.parametrize(
    "attributes",
    [
        'class="dark" id="intro"',
        "class='dark'",
        "class=dark",
        'data-background="#123"  data-auto-animate',
        "data-auto-animate",
        'style="color: red; top: 0"',
        "data-background-image=a/b.png",
        "{.section}",
        '{ .section #intro  title="{a} .b" }',
        "{title=x .section}",
    ],
)
def test_attributes_behind_a_separator_are_the_slides(attributes: str) -> None:
    slide = only(f"!SLIDE {attributes}  \nb")

    assert (slide.attributes.text, slide.body.text.strip()) == (attributes, "b")


@pytest.mark.parametrize("words", ["{{ course }}", "{}", "{a}", "{.x} is a class", "{.x", "{.5}"])
def test_braces_that_hold_no_attributes_behind_a_separator_are_words(words: str) -> None:
    assert only(f"!SLIDE {words}\nb").attributes.text == ""


def test_attributes_with_words_among_them_are_words() -> None:
    slide = only('!SLIDE class="dark" is a class\nb')

    assert (slide.attributes.text, slide.body.text) == ("", 'class="dark" is a class\nb')


def test_a_slide_of_attributes_alone_is_not_empty() -> None:
    assert len(division('!SLIDE data-background="a.png"\n!SLIDE\nb').stacks) == 2


# Notes


def test_notes_go_to_the_end_of_the_slide() -> None:
    ((first, second),) = division("# a\n!NOTE\nsay\n\n- more\n!SUB\n# b").stacks

    assert [note.text.strip() for note in first.notes] == ["say\n\n- more"]
    assert (first.body.text, second.notes) == ("# a\n", ())


def test_a_slide_may_have_several_notes() -> None:
    slide = only("a\n!NOTE one\n!NOTE\ntwo\n")

    assert [note.text for note in slide.notes] == ["one\n", "\ntwo\n"]
    assert slide.body.text == "a\n"


def test_a_slide_of_notes_alone_is_not_empty() -> None:
    assert [note.text for note in only("!NOTE\nsay").notes] == ["\nsay"]


# Empty slides


def test_an_empty_slide_in_the_middle_is_left_out_and_reported() -> None:
    assert bodies("a\n!SUB\n\n!SUB\nb") == [["a", "b"]]
    assert problems("a\n  !SUB\n\n!SUB\nb") == [
        (
            "a.md:2:3: info: the slide that !SUB begins here is empty and left out [D201]\n"
            "  2 |   !SUB\n"
            "    |   ^^^^\n"
            "  hint: take one of the two separators away, or set keep_empty: true"
        )
    ]


def test_a_slide_of_a_bare_note_is_empty() -> None:
    assert bodies("a\n!SUB\n!NOTE\n!SUB\nb") == [["a", "b"]]


def test_the_separator_at_the_end_makes_no_slide_and_no_warning() -> None:
    assert bodies("a\n!SUB\n\n") == [["a"]]
    assert problems("a\n!SUB\n\n") == []


def test_the_slide_after_an_empty_one_stands_in_its_stack() -> None:
    assert bodies("a\n!SLIDE\n!SUB\nb\n!SUB\nc") == [["a"], ["b", "c"]]


def test_empty_slides_are_kept_on_demand() -> None:
    assert bodies("!SLIDE\na\n!SUB\n!SUB\nb\n!SUB\n", keep_empty=True) == [["a", "", "b"]]
    assert division("a\n!SUB\n!SUB\nb", keep_empty=True).problems == ()


def test_the_seed_deck_is_one_stack_of_thirteen_slides() -> None:
    source = Source("transformers.md", SEED.read_text(encoding="utf-8"))
    divided = divide(source, 0, NATIVE)

    assert [len(stack) for stack in divided.stacks] == [13]
    assert [each.split("\n")[0] for each in shown(divided.problems, source)] == [
        "transformers.md:73:1: info: the slide that !SUB begins here is empty and left out [D201]"
    ]


# What is never closed


@pytest.mark.parametrize(
    ("opener", "name"),
    [
        ("```js", "code fence"),
        ("~~~~", "code fence"),
        ("<!-- x", "comment"),
        ("<pre>", "raw element"),
        ("text <script>", "raw element"),
    ],
)
def test_what_is_never_closed_ends_before_the_next_separator(opener: str, name: str) -> None:
    text = f"a\n!SUB\n{opener}\nb\n!SUB\nc\n!SLIDE\nd"

    assert bodies(text) == [["a", f"{opener}\nb", "c"], ["d"]]
    (problem,) = problems(text)
    message = f"warning: this {name} is never closed; it ends before the next separator [D202]"
    assert re.fullmatch(rf"a.md:3:\d: {re.escape(message)}", problem.split("\n")[0])


@pytest.mark.parametrize(
    "code",
    [
        "- ```\n  !SUB\n```",
        "1. a\n\n   ~~~ js\n   !SUB\n~~~~\n\ntext",
        "- a\n  ```\nb\n  ```\n- c",
        "- a\n  ```\nb\n```",
        "- ```\n  a\n```\n- ```\n  !SUB\n```",
        "- ```\n  a\n```\n````\n```\n````",
    ],
)
def test_a_fence_in_an_item_may_be_closed_behind_it(code: str) -> None:
    text = f"a\n!SUB\n{code}\n!SUB\nb"

    assert bodies(text) == [["a", code, "b"]]
    assert problems(text) == []


@pytest.mark.parametrize("behind", ["text", "```js\nb\n```", "```\nb\n```", "text\n\n```\nb\n```", "~~~"])
def test_a_fence_in_an_item_that_is_closed_nowhere_ends_with_the_item(behind: str) -> None:
    assert bodies(f"- ```\n  a\n\n{behind}\n!SUB\nb") == [[f"- ```\n  a\n\n{behind}", "b"]]


def test_the_message_shows_where_it_was_opened() -> None:
    assert problems("a\n\n  ~~~~ js\nb\n!SUB\nc") == [
        (
            "a.md:3:3: warning: this code fence is never closed; it ends before the next separator [D202]\n"
            "  3 |   ~~~~ js\n"
            "    |   ^^^^"
        )
    ]


def test_two_slides_may_each_lack_their_end() -> None:
    text = "```\na\n!SUB\n```x\nb\n!SUB\nc"

    assert bodies(text) == [["```\na", "```x\nb", "c"]]
    assert len(problems(text)) == 2
