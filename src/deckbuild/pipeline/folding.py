"""Tells of a deck that was written for another tool in one line, in the place of one for each thing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity, place
from deckbuild.rendering.balance import UNBALANCED
from deckbuild.rendering.directives import UNKNOWN_DIRECTIVE
from deckbuild.rendering.indented_html import INDENTED_HTML
from deckbuild.rendering.misspellings import CLASS, LANGUAGE
from deckbuild.rendering.other_tools import LIKE_SYNTAX, RAW_SYNTAX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.pipeline.division import ForeignDeck

SHOWN_OTHERWISE = Rule(
    "D230",
    "of-another-tool",
    Severity.WARNING,
    "The deck was written for another tool, and some of its slides are shown otherwise than there. The message says\n"
    "what of it is read here, the hint how the rest is written; docs/coming-from.md has more. A deck with `!SUB` or\n"
    "`!SLIDE`, or with the setting `separator`, is never taken for another tool's.",
)
READ_AS_THERE = Rule(
    "D231",
    "read-as-another-tool",
    Severity.INFORMATION,
    "The deck was written for another tool, and nothing on its slides is shown otherwise here. The message says what\n"
    "of such decks is read, and what is not.",
)
_IN_SLIDES = (RAW_SYNTAX, LIKE_SYNTAX, UNKNOWN_DIRECTIVE, CLASS)  # classes are those of its themes
_IN_COMPONENTS = (UNBALANCED, INDENTED_HTML)


def folded(found: Iterable[Diagnostic], foreign: ForeignDeck) -> list[Diagnostic]:
    """Return what was ``found`` in a deck of another tool: one line, and what does not follow from that."""
    (source, _), deck = foreign
    first = source.locate(min(deck.body, len(source.text))).line
    folds = (*_IN_SLIDES, *(_IN_COMPONENTS if deck.tool.has_components else ()))
    told: list[Diagnostic] = []
    is_shown_otherwise = deck.is_shown_otherwise
    for each in found:
        if each.rule in folds or (each.rule == LANGUAGE and each.word.startswith("{")):
            is_shown_otherwise |= each.rule not in (LIKE_SYNTAX, CLASS)
        elif each.is_error or each.location.path != source.path or each.location.line >= first:
            told.append(each)
    rule = SHOWN_OTHERWISE if is_shown_otherwise else READ_AS_THERE
    message = f"this deck was written for {deck.tool.name}: {deck.tool.read}"
    return [place(Problem(rule, deck.offset, message, deck.tool.hint, deck.width), source), *told]
