"""Tells of speaker notes that are promised and empty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.check.deck import NOTES, classes
from deckbuild.diagnostics.problem import Problem, Rule, Severity
from deckbuild.html import plain_text
from deckbuild.rendering import draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.check.deck import CheckedSlide

RULE = Rule(
    "D610",
    "empty-notes",
    Severity.WARNING,
    "`!NOTE` begins the notes of a slide, and nothing follows, so in the room the speaker window is empty. Write\n"
    "them, or take the line away.",
)
_THING = re.compile(r"<(?!/|!--|p\b|br\b|div\b|span\b)")  # a picture, an icon, a formula
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def find(slide: CheckedSlide) -> Iterator[Problem]:
    """Yield the lines that begin empty notes."""
    for note in slide.source.notes:
        if not _COMMENT.sub("", note.text).strip():
            end = note.start - slide.source.start
            start = slide.text.rfind("\n", 0, end) + 1
            width = len(slide.text[start:end].rstrip())
            yield Problem(RULE, start, "these notes are empty", "write them, or take this line away", max(1, width))
    own = slide.rendered.html.rfind(draft.NOTES) if slide.source.notes else len(slide.rendered.html)
    for each in slide.root.elements() if "<aside" in slide.source.body.text else ():
        html = slide.rendered.html[each.open_end : each.end]
        if each.start <= own and NOTES in classes(each) and not plain_text.shown(html) and not _THING.search(html):
            yield Problem(RULE, slide.spot(each).offset, "these notes are empty", "write them, or take them away")
