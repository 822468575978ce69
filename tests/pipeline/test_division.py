"""How the files of a deck are divided: by which separators, and what is told when there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild.pipeline.division import divide
from deckbuild.project import loader

if TYPE_CHECKING:
    from deckbuild.pipeline.division import Division
    from tests.conftest import MakeProject


def divided(make_project: MakeProject, *texts: str, settings: str = "") -> Division:
    """The division of a deck of these files."""
    names = ["slides/talk.md"] if len(texts) == 1 else [f"slides/talk/{number}.md" for number in range(len(texts))]
    project = make_project({**dict(zip(names, texts, strict=True)), "deckbuild.yml": settings or "title: A"})
    (deck,) = loader.read(project).decks
    return divide(deck)


def notes(division: Division) -> list[list[str]]:
    return [[note.text.strip() for note in slide.notes] for slide in division.slides]


def told(division: Division) -> list[str]:
    return [str(each) for each in division.diagnostics]


@pytest.mark.parametrize("line", ["Note: say", "notes: say", "!NOTE say"])
def test_in_a_deck_without_separators_note_begins_notes(line: str, make_project: MakeProject) -> None:
    division = divided(make_project, f"# A\n\ntext\n\n{line}\n\nmore\n")

    assert notes(division) == [["say\n\nmore"]]
    assert told(division) == []


def test_in_a_deck_of_ours_note_is_shown_and_told(make_project: MakeProject) -> None:
    division = divided(make_project, "# A\n\nNote: say\n\n!SUB\n\nb\n")

    assert notes(division) == [[], []]
    assert told(division) == [
        "slides/talk.md:3:1: warning: Note: is shown to the audience [D211] (write !NOTE, or set notesSeparator)"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\nSay: a\n\n!SUB\n\nb\n\n!NOTE c\n", [["a"], ["c"]]),
        ("# A\n\nSay: a\n\n---\n\nb\n", [["a"], []]),
        ("# A\n\nSay: a\n", [["a"]]),
    ],
)
def test_a_setting_for_notes_leaves_the_separators_of_slides(
    text: str, expected: list[list[str]], make_project: MakeProject
) -> None:
    assert notes(divided(make_project, text, settings="notesSeparator: '^Say:'")) == expected


def test_a_long_file_without_separators_is_told(make_project: MakeProject) -> None:
    division = divided(make_project, "# A\n\n" + "text\n\n" * 30)

    assert told(division) == [
        (
            "slides/talk.md:1:1: warning: these 61 lines are one slide [D212] "
            "(!SUB on a line of its own begins the next slide)"
        )
    ]


def test_a_long_file_that_the_set_separator_does_not_divide_is_told(make_project: MakeProject) -> None:
    division = divided(make_project, "# A\n\n---\n\n" + "text\n\n" * 30, settings="separator: ^===$")

    assert told(division) == [
        (
            "slides/talk.md:1:1: warning: these 63 lines are one slide [D212] "
            "(separator and verticalSeparator, as they are set, match nothing here)"
        )
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ["# A\n" * 60],
        ["!SLIDE\n" + "# A\n" * 70],
        ["# A\n" * 70 + "---\nb\n"],
        ["# A\n" * 40, "# B\n" * 40],
        ["# A\n" * 70, "# B\n!SUB\nc\n"],
    ],
)
def test_a_short_or_a_divided_deck_is_not_told(texts: list[str], make_project: MakeProject) -> None:
    assert told(divided(make_project, *texts)) == []
