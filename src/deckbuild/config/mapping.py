"""Mappings of names to values: where a name that is not known is found out, and the nearest right one named."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config.value_types import shown, wrong
from deckbuild.diagnostics.problem import Rule, Severity, nearest
from deckbuild.diagnostics.source import Placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deckbuild.config.document import Entry, Value
    from deckbuild.config.value_types import Kind, Report
    from deckbuild.diagnostics.source import Source

UNKNOWN_SETTING = Rule(
    "D102",
    "unknown-setting",
    Severity.WARNING,
    "deckbuild.yml sets a name that is no setting, or a front matter one that is most likely a slip in a setting's:\n"
    "its other names are metadata, which other tools read. `deckbuild schema` prints the names with their types;\n"
    "editors complete from it.",
)
SETTING = "setting"  # what a table holds that is not inside of another


class Other(NamedTuple):
    """What a file sets under a ``name`` that an open table does not know, as it is written."""

    name: Placed
    plain: Any


class Table(NamedTuple):
    """A mapping of known names to values of their kinds; a name without a value is as if it were not there.

    ``aliases`` are other spellings of the names. ``is_open`` says that other names may have values, too, which only
    becomes clear when all settings are known: these are read as `Other`.
    """

    kinds: Mapping[str, Kind]
    what: str
    aliases: Mapping[str, str] = MappingProxyType({})
    is_open: bool = False

    def read(self, value: Value, source: Source, report: Report) -> dict[str, Any] | None:
        """Return what the mapping ``value`` means."""
        if not isinstance(value.plain, dict):
            wrong(value, report, "a mapping of name: value")
            return None
        return self.entries(value.entries, source, report)

    def entries(self, entries: Iterable[Entry], source: Source, report: Report) -> dict[str, Any]:
        """Return what ``entries`` mean, by the settings' own names; those that are wrong are left out."""
        found: dict[str, Any] = {}
        for entry in entries:
            name = self.aliases.get(entry.name, entry.name)
            if name not in self.kinds and self.is_open:
                found[name] = Other(Placed(name, source, entry.start), entry.value.plain)
            elif name not in self.kinds:
                told = self.unknown(entry.name)
                report(entry.start, *told, width=len(entry.name), rule=UNKNOWN_SETTING)
            elif entry.value.plain is not None:
                found[name] = self.kinds[name].read(entry.value, source, report)
        return {name: meant for name, meant in found.items() if meant is not None}

    def unknown(self, name: str) -> tuple[str, str]:
        """Return the message and the hint for a name that is not known."""
        for outer, kind in self.kinds.items():
            if isinstance(kind, Table) and name in kind.kinds:
                return f"unknown {self.what} {shown(name)}", f"it is an {kind.what}; write it under {outer}:"
        return f"unknown {self.what} {shown(name)}", nearest(name, [*self.kinds, *self.aliases])

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the mapping."""
        kinds = {**self.kinds, **{alias: self.kinds[name] for alias, name in self.aliases.items()}}
        properties = {name: or_nothing(kind.schema()) for name, kind in sorted(kinds.items())}
        return {"type": "object", "properties": properties, "additionalProperties": self.is_open}


def or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of what ``schema`` allows, and of a name without a value."""
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*types, "null"]}
    return {"anyOf": [*schema["anyOf"], {"type": "null"}]} if schema else schema
