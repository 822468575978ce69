"""The settings of a reveal-md project: what `reveal-md.json` and `reveal.json` say that means something here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deckbuild.config.document import Entry, Value
from deckbuild.config.loading import document_of
from deckbuild.config.settings import BEFORE, DECK_SETTINGS, table
from deckbuild.config.untrusted import harmless
from deckbuild.config.value_types import BAD_SETTING
from deckbuild.diagnostics.problem import Problem, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.diagnostics.source import Source

NOT_TAKEN_OVER = Rule(
    "D108",
    "not-taken-over",
    Severity.WARNING,
    "The settings of reveal-md hold something that deckbuild does not have: a theme of highlight.js or from the\n"
    "network, a regular expression that only JavaScript understands, an option of reveal.js that takes a function.\n"
    "The default is used; set it in deckbuild.yml, which wins over reveal-md.json.",
)
SETTINGS_FILE = "reveal-md.json"
OPTIONS_FILE = "reveal.json"
# The names that reveal-md has; its others (port, watch, template, static, …) are about reveal-md itself.
_NAMES = (
    "title theme highlightTheme separator verticalSeparator notesSeparator css scripts revealOptions "
    "separatorVertical separatorNotes".split()
)
_TABLE = table(*DECK_SETTINGS)
_DEFAULTS = {"scripts_run": BEFORE}  # what reveal-md does otherwise than we


def settings(source: Source, *, untrusted: bool = False) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Return what a `reveal-md.json` sets, and warnings about what cannot be taken over.

    An ``untrusted`` one sets nothing that could do harm.
    """
    document = document_of(_as_yaml(source))
    document = harmless(document) if untrusted else document
    known = [_split(entry) for entry in document.entries if entry.name in _NAMES]
    return _read(known, document.problems, source)


def options(source: Source, *, untrusted: bool = False) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Return what a `reveal.json`, the options of reveal.js alone, sets; an ``untrusted`` one nothing harmful."""
    document = document_of(_as_yaml(source))
    if not document.entries:
        return {**_DEFAULTS}, document.problems
    everything = Value(dict.fromkeys(()), 0, len(source.text), entries=document.entries)
    document = document._replace(entries=(Entry("reveal", 0, everything),))
    document = harmless(document) if untrusted else document
    return _read(document.entries, document.problems, source)


def _as_yaml(source: Source) -> str:
    """Return JSON as YAML, of which it is a part, but for tabs between its words."""
    return source.text.replace("\t", " ")


def _read(
    entries: Iterable[Entry], unreadable: tuple[Problem, ...], source: Source
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    problems: list[Problem] = list(unreadable)

    def report(offset: int, message: str, hint: str = "", width: int = 1, rule: Rule = BAD_SETTING) -> None:  # noqa: ARG001 -- a Report
        problems.append(Problem(NOT_TAKEN_OVER, offset, message, hint, width))

    return {**_DEFAULTS, **_TABLE.entries(entries, source, report)}, tuple(problems)


def _split(entry: Entry) -> Entry:
    """Turn the paths of `"css": "a.css,b.css"` into a list, as reveal-md does."""
    if entry.name not in ("css", "scripts") or not isinstance(entry.value.plain, str):
        return entry
    items = tuple(_pieces(entry.value))
    return entry._replace(value=entry.value._replace(plain=[item.plain for item in items], items=items))


def _pieces(value: Value) -> Iterator[Value]:
    at = value.start + 1  # behind the quote
    for piece in value.plain.split(","):
        if piece.strip():
            yield value._replace(plain=piece.strip(), start=at, end=at + len(piece))
        at += len(piece) + 1
