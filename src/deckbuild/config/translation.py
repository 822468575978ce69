"""Reads the names that other tools use for settings as our own, wherever settings stand.

mkslides has `slides:` and `revealjs:`, reveal.js' Markdown plugin `data-separator`, reveal-md `revealOptions`; and many
write the options of reveal.js without anything around them. A name of ours wins over what says the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.config.document import Entry, Value
from deckbuild.config.reveal_options import OPTIONS
from deckbuild.config.value_types import Switch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.config.document import Document

REVEAL_MD, MKSLIDES = "reveal-md", "mkslides"
_OPTIONS = "reveal"
_DECKS = "decks"
_OF_OPTIONS = ("revealjs", "revealOptions", _OPTIONS)  # what options of reveal.js stand under; the last wins
_OF_SLIDES = "slides"
# What mkslides has under `slides:`, and what data-separator and its like mean in reveal.js' Markdown plugin.
_SLIDES = {
    "separator_vertical": "verticalSeparator",
    "separator_notes": "notesSeparator",
    "preprocess_script": "preprocess",
}
_ATTRIBUTES = {
    "data-separator": "separator",
    "data-separator-vertical": "verticalSeparator",
    "data-separator-notes": "notesSeparator",
}
_UNUSED = frozenset({"charset", "data-charset"})  # all files are UTF-8
# The names in a front matter by which a deck is known to be one of reveal-md, or of mkslides.
_SIGNS = frozenset(
    "revealOptions highlightTheme verticalSeparator notesSeparator assetsDir listingTemplate preprocessor "
    "absoluteUrl faviconPath".split()
)
_SIGNS_OF_MKSLIDES = frozenset({_OF_SLIDES, "revealjs"})
_HYPHEN = r"[-_]([a-z])"
_SWITCHED = frozenset({"true", "false", "yes", "no", "on", "off"})


def translated(document: Document) -> Document:
    """Return ``document`` with our own names for what other tools call otherwise."""
    return document._replace(entries=_translated(document.entries))


def tool_of(document: Document) -> str:
    """Return the tool that a front matter was written for, as its names show: empty if none does."""
    entries = list(map(_spelled, document.entries))
    if any(entry.name in _SIGNS_OF_MKSLIDES and entry.value.entries for entry in entries):
        return MKSLIDES
    return REVEAL_MD if any(entry.name in _SIGNS for entry in entries) else ""


def _translated(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    theirs, options, ours = list[Entry](), list[Entry](), list[Entry]()
    for entry in map(_spelled, entries):
        if entry.name == _OF_SLIDES and entry.value.entries:
            theirs += [each._replace(name=_SLIDES.get(each.name, each.name)) for each in entry.value.entries]
        elif entry.name in _ATTRIBUTES:
            theirs.append(entry._replace(name=_ATTRIBUTES[entry.name]))
        elif entry.name == _DECKS:
            ours.append(entry._replace(value=entry.value._replace(entries=tuple(_decks(entry.value)))))
        else:
            (options if _is_option(entry) else ours).append(entry)
    kept = (entry for entry in (*theirs, *_gathered(options), *ours) if entry.name not in _UNUSED)
    return tuple(kept)


def _spelled(entry: Entry) -> Entry:
    """Return `slide-number` and `slide_number` as `slideNumber`; reveal-md's names have hyphens on its command line."""
    name = re.sub(_HYPHEN, lambda found: found[1].upper(), entry.name)
    is_known = name in OPTIONS or (name in _SIGNS and "_" not in entry.name)
    return entry._replace(name=name) if is_known else entry


def _decks(decks: Value) -> Iterator[Entry]:
    for deck in decks.entries:
        yield deck._replace(value=deck.value._replace(entries=_translated(deck.value.entries)))


def _is_option(entry: Entry) -> bool:
    """Return whether ``entry`` is an option of reveal.js, or holds some; prose is none, whatever its name."""
    if entry.name in _OF_OPTIONS:
        return bool(entry.value.entries)
    kind, plain = OPTIONS.get(entry.name), entry.value.plain
    is_prose = isinstance(kind, Switch) and isinstance(plain, str) and plain.lower() not in _SWITCHED
    return kind is not None and not is_prose


def _gathered(options: list[Entry]) -> Iterator[Entry]:
    """Yield ``options`` as one setting, if there are any."""
    if options:
        alone = [entry for entry in options if entry.name not in _OF_OPTIONS]
        held = [each for name in _OF_OPTIONS for entry in options if entry.name == name for each in entry.value.entries]
        entries = tuple({entry.name: entry for entry in (*alone, *held)}.values())
        plain = {entry.name: entry.value.plain for entry in entries}
        yield Entry(_OPTIONS, options[0].start, options[0].value._replace(plain=plain, items=(), entries=entries))
