"""Lines that look like separators and are none: which are told, with what hint, and which never are."""

from __future__ import annotations

import pytest

from deckbuild.diagnostics.source import Source
from deckbuild.parsing.slides import NATIVE, Dialect, dialect, divide, native
from tests.shown import shown


def problems(text: str, how: Dialect = NATIVE) -> list[str]:
    """What a user is told of a deck, without the lines that are shown."""
    source = Source("a.md", text)
    every = shown(divide(source, 0, how).problems, source)
    return [" | ".join([each.split("\n")[0], *each.split("  hint: ")[1:]]) for each in every]


SLIDE, NOTE = "begins no slide", "begins no notes: they are shown to the audience"


@pytest.mark.parametrize(
    ("line", "written", "says", "right"),
    [
        ("!SLDE", "!SLDE", SLIDE, "!SLIDE"),
        ("!SLIDES", "!SLIDES", SLIDE, "!SLIDE"),
        ("!SILDE class=x", "!SILDE", SLIDE, "!SLIDE"),
        ("!Sub", "!Sub", SLIDE, "!SUB"),
        ("!sub two", "!sub", SLIDE, "!SUB"),
        ("!SUB2", "!SUB2", SLIDE, "!SUB"),
        ("!SUB_", "!SUB_", SLIDE, "!SUB"),
        ("! SUB", "! SUB", SLIDE, "!SUB"),
        ("!  SLIDE two", "!  SLIDE", SLIDE, "!SLIDE"),
        ("！SUB", "！SUB", SLIDE, "!SUB"),  # noqa: RUF001 -- a Chinese keyboard
        ("\u00a0!SUB", "!SUB", SLIDE, "!SUB"),
        ("!NOTES", "!NOTES", NOTE, "!NOTE"),
        ("!NOTES: say", "!NOTES", NOTE, "!NOTE"),
        ("!note", "!note", NOTE, "!NOTE"),
        ("!Notes say", "!Notes", NOTE, "!NOTE"),
        ("! note", "! note", NOTE, "!NOTE"),
        ("!NOET", "!NOET", NOTE, "!NOTE"),
    ],
)
def test_a_line_that_looks_like_a_separator_is_told_with_the_right_one(
    line: str, written: str, says: str, right: str
) -> None:
    column = line.index(written) + 1
    told = f"a.md:4:{column}: warning: {written} {says} [D210] | did you mean '{right}'?"

    assert problems(f"# a\n!SUB\n\n{line}\n\nb") == [told]


@pytest.mark.parametrize(
    "text",
    [
        "!SUBJECT",
        "!important",
        "!TITLE",
        "! note that this is prose",
        "! Sub-zero: cold",
        "!slid",
        "![note](x.png)",
        "text !Sub",
        "\\!Sub",
        "> !Sub",
        "- !note",
        "    !Sub",
        "\t!Sub",
        "```\n!Sub\nNote: x\n```",
        "- ```\n  !Sub\n  ```",
        "`\n!Sub\n`",
        "<!--\n!NOTES\nNote: x\n-->",
        "<pre>\n!note\n</pre>",
        "Please Note: x",
        "**Note:** x",
        "Notebook: x",
        "Notes\n: x",
        "a paragraph that takes\nnote: of something",
        "!NOTE\nNote: x",
        ": a colon",
        "Heading\n--",
        "-- somebody",
        "a\n\n---  \n\nb",
        "```\n\n--\n```",
    ],
)
def test_what_is_no_lookalike_is_not_told(text: str) -> None:
    assert problems(text) == []
    assert problems(f"# a\n\n!SUB\n\n{text}") == []


@pytest.mark.parametrize("line", ["Note: say", "note: say", "  Notes: say", "NOTE:", "Note : say", "Note：say"])  # noqa: RUF001
@pytest.mark.parametrize("before", ["!SUB\n", "!SUB\n\n", "!SUB\ntext\n\n"])
def test_a_paragraph_that_begins_with_note_is_shown_and_told(before: str, line: str) -> None:
    (told,) = problems(f"# a\n{before}{line}\n")

    assert told.endswith("is shown to the audience [D211] | write !NOTE, or set notesSeparator")


def test_amid_a_text_note_is_told_with_a_capital_letter_only() -> None:
    assert problems("!SUB\n- a\n- b\nNote: say") == [
        "a.md:4:1: warning: Note: is shown to the audience [D211] | write !NOTE, or set notesSeparator"
    ]
    assert problems("!SUB\n- a\n- b\nnote: say") == []


@pytest.mark.parametrize("colon", [":", " :", "："])  # noqa: RUF001 -- a Chinese keyboard
def test_a_colon_behind_a_separator_is_told(colon: str) -> None:
    behind = len(colon)

    assert problems(f"a\n!SUB{colon}\nb\n!NOTE{colon} say") == [
        f"a.md:2:{4 + behind}: warning: the colon behind !SUB stays on the slide [D210] | write !SUB",
        f"a.md:4:{5 + behind}: warning: the colon behind !NOTE stays in the notes [D210] | write !NOTE",
    ]


def test_lookalikes_in_notes_are_told_as_they_swallow_a_slide() -> None:
    assert problems("a\n!NOTE\nsay\n!Sub\nb") == [
        "a.md:4:1: warning: !Sub begins no slide [D210] | did you mean '!SUB'?"
    ]


def test_a_deck_divided_by_dashes_is_told_its_own_separators() -> None:
    assert problems("a\n!NOTE\nsay\n!SLDE\n!Sub\n---\nb\n\nNote : c", dialect()) == [
        f"a.md:2:1: warning: !NOTE {NOTE} [D210] | write Note:",
        "a.md:4:1: warning: !SLDE begins no slide [D210] | write ---",
        "a.md:5:1: warning: !Sub begins no slide [D210] | write ----",
        "a.md:9:1: warning: Note : is shown to the audience [D211] | write Note:",
    ]


@pytest.mark.parametrize(
    ("how", "line", "told"),
    [
        (NATIVE, "--", "-- begins no slide [D210] | write !SUB"),
        (dialect(), "-- ", "-- begins no slide [D210] | write ----"),
        (dialect(), "---  ", "--- with blanks behind it begins no slide [D210] | take the blanks away"),
        (dialect(), "----\t", "---- with blanks behind it begins no slide [D210] | take the blanks away"),
    ],
)
def test_dashes_that_begin_no_slide_are_told(how: Dialect, line: str, told: str) -> None:
    assert problems(f"a\n!SUB\n---\n\nb\n\n{line}\n\nc", how)[-1] == f"a.md:7:1: warning: {told}"


def test_where_settings_say_how_a_deck_is_divided_the_hint_says_so() -> None:
    assert problems("a\n!SUB\nb\n\n===\nc", dialect("^===$")) == [
        "a.md:2:1: warning: !SUB begins no slide [D210] | write ----"
    ]
    assert problems("a\n!SLIDE\nb\n\n===\nc", dialect("^===$")) == [
        "a.md:2:1: warning: !SLIDE begins no slide [D210] | settings say how it is divided"
    ]


def test_where_a_setting_says_what_begins_notes_note_is_text() -> None:
    ((slide,),) = divide(Source("a.md", "a\n\nNote: shown\n\nSay: b"), 0, native("^Say:")).stacks

    assert (slide.body.text.strip(), slide.notes[0].text) == ("a\n\nNote: shown", " b")
    assert problems("a\n\nNote: shown\n\nSay: b\n!SUB\nc", native("^Say:")) == []
    assert problems("a\n\nNote: shown\n\nSay: b\n---\nc", dialect(notes="^Say:")) == []


def test_of_many_lookalikes_the_first_ones_are_told() -> None:
    (*_, last) = divide(Source("a.md", "!SUB\n" + "Note: a\n" * 2000), 0, NATIVE).problems

    assert last.more == 900
