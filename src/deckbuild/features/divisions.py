"""Divisions: `::: name` or `::: {.class}` up to a line `:::` puts what stands between into an element of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.features.audience import AUDIENCE
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.tokens import CLOSING, LINES, OPENING, element, end_of, line_of, opens
from deckbuild.html import attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

    from deckbuild.features.findings import Findings

OPEN_DIVISION = Rule(
    "D701",
    "open-division",
    Severity.WARNING,
    "A division such as `::: columns` is never closed; it ends where the list item, the quote or the slide that holds\n"
    "it does. A line `:::` closes the innermost one that is open, a line of more colons the one that begins with as\n"
    "many.",
)
STRAY_DIVISION = Rule(
    "D702",
    "stray-division",
    Severity.WARNING,
    "A line `:::` closes nothing, as no division is open; it is left out. Where it is meant as text, write `\\:::`.",
)
_LINE = re.compile(r"(?P<colons>:{3,})[ \t]*(?P<name>[a-zA-Z][\w-]*)?[ \t]*(?P<braces>\{[^\n]*\})?[ \t]*:*[ \t]*$")
_MARKER = "division"
_NOTES = "notes"  # the class of an element whose text is for the speaker


def _install(rules: MarkdownIt) -> None:
    ends = ["paragraph", "reference", "blockquote", "list"]
    rules.block.ruler.before("hr", _MARKER, _marker, {"alt": ends})
    rules.core.ruler.before("inline", "divisions", _pair)


def _marker(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001 -- a rule's form
    """Take a line of colons that opens or closes a division; which of them belong together is seen afterwards."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(":::", begin) or state.is_code_block(start):
        return False
    found = _LINE.match(state.src, begin, state.eMarks[start])
    if found and not silent:
        token = state.push(_MARKER, "div", 0)
        token.map, token.markup, token.content = [start, start + 1], found["colons"], found[0]
        token.meta = {"name": found["name"] or "", "braces": found["braces"] or ""}
        state.line = start + 1
    return found is not None


def _pair(state: StateCore) -> None:
    """Make elements of the lines that open and close divisions."""
    if any(token.type == _MARKER for token in state.tokens):
        found = findings(state.env)
        found.used.add(FEATURE.name)
        state.tokens = _with_notes_last([*_paired(state.tokens, found)])


def _paired(tokens: list[Token], found: Findings) -> Iterator[Token]:
    """Yield ``tokens`` with divisions in pairs, each closed before the end of what it stands in."""
    holders: list[list[Token]] = [[]]  # the open divisions of each block that is open
    for token in tokens:
        if token.type != _MARKER:
            if token.nesting < 0:
                yield from _closed(holders.pop(), found)
            yield token
            if token.nesting > 0:
                holders.append([])
        elif token.meta["name"] or token.meta["braces"]:
            holders[-1].append(_opening(token, found))
            yield holders[-1][-1]
        elif holders[-1]:
            ended = _ended(holders[-1], token.markup)
            yield from _closed(ended[1:], found)
            yield _closing(ended[0], token.map)
        else:
            message = "this ::: closes nothing; it is left out"
            hint = "write ::: and a name where it begins"
            found.tell(STRAY_DIVISION, line_of(token), token.content.strip(), message, hint)
    yield from _closed(holders[0], found)


def _ended(opened: list[Token], colons: str) -> list[Token]:
    """Take off the divisions that a line of ``colons`` ends: the one of as many, if there is one, and those in it."""
    alike = [at for at, each in enumerate(opened) if each.markup == colons]
    at = alike[-1] if alike and len(colons) > len(opened[-1].markup) else len(opened) - 1
    ended = opened[at:]
    del opened[at:]
    return ended


def _closed(opened: list[Token], found: Findings) -> Iterator[Token]:
    """Yield the ends of divisions that nobody has closed, the innermost first."""
    for each in reversed(opened):
        written = each.content.strip()
        hint = f"write {each.markup} on a line where it ends"
        found.tell(OPEN_DIVISION, line_of(each), written, "this division is never closed", hint)
        yield _closing(each)


def _closing(opening: Token, place: list[int] | None = None) -> Token:
    return Token(CLOSING, opening.tag, -1, map=place, block=True)


def _opening(marker: Token, found: Findings) -> Token:
    """Return what opens the element of a division, with the attributes that stand in its braces."""
    line = line_of(marker)
    given, strange = attributes.in_braces(marker.meta["braces"])
    named = attributes.joined({"class": marker.meta["name"]} if marker.meta["name"] else {}, given)
    filled = found.give(named, strange, marker.content.strip(), line)
    token = Token(OPENING, "div", 1, attrs={**filled}, map=marker.map, markup=marker.markup, block=True)
    token.content = marker.content
    return token


def _with_notes_last(tokens: list[Token]) -> list[Token]:
    """Return ``tokens`` with speaker notes behind the slide, where reveal.js looks for them."""
    body: list[Token] = []
    notes: list[Token] = []
    at = 0
    while at < len(tokens):
        if opens(tokens[at], _NOTES):
            end = end_of(tokens, at)
            first, last = element("aside", _NOTES)
            first.attrs |= {name: tokens[at].attrs[name] for name in AUDIENCE if name in tokens[at].attrs}
            first.markup, first.meta[LINES], last.meta[LINES] = tokens[at].markup, tokens[at].map, tokens[end].map
            notes += [first, *tokens[at + 1 : end], last]
            at = end
        else:
            body.append(tokens[at])
        at += 1
    return [*body, *notes]


FEATURE = Feature(
    "divisions",
    "Elements around parts of a slide: `::: name` up to `:::`.",
    "A line `::: name` or `::: {.class #id name=value}` begins an element with this class, a line `:::` ends it. They\n"
    "nest; a line of more colons ends the one that began with as many. `::: {.fragment}` is a step of the slide,\n"
    "`::: notes` is for the speaker.",
    """\
::: {.fragment .fade-up}
Comes with the next step.
:::

::: notes
Only the speaker sees this.
:::
""",
    _install,
    rules=(OPEN_DIVISION, STRAY_DIVISION),
)
