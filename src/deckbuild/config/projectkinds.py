"""The kinds of settings that name parts of a project: plugins, Markdown extensions, decks with their chapters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from deckbuild import markdown, reveal
from deckbuild.config.kinds import File, Table, Text, Word
from deckbuild.diagnostics import nearest
from deckbuild.source import Placed

if TYPE_CHECKING:
    from deckbuild.config.kinds import Report
    from deckbuild.config.yamltext import Value
    from deckbuild.source import Source


_NAME = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class PluginUse:
    """A reveal.js plugin of a deck: the name of the object that its script defines, and the script.

    ``shipped`` is the name of one of reveal.js' own plugins; a project's has a ``script`` instead.
    """

    name: str
    shipped: str = ""
    script: Placed | None = None


def shipped(name: str) -> PluginUse:
    """Return the shipped plugin ``name`` (one of `reveal.PLUGINS`)."""
    return PluginUse(reveal.PLUGINS[name], shipped=name)


@dataclass(frozen=True, slots=True)
class Plugin:
    """A shipped plugin by its name, or ``{name: RevealMenu, script: plugins/menu.js}``."""

    def read(self, value: Value, source: Source, report: Report) -> PluginUse | None:
        """Return the plugin that ``value`` names."""
        if not value.entries:
            named = Word(lambda: tuple(reveal.PLUGINS), "plugin").read(value, source, report)
            return shipped(named.text) if named else None
        own = Table({"name": Text(), "script": File()}, "part of a plugin").read(value, source, report) or {}
        if own.get("script") and _NAME.match(own.get("name") or ""):
            return PluginUse(own["name"], script=own["script"])
        report(value.start, "a plugin of a project needs name and script", "name is what its script defines")
        return None

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of a plugin."""
        own = {"name": {"type": "string"}, "script": {"type": "string"}}
        return {
            "anyOf": [
                {"enum": list(reveal.PLUGINS)},
                {"type": "object", "properties": own, "required": ["name", "script"]},
            ]
        }


@dataclass(frozen=True, slots=True)
class Extensions:
    """Python-Markdown extensions: a list of names, each with a mapping of its options if it has any."""

    def read(self, value: Value, source: Source, report: Report) -> dict[str, dict[str, Any]]:  # noqa: ARG002
        """Return the options of each extension that ``value`` names, by name."""
        found: dict[str, dict[str, Any]] = {}
        for item in value.items or ((value,) if value.plain is not None else ()):
            named = [(entry.name, entry.start, entry.value.plain) for entry in item.entries]
            for name, start, options in named or [(str(item.plain), item.start, None)]:
                if self._loads(name, start, options or {}, report):
                    found[name] = options or {}
        return found

    def _loads(self, name: str, start: int, options: Any, report: Report) -> bool:  # noqa: ANN401 -- as written
        if not isinstance(options, dict):
            report(start, f"the options of {name} are written as name: value", width=len(name))
            return False
        reason = markdown.problem_with(name, options)
        if reason:
            hint = nearest(name, markdown.known_extensions())
            report(start, f"the Markdown extension {name!r} cannot be used: {reason}", hint, len(name))
        return not reason

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the extensions."""
        options = {"type": "object", "additionalProperties": {"type": ["object", "null"]}}
        return {"anyOf": [options, {"type": "array", "items": {"anyOf": [{"type": "string"}, options]}}]}


@dataclass(frozen=True, slots=True)
class DeckUse:
    """A deck that deckbuild.yml names: its chapters (files) and its own settings."""

    name: Placed
    chapters: tuple[Placed, ...]
    settings: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Decks:
    """The decks of a project by name, each with its settings; ``chapters`` are its files in order."""

    settings: Table

    def read(self, value: Value, source: Source, report: Report) -> tuple[DeckUse, ...]:
        """Return the decks in the order in which they are named."""
        if value.plain is not None and not isinstance(value.plain, dict):
            report(value.start, "decks are written as name: settings")
        found = []
        for entry in value.entries:
            settings = self.settings.read(entry.value, source, report) or {}
            named = settings.pop("chapters", None) or ()
            found.append(DeckUse(Placed(entry.name, source, entry.start), tuple(named), settings))
        return tuple(found)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the decks."""
        return {"type": "object", "additionalProperties": self.settings.schema()}
