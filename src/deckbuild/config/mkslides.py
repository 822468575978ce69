"""The settings of a mkslides project: what `mkslides.yml` says that means something here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.config.loading import document_of
from deckbuild.config.taken_over import Taken, taken

if TYPE_CHECKING:
    from deckbuild.diagnostics.source import Source

SETTINGS_FILES = ("mkslides.yml", "mkslides.yaml")
FOLDERS = ("slides", "docs")  # where decks lie by default; what its file names lies there, too
_INDEX = "index"  # what it says of the list of decks, with these names:
_OF_INDEX = {"title": "title", "favicon": "favicon", "template": "listing_template"}


def settings(source: Source, *, untrusted: bool = False) -> Taken:
    """Return what a `mkslides.yml` sets, for decks and for the project; an ``untrusted`` one nothing harmful."""
    document = document_of(source.text)
    index = [each for entry in document.entries if entry.name == _INDEX for each in entry.value.entries]
    renamed = [each._replace(name=_OF_INDEX[each.name]) for each in index if each.name in _OF_INDEX]
    of_project = taken(document._replace(entries=tuple(renamed), problems=()), source, untrusted=untrusted)
    others = tuple(entry for entry in document.entries if entry.name != _INDEX)
    of_decks = taken(document._replace(entries=others), source, untrusted=untrusted)
    return Taken(of_decks.values, (*of_decks.problems, *of_project.problems), of_project.values)
