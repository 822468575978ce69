"""Takes over what the settings files of other tools say, and tells what cannot be."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config.settings import DECK_SETTINGS, THEIR_SETTINGS, table
from deckbuild.config.translation import translated
from deckbuild.config.untrusted import harmless
from deckbuild.config.value_types import BAD_SETTING
from deckbuild.diagnostics.problem import Problem, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deckbuild.config.document import Document
    from deckbuild.diagnostics.source import Source

NOT_TAKEN_OVER = Rule(
    "D108",
    "not-taken-over",
    Severity.WARNING,
    "The settings of reveal-md or mkslides hold something that deckbuild does not have: a theme that reveal.js or\n"
    "highlight.js does not have, a regular expression that only JavaScript understands, an option of reveal.js that\n"
    "takes a function. The default is used; set it in deckbuild.yml, which wins.",
)
_TABLE = table(*DECK_SETTINGS, *THEIR_SETTINGS)


class Taken(NamedTuple):
    """What a file sets for each deck, what is wrong with it, and what it sets for the project as a whole."""

    values: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    of_project: Mapping[str, Any] = MappingProxyType({})


def taken(document: Document, source: Source, *, untrusted: bool) -> Taken:
    """Return what ``document`` sets, by our own names; other names are metadata, which a template may show.

    An ``untrusted`` one sets nothing that could do harm.
    """
    document = translated(document)
    document = harmless(document) if untrusted else document
    problems = list(document.problems)

    def report(offset: int, message: str, hint: str = "", width: int = 1, rule: Rule = BAD_SETTING) -> None:  # noqa: ARG001 -- a Report
        problems.append(Problem(NOT_TAKEN_OVER, offset, message, hint, width))

    names = {*_TABLE.kinds, *_TABLE.aliases}
    known = [entry for entry in document.entries if entry.name in names]
    others = {entry.name: entry.value.plain for entry in document.entries if entry.name not in names}
    values = {**_TABLE.entries(known, source, report), **({"metadata": others} if others else {})}
    return Taken(values, tuple(sorted(problems, key=lambda each: each.offset)))
