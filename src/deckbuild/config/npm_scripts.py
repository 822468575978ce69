"""Reads the command line of reveal-md out of a project's `package.json`, where many have their settings."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any

from deckbuild.config.document import Document, Entry, Value
from deckbuild.config.reveal_md import as_lists
from deckbuild.config.taken_over import Taken, taken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deckbuild.diagnostics.source import Source

FILE = "package.json"
_TOOL = "reveal-md"
_LIKELIEST = ("start", "dev", "serve", "watch", "build")  # which of several scripts shows the decks as they are
_ENDS = frozenset({"&&", "||", ";", "|", "&"})  # of a command


def command(source: Source, *, untrusted: bool = False) -> Taken | None:
    """Return what the project's scripts tell reveal-md; None if the project does not use it.

    An ``untrusted`` one sets nothing that could do harm.
    """
    package = _object(source.text) if _TOOL in source.text else {}
    scripts = {name: each for name, each in _held(package, "scripts").items() if isinstance(each, str)}
    running = sorted((name for name, each in scripts.items() if _words(each)), key=_rank)
    if not running:
        needed = {**_held(package, "dependencies"), **_held(package, "devDependencies")}
        return Taken({}) if _TOOL in needed else None
    start = max(0, source.text.find(json.dumps(scripts[running[0]], ensure_ascii=False)))
    entries = tuple(_options(_words(scripts[running[0]]), start))
    return taken(Document(as_lists(entries)), source, untrusted=untrusted)


def _object(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _held(package: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = package.get(name)
    return found if isinstance(found, dict) else {}


def _rank(name: str) -> int:
    return _LIKELIEST.index(name) if name in _LIKELIEST else len(_LIKELIEST)


def _words(script: str) -> list[str]:
    """Return what follows reveal-md in a script; nothing if it does not run there, or only prints."""
    try:
        words = shlex.split(script)
    except ValueError:
        return []
    starts = [at for at, word in enumerate(words) if word.rpartition("/")[2] == _TOOL]
    if not starts:
        return []
    rest = words[starts[0] :]
    until = next((at for at, word in enumerate(rest) if word in _ENDS), len(rest))
    return [] if any(word.startswith("--print") for word in rest[:until]) else rest[:until]


def _options(words: list[str], start: int) -> Iterator[Entry]:
    """Yield the options among ``words`` that have a value; all stand where the script does."""
    for word, following in zip(words, [*words[1:], "-"], strict=True):
        name, equals, text = word.partition("=")
        text = text if equals else following
        if name.startswith("--") and (equals or not following.startswith("-")):
            yield Entry(name[2:], start, Value(text, start, start))
