"""Tells of variables whose braces are not closed, `{{ course }`, and which the audience reads as they were typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity
from deckbuild.features.variable_marks import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.check.deck import CheckedSlide

RULE = Rule(
    "D613",
    "open-variable",
    Severity.WARNING,
    "Two braces and a name begin a variable, and one brace, or none, ends it, so the audience reads it as it was\n"
    "typed. Write `{{ name }}`. Where braces are meant as text, write `\\{{`.",
)
_OPEN = re.compile(rf"(?<![{{\\])\{{\{{[ \t]*(?P<name>{NAME})[ \t]*(?:\}}(?!\}})|(?=[^\w\s}}.:|(\[-]|\n|\Z))")


def find(slide: CheckedSlide) -> Iterator[Problem]:
    """Yield the variables that are not closed."""
    if "{{" in slide.rendered.html:
        for found, (offset, width) in slide.typed(_OPEN):
            message = f"the variable {found['name']} is not closed"
            yield Problem(RULE, offset, message, f"write {{{{ {found['name']} }}}}", width)
