"""Settings, from `deckbuild.yml` and from front matter: names, kinds, defaults; every wrong one is reported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from deckbuild.config import yamltext
from deckbuild.config.settings import DECK_SETTINGS, DECKS, Setting, Settings, resolve
from deckbuild.diagnostics import Problem, Rule, Severity, nearest

if TYPE_CHECKING:
    from deckbuild.config.yamltext import Document
    from deckbuild.source import Source

__all__ = ["Reading", "Settings", "front_matter", "project_file", "resolve", "schema"]

UNKNOWN_SETTING = Rule(
    "D102",
    "unknown-setting",
    Severity.ERROR,
    "deckbuild.yml or a front matter sets a name that is no setting. `deckbuild schema` prints the names with\n"
    "their types; editors complete from it. Options of reveal.js stand under `reveal:`.",
)
BAD_SETTING = Rule(
    "D103",
    "bad-setting",
    Severity.ERROR,
    "A setting has a value that it cannot have. The message says what is wanted and what stands there.",
)
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?P<yaml>(?:(?!(?:---|\.\.\.)[ \t]*$).*\n)*)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE
)
_SETTING = re.compile(r"^[\"']?[\w.-]+[\"']?[ \t]*:(?:[ \t]|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file sets: the values by the settings' own names, where its text begins, and what is wrong."""

    values: dict[str, Any]
    body: int = 0
    problems: tuple[Problem, ...] = ()


def project_file(source: Source) -> Reading:
    """Return what a `deckbuild.yml` sets."""
    return _read(yamltext.read(source.text), source, (*DECK_SETTINGS, DECKS))


def front_matter(source: Source) -> Reading:
    """Return what the front matter of a Markdown file sets, and where the slides begin behind it.

    Lines between `---` at the start of a file are front matter when one of them looks like a setting; else
    they are slides, divided by `---`.
    """
    found = _FRONT_MATTER.match(source.text)
    if not found or (found["yaml"].strip() and not _SETTING.search(found["yaml"])):
        return Reading({})
    document = yamltext.read(found["yaml"], found.start("yaml"))
    reading = _read(document, source, DECK_SETTINGS)
    return Reading(reading.values, found.end(), reading.problems)


def _read(document: Document, source: Source, known: tuple[Setting, ...]) -> Reading:
    settings = {name: each for each in known for name in (each.name, *each.aliases)}
    values: dict[str, Any] = {}
    problems = list(document.problems)

    def report(offset: int, message: str, hint: str = "", width: int = 1) -> None:
        rule = UNKNOWN_SETTING if message.startswith("unknown") else BAD_SETTING
        problems.append(Problem(rule, offset, message, hint, width))

    for entry in document.entries:
        setting = settings.get(entry.name)
        if setting:
            values[setting.name] = setting.kind.read(entry.value, source, report)
        else:
            hint = _hint(entry.name, known)
            report(entry.start, f"unknown setting {entry.name!r}", hint, len(entry.name))
    return Reading(values, 0, tuple(problems))


def _hint(name: str, known: tuple[Setting, ...]) -> str:
    """Return the nearest setting; an option of reveal.js belongs under `reveal:`."""
    options = next(each.kind.schema()["properties"] for each in DECK_SETTINGS if each.name == "reveal")
    if name in options:
        return f"it is an option of reveal.js: write it under reveal:, as reveal: {{{name}: …}}"
    return nearest(name, [each.name for each in known])


def schema() -> dict[str, Any]:
    """Return the JSON Schema of `deckbuild.yml`, for editors to complete from."""
    properties = {each.name: {"description": each.summary, **each.kind.schema()} for each in (*DECK_SETTINGS, DECKS)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "deckbuild.yml",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
