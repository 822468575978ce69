"""Cells of a table that are left out are told at the line of their row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild.pipeline import stages
from deckbuild.project import loader

if TYPE_CHECKING:
    from tests.conftest import MakeProject

HEAD = "| a | b |\n|---|---|\n"


def told(make_project: MakeProject, text: str, settings: str) -> list[str]:
    (deck,) = stages.build(loader.read(make_project({"slides/a.md": text, "deckbuild.yml": settings})))
    return [str(each) for each in deck.diagnostics]


@pytest.fixture(params=["", "markdown_extensions: [abbr]\n"], ids=["alone", "with an extension"])
def settings(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize(
    ("text", "place", "cells"),
    [
        (f"{HEAD}| 1 | 2 |\n| 3 | 4 | 5 |\n", "4:1", 3),
        (f"# Title\n\n!SUB\n\ntext\n\n{HEAD}1 | 2 | 3 | 4\n", "9:1", 4),
        ("- item\n\n  | a | b |\n  |---|---|\n  | 1 | 2 | 3 |\n", "5:3", 3),
        ("> | a | b |\n> |---|---|\n> | 1 | `x|y` |\n", "3:3", 3),
        (f'{HEAD}| 1 | 2 | 3 | <!-- .element: class="fragment" -->\n', "3:1", 3),
        (f"# Title\n\n!NOTE\n\n{HEAD}| 1 | 2 | 3 |\n", "7:1", 3),
    ],
)
def test_a_row_with_too_many_cells_is_told(
    text: str, place: str, cells: int, settings: str, make_project: MakeProject
) -> None:
    message = f"this row has {cells} cells, its table 2: what is too much is left out [D322]"

    assert told(make_project, text, settings) == [
        rf"slides/a.md:{place}: warning: {message} (write \| for a pipe that is text)"
    ]


@pytest.mark.parametrize(
    ("text", "place", "cells", "under", "hint"),
    [
        ("# a\n\n| a | b | c |\n|---|---|\n| 1 | 2 | 3 |\n", "3:1", "3 cells", 2, "|---|---|---|"),
        ("- item\n\n  a | b\n  :-: | - | -:\n", "3:3", "2 cells", 3, "|---|---|"),
        ("| a |\n|-|-|\n", "1:1", "1 cell", 2, "|---|"),
    ],
)
def test_a_head_that_makes_no_table_is_told(
    text: str, place: str, cells: str, under: int, hint: str, settings: str, make_project: MakeProject
) -> None:
    message = f"this is no table: its head has {cells}, the line under it {under} [D323]"

    assert told(make_project, text, settings) == [f"slides/a.md:{place}: warning: {message} (write {hint} under it)"]


@pytest.mark.parametrize(
    "text",
    [
        "a | b | c\n---\n",
        f"{HEAD}| 1 | 2 |\n| 3 |\n\n| no | row | at | all |\n",
        f"{HEAD}| 1 \\| 2 | `x \\| y` |\n",
        f'{HEAD}| 1 | 2 | <!-- .element: class="fragment" -->\n',
        f"{HEAD}| 1 | 2 | |\n",
        "- | a |\n  |---|\n  | b |\n",
        "1. | a | b |\n   |---|---|\n",
        "```\n" + HEAD + "| 1 | 2 | 3 |\n```\n",
    ],
)
def test_a_row_that_loses_nothing_is_not_told(text: str, settings: str, make_project: MakeProject) -> None:
    assert told(make_project, text, settings) == []
