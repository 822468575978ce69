"""Tells of attributes in braces that are not read, as a quote or the braces are not closed: `{.small title="x}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.check.deck import CheckedSlide

RULE = Rule(
    "D615",
    "open-braces",
    Severity.WARNING,
    'Braces begin as attributes do, `{.class` or `{name="…"`, and a quote in them, or the braces themselves, are not\n'
    "closed. So the audience reads them as they were typed. Where they are meant as text, write `\\{`.",
)
_BEGUN = r"(?<![\\{])\{:?[ ]*(?:[.#][A-Za-z][\w-]*|[A-Za-z][\w:-]*=[\"'])"
_BRACES = re.compile(rf"{_BEGUN}[^{{}}\n]*(?:\}}|$)", re.MULTILINE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def find(slide: CheckedSlide) -> Iterator[Problem]:
    """Yield the braces that stand on the slide because they are not closed."""
    if "{" not in slide.rendered.html:
        return
    for found, (offset, width) in slide.typed(_BRACES, lambda words: bool(_open(words))):
        if (sign := _open(found[0])) == "}":
            yield Problem(RULE, offset, "these braces are not closed", "close them with }", width)
        else:
            yield Problem(RULE, offset, "a quote in these braces is not closed", f"close it with {sign}", width)


def _open(braces: str) -> str:
    """Return the sign that is missing in ``braces``, a quote or the last brace; empty if they are whole."""
    left = _QUOTED.sub("", braces)
    return next((each for each in "\"'" if each in left), "" if left.endswith("}") else "}")
