"""The settings of a reveal-md project: what `reveal-md.json` and `reveal.json` say that means something here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.config.document import Entry, Value
from deckbuild.config.loading import document_of
from deckbuild.config.taken_over import Taken, taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.config.document import Document
    from deckbuild.diagnostics.source import Source

# Of two of these, reveal-md reads the first.
SETTINGS_FILES = ("reveal-md.json5", "reveal-md.json")
OPTIONS_FILES = ("reveal.json5", "reveal.json")
_NOT_THEIRS = "plugins"  # a setting of ours, which some write there for plugins that reveal-md has anyway
# What is looked at in JSON5: strings and comments.
_PIECES = (
    r"(?s)(?P<double>\"(?:[^\"\\]|\\.)*\")|'(?P<single>(?:[^'\"\\]|\\[^'])*)'|(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))"
)


def settings(source: Source, *, untrusted: bool = False) -> Taken:
    """Return what a `reveal-md.json` sets, and warnings about what cannot be taken over.

    An ``untrusted`` one sets nothing that could do harm.
    """
    document = _document(source)
    entries = as_lists(entry for entry in document.entries if entry.name != _NOT_THEIRS)
    return taken(document._replace(entries=entries), source, untrusted=untrusted)


def options(source: Source, *, untrusted: bool = False) -> Taken:
    """Return what a `reveal.json`, the options of reveal.js alone, sets; an ``untrusted`` one nothing harmful."""
    document = _document(source)
    if document.entries:
        plain = {entry.name: entry.value.plain for entry in document.entries}
        everything = Value(plain, 0, len(source.text), entries=document.entries)
        document = document._replace(entries=(Entry("reveal", 0, everything),))
    return taken(document, source, untrusted=untrusted)


def _document(source: Source) -> Document:
    """Return what JSON5 says, or what YAML reads of it; all stays at its place.

    JSON is a part of YAML, but for tabs between its words. Of JSON5 these are made YAML: comments, and single quotes.
    """
    return document_of(re.sub(_PIECES, _as_yaml, source.text).replace("\t", " "))


def _as_yaml(token: re.Match[str]) -> str:
    """Return a token of JSON5 as YAML has it, of the same length."""
    if token["comment"]:
        return re.sub(r"[^\n]", " ", token[0])
    return token[0] if token["double"] else f'"{token["single"]}"'


def as_lists(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return ``entries`` with lists in the place of paths that commas divide, as reveal-md reads them."""
    return tuple(map(_split, entries))


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
