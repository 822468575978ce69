"""Parts the script with which a template starts reveal.js: what makes the options, and what comes behind the start."""

from __future__ import annotations

import re
from typing import NamedTuple

_START = re.compile(r"\bReveal\.initialize\s*(?=\()")
_MAKES_OPTIONS = re.compile(r"\bdefaultOptions\b|\bgetQueryHash\b|\boptions\s*=\s*extend\(")
_TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|`(?:[^`\\]|\\.)*`|(?P<bracket>[{}()])", re.DOTALL
)
_OLD_PLUGIN = re.compile(r"\bsrc:\s*['\"](?P<address>[^'\"]+)['\"]")


class StartScript(NamedTuple):
    """A script in JavaScript that makes ``options``, and what it does in the ``rest``, behind the start.

    ``dependencies`` are the addresses of plugins as reveal.js 3 had them.
    """

    options: str
    rest: str
    dependencies: tuple[str, ...]


def is_start(script: str) -> bool:
    """Return whether ``script`` starts reveal.js, or makes the options for that."""
    return (_START.search(script) or _MAKES_OPTIONS.search(script)) is not None


def parted(script: str) -> StartScript:
    """Return ``script`` without the start itself: what it starts reveal.js with is the global ``options``."""
    addresses = tuple(each["address"] for each in _OLD_PLUGIN.finditer(script))
    start = _START.search(script)
    if start is None:
        return StartScript(script, "", addresses)
    end = _closing(script, start.end())
    options = f"{script[: start.start()]}window.options = {script[start.end() : end]};"
    return StartScript(options, script[end:].strip().strip(";").strip(), addresses)


def _closing(script: str, start: int) -> int:
    """Return the offset behind the bracket that closes the one at ``start``; the end of the script if none does."""
    depth = 0
    for token in _TOKEN.finditer(script, start):
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(token["bracket"] or "", 0)
        if token["bracket"] and not depth:
            return token.end()
    return len(script)
