"""Reads the script with which a template starts reveal.js: its options and plugins, as far as they are plain values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config.loading import document_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPTIONS = re.compile(r"(?:\bdefaultOptions\s*=|\bReveal\.initialize\s*\()\s*(?=\{)")
_START = re.compile(r"\bReveal\.initialize\s*(?=\()")
_MAKES_OPTIONS = re.compile(r"\bdefaultOptions\b|\bgetQueryHash\b|\boptions\s*=\s*extend\(")
_TOKEN = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?\*/)|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|`(?:[^`\\]|\\.)*`|(?P<bracket>[{}()])",
    re.DOTALL,
)
# What reveal-md's own template does when the deck is ready: it colours code.
_COLOURS_CODE = re.compile(
    r"Reveal\.(?:on|addEventListener)\(\s*['\"]ready['\"].*?highlightBlock\);?\s*\}\);?", re.DOTALL
)
_OLD_PLUGIN = re.compile(r"\bsrc:\s*['\"](?P<address>[^'\"]+)['\"]")
_NAME = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*")
_PLUGINS, _DEPENDENCIES = "plugins", "dependencies"


class StartScript(NamedTuple):
    """The ``options``, None if they are no plain values, and the names of ``plugins`` with which reveal.js starts.

    ``rest`` is what it does behind the start, ``dependencies`` the addresses of plugins as reveal.js 3 had them.
    """

    options: dict[str, Any] | None
    plugins: tuple[str, ...]
    rest: str
    dependencies: tuple[str, ...]


def is_start(script: str) -> bool:
    """Return whether ``script`` starts reveal.js, or makes the options for that."""
    return (_START.search(script) or _MAKES_OPTIONS.search(script)) is not None


def read(script: str) -> StartScript:
    """Return what ``script`` starts reveal.js with."""
    found = _OPTIONS.search(script)
    options = _values(script[found.end() : _closing(script, found.end())]) if found else {}
    plugins = (options or {}).pop(_PLUGINS, ())
    (options or {}).pop(_DEPENDENCIES, None)
    names = tuple(each for each in plugins if _NAME.fullmatch(str(each))) if isinstance(plugins, list) else ()
    start = _START.search(script)
    rest = script[_closing(script, start.end()) :] if start else ""
    addresses = tuple(each["address"] for each in _OLD_PLUGIN.finditer(script))
    return StartScript(options, names, _COLOURS_CODE.sub("", rest).strip().strip(";").strip(), addresses)


def _values(literal: str) -> dict[str, Any] | None:
    """Return an object of JavaScript, which is YAML but for its comments, if all of its values are plain."""
    document = document_of("".join(_without_comments(literal)))
    return None if document.problems else {entry.name: entry.value.plain for entry in document.entries}


def _without_comments(script: str) -> Iterator[str]:
    at = 0
    for token in _TOKEN.finditer(script):
        if token["comment"]:
            yield script[at : token.start()]
            at = token.end()
    yield script[at:]


def _closing(script: str, start: int) -> int:
    """Return the offset behind the bracket that closes the one at ``start``; the end of the script if none does."""
    depth = 0
    for token in _TOKEN.finditer(script, start):
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(token["bracket"] or "", 0)
        if token["bracket"] and not depth:
            return token.end()
    return len(script)
