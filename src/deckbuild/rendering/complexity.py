"""Finds what would take Markdown for ever, or too deep, or too much memory, before it is tried.

Nesting, and brackets that stay open, grow faster than the text in every parser that was measured (16,000 `[` take a
second, 64,000 take fifteen). A line, and a cell of a table, takes 2 kB in memory while it is read. No slide that is
meant to be read comes near the limits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity
from deckbuild.markdown.parser import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Iterator

TOO_COMPLEX = Rule(
    "D205",
    "too-complex",
    Severity.ERROR,
    "A slide nests lists or quotes more than 100 deep, has more than 500 brackets open in one paragraph, thousands\n"
    "of links to one very long definition, or more than 100,000 lines and cells of tables. No Markdown parser reads\n"
    "that in good time and little memory, so the slide is not rendered.",
)
MOST_OPEN = 500  # brackets in one paragraph
MOST_PARTS = 100_000  # lines and cells of tables in one slide
_PREFIX = re.compile(r"(?:[ \t]{0,8}(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t])))+")
# A line with room for so much: a level takes a mark, or half of a tab before one.
_MAY_BE_DEEP = re.compile(rf"^[ \t>+*\d-].{{{DEEPEST // 2 - 1},}}", re.MULTILINE)
_MARKER = re.compile(r">|[-+*]|\d{1,9}[.)]")
_INDENTED_ITEM = re.compile(r"([ \t]+)(?:[-+*]|\d{1,9}[.)])[ \t]")
MOST_REPEATED = 20_000_000  # characters: the longest definition of a link, once for each bracket
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:.*(?:\n(?! {0,3}\[[^\]\n]+\]:).*\S.*)*", re.MULTILINE)
_BRACKET = re.compile(r"\\.|(\[)|(\])|(\n[ \t]*\n)", re.DOTALL)


def problem(text: str) -> Problem | None:
    """Return why ``text`` must not be given to Markdown, None if it may be. Linear in the text."""
    return next(_problems(text), None)


def _problems(text: str) -> Iterator[Problem]:
    parts = text.count("\n") + text.count("|")
    if parts > MOST_PARTS:
        message = f"this slide has {parts} lines and cells of tables; {MOST_PARTS} are allowed"
        yield Problem(TOO_COMPLEX, 0, message, "divide it into slides")
    for found in _MAY_BE_DEEP.finditer(text):
        depth = _depth(found[0])
        if depth > DEEPEST:
            message = f"lists and quotes are nested {depth} deep here; {DEEPEST} are allowed"
            yield Problem(TOO_COMPLEX, found.start(), message)
    if text.count("[") > MOST_OPEN:
        yield from _brackets(text)
        yield from _repeated(text)


def _depth(line: str) -> int:
    """Return how deep the line stands in quotes and lists, by its markers, or by its indentation before one."""
    prefix = _PREFIX.match(line)
    marked = len(_MARKER.findall(prefix[0])) if prefix else 0
    item = _INDENTED_ITEM.match(line)
    return max(marked, len(item[1].expandtabs(4)) // 2 + 1 if item else 0)


def _brackets(text: str) -> Iterator[Problem]:
    """Report the bracket with which too many are open in a paragraph."""
    opened = 0
    for found in _BRACKET.finditer(text):
        opened = 0 if found[3] else max(0, opened + bool(found[1]) - bool(found[2]))
        if opened > MOST_OPEN:
            message = f"more than {MOST_OPEN} brackets are open here"
            yield Problem(TOO_COMPLEX, found.start(), message, "close them, or write \\[ for a bracket that is text")
            return


def _repeated(text: str) -> Iterator[Problem]:
    """Report a definition of a link that would make the HTML grow with the square of the text."""
    longest = max(_DEFINITION.finditer(text), key=lambda found: len(found[0]), default=None)
    if longest and len(longest[0]) * text.count("[") > MOST_REPEATED:
        message = f"the definition of a link has {len(longest[0])} characters here, and there are thousands of links"
        yield Problem(TOO_COMPLEX, longest.start(), message, "give it a shorter address or title")
