"""What the server makes of what a page says it has measured: nothing but problems in files of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from deckbuild.diagnostics.problem import Severity
from deckbuild.diagnostics.source import Source
from deckbuild.project import loader
from deckbuild.project.judging import Exemption
from deckbuild.serve import measured
from deckbuild.serve.messages import PageChange

if TYPE_CHECKING:
    from tests.conftest import MakeProject

TALK = Source("slides/talk.md", "# One\n\n- a\n- b\n")
CHANGE = PageChange("r", lines=((("slides/talk.md", 1, 4),),))
FOUND = {"file": "slides/talk.md", "line": 3, "kind": "list item", "own": {"right": 9}, "sides": {"right": 9.4}}


def told(found: object, change: PageChange = CHANGE) -> list[str]:
    return [
        str(each)
        for each in measured.problems({"found": found}, change, {"slides/talk.md": TALK}.get)  # type: ignore[arg-type]
    ]


def test_a_finding_is_a_warning_at_its_line() -> None:
    (said,) = told([FOUND])
    assert said == (
        "slides/talk.md:3:1: warning: this list item runs over the edge of the slide: 9 px on the right [D640] "
        "(say less, or divide the slide in two)"
    )
    below = {**FOUND, "own": {"right": 9, "bottom": 3}, "sides": {"right": 9, "bottom": 80}, "line": 99}
    assert told([below])[0].startswith(
        "slides/talk.md:5:1: warning: from this list item on, content runs over the edge of the slide: 9 px on the "
        "right, 80 px at the bottom [D640]"
    )


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        7,
        [7],
        [{}],
        [{**FOUND, "file": "slides/other.md"}],
        [{**FOUND, "file": None}],
        [{**FOUND, "line": "3"}],
        [{**FOUND, "kind": "\x1b[31m"}],
        [{**FOUND, "sides": {"right": float("nan")}}],
        [{**FOUND, "sides": {"right": float("inf")}}],
        [{**FOUND, "sides": {"beside": 9}}],
        [{**FOUND, "sides": {"right": "9"}}],
    ],
)
def test_what_makes_no_sense_is_no_problem(wrong: object) -> None:
    assert told(wrong) == []


def test_a_slide_or_a_setting_may_allow_it() -> None:
    allowed = PageChange(lines=CHANGE.lines, may_overflow=(Exemption("slides/talk.md", 1, 4, "overflow"),))

    assert told([FOUND], allowed) == []
    assert told([FOUND], PageChange(lines=CHANGE.lines, overflow=None)) == []
    assert ": info: " in told([FOUND], PageChange(lines=CHANGE.lines, overflow=Severity.INFORMATION))[0]


@pytest.mark.parametrize(
    ("config", "severity"),
    [
        ("", "warning"),
        ("rules: {overflow: info}", "info"),
        ("rules: {D640: error}", "warning"),
        ("rules: {D640: off}", ""),
    ],
)
def test_settings_grade_it_but_it_never_is_an_error_in_the_preview(
    config: str, severity: str, make_project: MakeProject
) -> None:
    root = make_project({"slides/talk.md": TALK.text, "deckbuild.yml": config})
    (deck,) = loader.read(root).decks
    graded = measured.grade(deck.settings)

    assert (graded.value if graded else "") == severity


@pytest.mark.parametrize(
    ("slide", "place"),
    [([0, 0], (0, 0)), ([1, 0], None), ([0, 1], None), ([-1, 0], None), ([0], None), ("00", None), (None, None)],
)
def test_a_slide_is_one_that_the_page_has(slide: object, place: Any) -> None:  # noqa: ANN401 -- or none
    assert measured.slide_of({"slide": slide}, CHANGE) == place
