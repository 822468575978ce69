"""slides/tour.md, the user guide as a deck: a slide for each feature, its source beside what it becomes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from deckbuild.features import PIPELINE
from deckbuild.pipeline import stages
from deckbuild.project import loader
from tests.conftest import ROOT

if TYPE_CHECKING:
    from deckbuild.pipeline.built_deck import Build

TOUR = ROOT / "slides" / "tour.md"
NOT_OF_SLIDES = {"include"}  # a feature that is gone before a slide is rendered
SOURCE = re.compile(r"^````markdown\n(.*?)^````$", re.DOTALL | re.MULTILINE)


@cache
def built() -> Build:
    return next(stages.build(loader.read(ROOT, "slides/tour.md")))


def test_the_source_that_a_slide_shows_is_that_of_what_stands_beside_it() -> None:
    text = TOUR.read_text(encoding="utf-8")
    shown = SOURCE.findall(text)

    assert len(shown) > 20
    assert [each for each in shown if text.count(each) != 2] == []


def test_there_is_a_slide_for_each_feature() -> None:
    used = {name for stack in built().stacks for slide in stack.slides for name in slide.features}

    assert set(PIPELINE) - used - NOT_OF_SLIDES == set()


def test_nothing_is_wrong_with_it() -> None:
    assert [str(each) for each in built().diagnostics] == []
