"""Pauses: what follows a line `. . .`, as in pandoc, comes with the next step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.tokens import add, classes, element, end_of, line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from deckbuild.features.findings import Findings

IDLE_PAUSE = Rule(
    "D707",
    "idle-pause",
    Severity.WARNING,
    "Nothing follows a pause in the slide, the column, the item or the quote that holds it; or it stands in speaker\n"
    "notes, which have no steps. A pause hides the rest of what it stands in.",
)
_LINE = re.compile(r"\.(?:[ \t]+\.){2}[ \t]*$")
_MARKER, _STEP = "pause", "fragment"


def _install(rules: MarkdownIt) -> None:
    rules.block.ruler.before("hr", _MARKER, _marker, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    rules.core.ruler.before("inline", FEATURE.name, _steps)


def _marker(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001 -- a rule's form
    """Take a line `. . .`."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not _LINE.match(state.src, begin, state.eMarks[start]):
        return False
    if not silent:
        state.push(_MARKER, "", 0).map = [start, start + 1]
        state.line = start + 1
    return True


def _steps(state: StateCore) -> None:
    """Make a step of what follows each pause."""
    if any(token.type == _MARKER for token in state.tokens):
        found = findings(state.env)
        found.used.add(FEATURE.name)
        state.tokens = [*_stepped(state.tokens, found)]


def _stepped(tokens: list[Token], found: Findings) -> Iterator[Token]:
    """Yield ``tokens`` with the rest of what holds a pause in an element of its own."""
    holders: list[list[Token]] = [[]]  # what closes the steps that each open element holds
    for at, token in enumerate(tokens):
        if token.nesting < 0:
            yield from reversed(holders.pop())
        if token.type == _MARKER:
            rest = [*_rest(tokens, at)]
            if not rest or found.in_notes or _in_notes(tokens, at):
                found.tell(IDLE_PAUSE, line_of(token), ". . .", "nothing comes with the step that this pause makes")
            elif len(rest) == 1 and rest[0].nesting > 0 and not rest[0].hidden:
                add(rest[0], {"class": _STEP})
            else:
                first, last = element("div", _STEP, token.map)
                holders[-1].append(last)
                yield first
            continue
        yield token
        if token.nesting > 0:
            holders.append([])
    yield from reversed(holders[0])


def _rest(tokens: list[Token], at: int) -> Iterator[Token]:
    """Yield what stands behind the pause at ``at`` in the same element: what opens each block."""
    at += 1
    while at < len(tokens) and tokens[at].nesting >= 0 and "notes" not in classes(tokens[at]):
        yield tokens[at]
        at = end_of(tokens, at) + 1


def _in_notes(tokens: list[Token], at: int) -> bool:
    """Return whether the token ``at`` a place stands in the notes, which are the last elements of a slide."""
    first = next((place for place, token in enumerate(tokens) if "notes" in classes(token)), at)
    return first < at


FEATURE = Feature(
    "pauses",
    "A pause: what follows comes with the next step.",
    "A line `. . .` hides the rest of what it stands in, a slide, a column or an item of a list, until the next step.",
    """\
At first only this is seen.

. . .

Then this, too.
""",
    _install,
    rules=(IDLE_PAUSE,),
)
