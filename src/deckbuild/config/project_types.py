"""The kinds of settings that name parts of a project: plugins, Markdown extensions, decks with their chapters."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config.mapping import Table, or_nothing
from deckbuild.config.value_types import File, Several, Text, Word
from deckbuild.diagnostics.problem import nearest
from deckbuild.diagnostics.source import Placed
from deckbuild.files import extension_files
from deckbuild.markdown import installed_extensions
from deckbuild.themes import vendored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.config.document import Entry, Value
    from deckbuild.config.value_types import Report
    from deckbuild.diagnostics.source import Source

_NAME = r"^[A-Za-z_$][A-Za-z0-9_$]*(\.[A-Za-z_$][A-Za-z0-9_$]*)*$"  # of an object in JavaScript
_OWN_PLUGIN = Table(
    {"name": Text(), "script": Several(File()), "css": Several(File())},
    "part of a plugin",
    {"extra_javascript": "script", "extra_css": "css"},  # as mkslides has them
)
_DECK_NAME = r"""[^./\\:*?"<>|\x00-\x1f][^/\\:*?"<>|\x00-\x1f]*"""


class PluginUse(NamedTuple):
    """A reveal.js plugin of a deck: the name of the object that its scripts define, these, and its style sheets.

    ``shipped`` is the name of one of reveal.js' own plugins. Without a ``name`` there are only files.
    """

    name: str
    shipped: str = ""
    scripts: tuple[Placed, ...] = ()
    css: tuple[Placed, ...] = ()


def shipped(name: str) -> PluginUse:
    """Return the shipped plugin ``name`` (one of `reveal.PLUGINS`)."""
    return PluginUse(vendored.PLUGINS[name], shipped=name)


class Plugin:
    """A shipped plugin by its name, or ``{name: RevealMenu, script: plugins/menu.js, css: plugins/menu.css}``."""

    def read(self, value: Value, source: Source, report: Report) -> PluginUse | None:
        """Return the plugin that ``value`` names."""
        if not value.entries:
            named = Word(lambda: tuple(vendored.PLUGINS), "plugin").read(value, source, report)
            return shipped(named.text) if named else None
        own = _OWN_PLUGIN.read(value, source, report) or {}
        name, scripts, css = own.get("name", ""), own.get("script", ()), own.get("css", ())
        if (scripts and re.fullmatch(_NAME, name)) or (not name and (scripts or css)):
            return PluginUse(name, scripts=scripts, css=css)
        report(value.start, "a plugin of a project needs name and script", "name is what its script defines")
        return None

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of a plugin."""
        own = _OWN_PLUGIN.schema()
        own["properties"]["name"] = {"type": "string", "pattern": _NAME}
        own["anyOf"] = [{"required": ["script"]}, {"required": ["css"], "not": {"required": ["name"]}}]
        return {"anyOf": [{"enum": list(vendored.PLUGINS)}, own]}


class Extensions:
    """Python-Markdown extensions: a list of names, each with a mapping of its options if it has any."""

    def read(self, value: Value, source: Source, report: Report) -> dict[str, dict[str, Any]]:
        """Return the options of each extension that ``value`` names, by name."""
        items = value.items if isinstance(value.plain, list) else (value,)
        named = [each for item in items for each in self._named(item, source, report)]
        return {name: options for name, start, options in named if self._loads(name, start, options, report)}

    def _named(self, item: Value, source: Source, report: Report) -> Iterator[tuple[str, int, Any]]:
        """Yield each name in an item of the list with its place and its options."""
        if isinstance(item.plain, dict):
            for entry in item.entries:
                yield entry.name, entry.start, {} if entry.value.plain is None else entry.value.plain
        elif name := Text().read(item, source, report):
            yield name, item.start, {}

    def _loads(self, name: str, start: int, options: Any, report: Report) -> bool:  # noqa: ANN401 -- as written
        shown = PurePath(name).name if extension_files.is_file(name) else name
        if not isinstance(options, dict):
            report(start, f"the options of {shown} are written as name: value", width=len(shown))
            return False
        reason = installed_extensions.problem_with(name, options)
        if reason:
            known = installed_extensions.known_extensions()
            hint = "" if name in known else nearest(name, known)
            report(start, f"the Markdown extension {shown!r} cannot be used: {reason}", hint, len(shown))
        return not reason

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the extensions."""
        options = {"type": "object", "additionalProperties": {"type": ["object", "null"]}}
        one = [Text().schema(), options]
        return {"anyOf": [*one, {"type": "array", "items": {"anyOf": one}}]}


class DeckUse(NamedTuple):
    """A deck that deckbuild.yml names: its chapters (files) and its own settings."""

    name: Placed
    chapters: tuple[Placed, ...]
    settings: dict[str, Any]


class Decks(NamedTuple):
    """The decks of a project by name, each with its settings; ``chapters`` are its files in order."""

    settings: Table

    def read(self, value: Value, source: Source, report: Report) -> tuple[DeckUse, ...]:
        """Return the decks in the order in which they are named."""
        if not isinstance(value.plain, dict):
            report(value.start, "decks are written as name: settings")
        return tuple(self._deck(entry, source, report) for entry in value.entries if _is_file_name(entry, report))

    def _deck(self, entry: Entry, source: Source, report: Report) -> DeckUse:
        settings = self.settings.read(entry.value, source, report) if entry.value.plain is not None else None
        settings = dict(settings or {})
        chapters = settings.pop("chapters", ())
        return DeckUse(Placed(entry.name, source, entry.start), tuple(chapters), settings)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the decks."""
        names = {"pattern": f"^{_DECK_NAME}$"}
        return {"type": "object", "propertyNames": names, "additionalProperties": or_nothing(self.settings.schema())}


def _is_file_name(entry: Entry, report: Report) -> bool:
    """Return whether a file can have the name of the deck, in the folder where it belongs."""
    if re.fullmatch(_DECK_NAME, entry.name):
        return True
    hint = 'its file gets this name: no slash, no dot at the start, none of : * ? " < > |'
    report(entry.start, f"a deck cannot be called {entry.name!r}", hint, len(entry.name))
    return False
