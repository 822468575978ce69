"""Finds what a script of the project asks the network for, and what it does to work that is done while building."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.assets.resolver import REMOTE
from deckbuild.diagnostics.problem import Diagnostic, Problem, Rule, Severity, place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.diagnostics.source import Source

DONE_BEFORE = Rule(
    "D143",
    "done-before",
    Severity.WARNING,
    "A script of the project is about work that other tools do in the browser: to turn Markdown into HTML (marked),\n"
    "or to colour code (highlight.js). Here both are done when the deck is built, so the script changes nothing.",
)
OLD_PLUGIN = Rule(
    "D144",
    "old-plugin",
    Severity.WARNING,
    "A plugin is written as those for reveal.js 3 were: a function that runs when its script is loaded, and asks for\n"
    "the options of reveal.js, which has none yet. Since reveal.js 4 a plugin is an object that reveal.js starts.",
)
_OLD = re.compile(r"\b(?P<name>Reveal\w+)\s*\|\|\s*\(?\s*function\s*\(\s*\)\s*\{")
_LONGEST = 20_000  # characters of a script that somebody has written; a longer one is a library itself
_WORK = (
    (
        re.compile(r"\bmarked\b(?!(?:\.min)?\.js)|\bRevealMarkdown\s*\("),
        "Markdown is read when the deck is built: what this script does to that is lost",
        "`preprocess` or `markdown_extensions` may do it",
    ),
    (
        re.compile(r"(?<![\w.\"'-])hljs(?![\w-]|\.(?:initHighlighting|highlightAll))|\bbeforeHighlight\b"),
        "code is coloured when the deck is built: what this script does to that is lost",
        "`highlight_theme` chooses the colours",
    ),
)
_HINT = "without a network it will be missing; save it into the project"
_NEWER = "use a newer version of it"
_ASKS = re.compile(
    r"(?:\b(?:fetch|import|importScripts|getScript|getJSON)\s*\(|(?:\.src|\blink\.href)\s*=)\s*[\"'`](?P<address>(?:https?:)?//[^\"'`\s]+)"
)


def told(script: Source) -> Iterator[Diagnostic]:
    """Yield what the audience will miss of ``script``."""
    for found in _ASKS.finditer(script.text):
        address, start = found["address"], found.start("address")
        message = f"while the deck is shown this script asks for {address}"
        yield place(Problem(REMOTE, start, message, _HINT, len(address), address=address), script)
    old = _OLD.search(script.text)
    if old and "Reveal.getConfig()" in script.text:
        message = f"{old['name']} is a plugin for reveal.js 3, and does not start"
        yield place(Problem(OLD_PLUGIN, old.start(), message, _NEWER, len(old["name"])), script)
    for pattern, message, hint in _WORK if len(script.text) <= _LONGEST else ():
        if match := pattern.search(script.text):
            yield place(Problem(DONE_BEFORE, match.start(), message, hint, len(match[0])), script)
