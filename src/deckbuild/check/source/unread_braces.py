"""Tells of attributes in braces where none are read, so that the audience sees them: `- item {.fragment}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.check.deck import CheckedSlide

RULE = Rule(
    "D616",
    "unread-braces",
    Severity.WARNING,
    "Braces hold attributes as in kramdown or pandoc, `{.fragment}`, and stand where none are read, so the audience\n"
    "sees them. They are read behind a picture, a link, `code`, `[words]`, a heading and the words of a fence. For a\n"
    'paragraph or an item write `<!-- .block class="fragment" -->`. Where they are meant as text, write `\\{`.',
)
_CLASS = r"[.#][A-Za-z][\w-]*"
_VALUE = r"(?:class|id|style|width|height|title|data-[\w-]+)=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+)"
_BRACES = re.compile(rf"(?<![\\{{$])\{{:?[ ]*(?:{_CLASS}|{_VALUE})(?:[ ]+(?:{_CLASS}|{_VALUE}))*[ ]*\}}(?!\}})")


def find(slide: CheckedSlide) -> Iterator[Problem]:
    """Yield the braces that stand on the slide as they were typed, but for those of which the build has told."""
    if "{" not in slide.rendered.html:
        return
    told = {each.offset for each in slide.rendered.problems}
    for _, (offset, width) in slide.typed(_BRACES):
        if offset not in told:
            message = "no attributes are read here, so the audience sees these braces"
            yield Problem(RULE, offset, message, "write <!-- .block … --> if you mean the block", width)
