"""What a YAML text says: its names and values, with their places in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.diagnostics.problem import Rule, Severity

if TYPE_CHECKING:
    from deckbuild.diagnostics.problem import Problem

BAD_YAML = Rule(
    "D101",
    "bad-yaml",
    Severity.ERROR,
    "deckbuild.yml or a front matter cannot be read as YAML. Settings are lines of `name: value`; text that holds\n"
    "`: `, `#` or begins with a sign goes into quotes; indent with spaces. Aliases (*), anchors (&), tags (!), a\n"
    "name twice, and more than 64 kB (limits.front_matter) or 20 levels are refused.",
)
MOST = 64_000  # characters


class Value(NamedTuple):
    """A value from ``start`` up to ``end`` in the text: a scalar, or a list or mapping of values."""

    plain: Any
    start: int
    end: int
    items: tuple[Value, ...] = ()
    entries: tuple[Entry, ...] = ()


class Entry(NamedTuple):
    """A name and its value in a mapping; ``start`` is the name's offset."""

    name: str
    start: int
    value: Value


class Document(NamedTuple):
    """The settings of a text, empty where it has none, and what is wrong with it."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
