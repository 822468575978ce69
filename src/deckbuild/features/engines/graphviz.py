"""Draws graphs in the language DOT by graphviz-pure, or by the `dot` that the machine has."""

from __future__ import annotations

import re

from deckbuild.features.engines import programs
from deckbuild.features.engines.answer import Fault, Raw
from deckbuild.features.engines.colours import mark

PACKAGE = "graphviz-pure"
# What an author has not set: our colours, and a font whose letters are a little wider than ours.
_DEFAULTS = {
    "G": {"bgcolor": "transparent", "fontname": "Arial", "fontcolor": mark("text"), "color": mark("group-border")},
    "N": {"fontname": "Arial", "fontcolor": mark("text"), "color": mark("border"), "fillcolor": mark("node")},
    "E": {"fontname": "Arial", "fontcolor": mark("text"), "color": mark("line"), "fontsize": "13"},
}
_ERROR = re.compile(
    r"^Error: (?:<stdin>: )?syntax error in line (?P<line>\d+)(?: near '(?P<near>[^']*)')?", re.MULTILINE
)
_UNSAFE = re.compile(r'Filename "([^"\n]*)" is unsafe')  # what it says of each picture, as it may open no file
_FIRST = re.compile(r"\s*(?:(?://|#)[^\n]*\n|/\*.*?\*/|\s)*(?:strict\s+)?(?P<word>\w*)", re.DOTALL | re.IGNORECASE)
_KINDS = ("graph", "digraph", "strict")


def svg(source: str) -> Raw | Fault:
    """Return the SVG of a graph. Raises ``ImportError`` where no program draws it, and ``TimeoutError``."""
    program = programs.find(PACKAGE, PACKAGE, "dot")
    if program is None:
        raise ImportError(PACKAGE)
    first = _FIRST.match(source)
    word = first["word"] if first else ""
    if first and word.lower() not in _KINDS:
        return Fault(f"{word!r} begins no graph", first.start("word"), max(1, len(word)), word, _KINDS)
    options = (f"-{of}{name}={value}" for of, given in _DEFAULTS.items() for name, value in given.items())
    ran = programs.run([program, "-Tsvg", *options], source)
    refused = tuple(dict.fromkeys(_UNSAFE.findall(ran.errors)))
    return Raw(ran.svg, "graph", refused) if "<svg" in ran.svg else _fault(source, ran.errors)


def _fault(source: str, errors: str) -> Fault:
    """Return what is wrong with a ``source``, of which these ``errors`` tell."""
    found = _ERROR.search(errors)
    if found is None:
        lines = [line for line in errors.splitlines() if line.startswith("Error")]
        return Fault(lines[0].removeprefix("Error: ") if lines else "it has no graph")
    near = found["near"] or ""
    line_start = sum(len(line) + 1 for line in source.split("\n")[: int(found["line"]) - 1])
    at = source.find(near, line_start) if near else line_start
    message = f"{near!r} has no place here" if near else "it ends too early"
    return Fault(message, max(at, line_start), max(1, len(near)))
