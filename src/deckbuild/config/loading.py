"""Settings, from `deckbuild.yml` and from front matter: names, kinds, defaults; every wrong one is reported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config import metadata, own_extensions
from deckbuild.config.document import BAD_YAML, MOST
from deckbuild.config.mapping import UNKNOWN_SETTING, Other
from deckbuild.config.reveal_options import OPTIONS
from deckbuild.config.settings import DECK_SETTINGS, DECKS, EDITOR, THEIR_SETTINGS, VARIANTS, table
from deckbuild.config.translation import tool_of, translated
from deckbuild.config.untrusted import EXTENSIONS, chosen, harmless
from deckbuild.config.value_types import BAD_SETTING, shown
from deckbuild.diagnostics.problem import Problem, nearest
from deckbuild.markdown.installed_extensions import READING, STOCK, known_extensions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.config.document import Document
    from deckbuild.config.mapping import Table
    from deckbuild.config.own_extensions import Locate
    from deckbuild.diagnostics.problem import Rule
    from deckbuild.diagnostics.source import Placed, Source

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?P<yaml>(?:(?!(?:---|\.\.\.)[ \t]*$).*\n)*)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE
)
_SETTING = re.compile(r"^[\"']?(?P<name>[\w.-]+)[\"']?[ \t]*:(?=[ \t]|$)", re.MULTILINE)
_OF_A_DECK = table(*DECK_SETTINGS)
_OF_FRONT_MATTER = table(*DECK_SETTINGS, *THEIR_SETTINGS)._replace(is_open=True)
_OF_A_PROJECT = table(*DECK_SETTINGS, DECKS, EDITOR)


class Reading(NamedTuple):
    """What a file sets: the values by the settings' own names, where its text begins, and what is wrong.

    ``tool`` is the other tool that a front matter was written for, as far as its names show.
    """

    values: dict[str, Any]
    body: int = 0
    problems: tuple[Problem, ...] = ()
    tool: str = ""


def project_file(source: Source, locate: Locate = own_extensions.nowhere, *, untrusted: bool = False) -> Reading:
    """Return what a `deckbuild.yml` sets; an ``untrusted`` one sets nothing that could do harm.

    ``locate`` finds the extensions that are files of the project.
    """
    document = translated(document_of(source.text))
    document = harmless(document) if untrusted else own_extensions.located(document, locate)
    return _read(document, source, _OF_A_PROJECT)


def assignment(source: Source) -> Reading:
    """Return what a setting of the command line sets, written as YAML: any setting of a deck."""
    return _read(translated(document_of(source.text)), source, _OF_A_DECK)


def front_matter(source: Source, most: int = MOST, *, untrusted: bool = False) -> Reading:
    """Return what the front matter of a Markdown file sets, up to ``most`` characters, and where the slides begin.

    Lines between `---` at the start of a file are front matter when they look like settings; else they are slides,
    divided by `---`.
    """
    found = _FRONT_MATTER.match(source.text)
    if not found:
        return Reading({}, 0, tuple(_unclosed(source)))
    if not _looks_like_settings(found["yaml"]):
        return Reading({})
    written = document_of(found["yaml"], found.start("yaml"), most)
    document = translated(written)
    reading = _read(harmless(document) if untrusted else _allowed(document), source, _OF_FRONT_MATTER)
    return _parted(reading)._replace(body=found.end(), tool=tool_of(written))


def _allowed(document: Document) -> Document:
    """Return ``document`` without its extensions, if a deck may not choose one of them itself."""
    refused = tuple(_not_of_decks(document))
    kept = [entry for entry in document.entries if not refused or entry.name not in (EXTENSIONS, VARIANTS.name)]
    return document._replace(entries=tuple(kept), problems=(*document.problems, *refused))


def _parted(reading: Reading) -> Reading:
    """Return what a front matter sets, with its metadata apart, and reports of what is most likely a slip."""
    others = {name: value for name, value in reading.values.items() if isinstance(value, Other)}
    values = {name: value for name, value in reading.values.items() if name not in others}
    if others:
        values["metadata"] = {name: other.plain for name, other in others.items()}
    slips = tuple(_slips(other.name for other in others.values()))
    return reading._replace(values=values, problems=(*reading.problems, *slips))


def _slips(names: Iterable[Placed]) -> Iterator[Problem]:
    """Report the names that are most likely slips in those of settings."""
    known = (*_known(_OF_FRONT_MATTER), *OPTIONS)
    for name in names:
        if name.text == DECKS.name or metadata.is_slip(name.text, known):
            message, hint = f"unknown setting {shown(name.text)}", nearest(name.text, known)
            yield Problem(UNKNOWN_SETTING, name.offset, message, hint, len(name.text))


def _not_of_decks(document: Document) -> Iterator[Problem]:
    """Report extensions that a deck may not choose itself: those that read files, and modules by their path.

    They are not even loaded: a deck from a stranger could run code and read files with them.
    """
    for name, start in chosen(document.entries):
        hint = nearest(name, known_extensions()) or "deckbuild.yml may name one by its path"
        if name in READING:
            message = f"the Markdown extension {shown(name)} reads files"
            yield Problem(BAD_SETTING, start, message, "a deck alone may not choose it; deckbuild.yml may", len(name))
        elif name.removeprefix(STOCK) not in known_extensions():
            yield Problem(BAD_SETTING, start, f"there is no Markdown extension {shown(name)}", hint, len(name))


def _looks_like_settings(text: str) -> bool:
    """Return whether the first line is a setting, or any line one that we know (or there is nothing at all)."""
    names = {found["name"] for found in _SETTING.finditer(text)}
    return not text.strip() or _SETTING.match(text) is not None or not names.isdisjoint(_known(_OF_A_DECK))


def _unclosed(source: Source) -> Iterator[Problem]:
    """Report a file that begins with `---` and a setting, and has no other `---`."""
    first = _SETTING.match(source.text, len("---\n")) if source.text.startswith("---\n") else None
    if first and first["name"] in _known(_OF_A_DECK):
        yield Problem(BAD_YAML, 0, "a front matter begins here and never ends", "end it with a line ---", 3)


def document_of(text: str, base: int = 0, most: int = MOST) -> Document:
    """Return what the YAML in ``text`` says, as `yaml_reader` reads it. PyYAML is loaded only when there is some."""
    from deckbuild.config import yaml_reader

    return yaml_reader.read(text, base, most)


def _known(table: Table) -> set[str]:
    return {*table.kinds, *table.aliases}


def _read(document: Document, source: Source, table: Table) -> Reading:
    problems = list(document.problems)

    def report(offset: int, message: str, hint: str = "", width: int = 1, rule: Rule = BAD_SETTING) -> None:
        problems.append(Problem(rule, offset, message, hint, width))

    values = table.entries(document.entries, source, report)
    return Reading(values, 0, tuple(sorted(problems, key=lambda problem: problem.offset)))


def schema() -> dict[str, Any]:
    """Return the JSON Schema of `deckbuild.yml`, for editors to complete from."""
    found = _OF_A_PROJECT.schema()
    for each in (*DECK_SETTINGS, DECKS, EDITOR):
        for name in (each.name, *each.aliases):
            found["properties"][name]["description"] = each.summary
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "deckbuild.yml", **found}
