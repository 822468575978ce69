"""Finds the Markdown extensions of a project that are files of its own: `./my_ext.py`, or the module `my_ext`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from deckbuild.files.extension_files import as_file
from deckbuild.markdown.installed_extensions import STOCK, known_extensions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deckbuild.config.document import Document, Entry, Value

# Returns the whole path of the project's file of a name, empty if there is none.
Locate = Callable[[str], str]
_EXTENSIONS = "markdown_extensions"


def nowhere(name: str) -> str:  # noqa: ARG001 -- a Locate
    """Find no file: for settings that lie in no project."""
    return ""


def located(document: Document, locate: Locate) -> Document:
    """Return ``document`` with the whole paths of extensions that are files beside it, its decks' own too."""
    return document._replace(entries=_settings(document.entries, locate))


def _settings(entries: Iterable[Entry], locate: Locate) -> tuple[Entry, ...]:
    return tuple(entry._replace(value=_setting(entry, locate)) for entry in entries)


def _setting(entry: Entry, locate: Locate) -> Value:
    """Return the value of a setting; a mapping of decks may hold extensions, too."""
    if entry.name == _EXTENSIONS:
        return _extensions(entry.value, locate)
    return entry.value._replace(entries=_settings(entry.value.entries, locate))


def _extensions(value: Value, locate: Locate) -> Value:
    """Return a name, a mapping of names to options, or a list of these, with paths in it."""
    items = tuple(_extensions(item, locate) for item in value.items)
    entries = tuple(entry._replace(name=_path(entry.name, locate)) for entry in value.entries)
    plain = _path(value.plain, locate) if isinstance(value.plain, str) else value.plain
    return value._replace(plain=plain, items=items, entries=entries)


def _path(name: str, locate: Locate) -> str:
    """Return the path of the extension ``name``; the name itself where it is installed, or no file of the project."""
    if name.removeprefix(STOCK) in known_extensions():
        return name
    file, colon, maker = as_file(name)
    path = locate(file)
    return f"{path}{colon}{maker}" if path else name
