"""Tells of slides with more words than an audience reads while somebody speaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.check.deck import CheckedSlide

RULE = Rule(
    "D607",
    "too-many-words",
    Severity.WARNING,
    "A slide has more than 120 words, so the audience reads and does not listen. Divide it, or put what you say into\n"
    "the notes. Slides of the layout `dense` may have more; `limits: {words: 200}` sets another limit.",
)
_WORD = re.compile(r"\w[\w'\u2019.,:/@-]*")
# Of scripts without blanks between words two characters count as one word (Chinese, Japanese, Thai and others).
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")


def find(slide: CheckedSlide) -> Iterator[Problem]:
    """Yield the first line of the slide, if that has too many words."""
    most = slide.settings.limits.words
    if not slide.is_dense and len(slide.rendered.html) > most and (count := counted(slide.prose)) > most:
        width = len(slide.text[slide.begin :].split("\n", 1)[0].rstrip())
        message = f"this slide has {count} words; {most:g} are few enough to read while you speak"
        yield Problem(RULE, slide.begin, message, "divide it, or move some into the notes", max(1, width))


def counted(text: str) -> int:
    """Return how many words ``text`` has."""
    unspaced = len(_UNSPACED.findall(text))
    return len(_WORD.findall(_UNSPACED.sub(" ", text))) + (unspaced + 1) // 2
