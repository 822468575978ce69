"""Puts drawings that engines make of fences into a slide, and says what is wrong with those that they cannot draw."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.token import Token

from deckbuild.diagnostics.problem import Rule, Severity, nearest, shortened
from deckbuild.features import room, undrawn, variables
from deckbuild.features.engines.answer import Question
from deckbuild.features.plain_values import IN_DRAWINGS
from deckbuild.features.tokens import classes, element, line_of, made
from deckbuild.html.parser_names import MADE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deckbuild.features.engines.answer import Drawing, Fault
    from deckbuild.features.engines.process import Process
    from deckbuild.features.findings import Findings
    from deckbuild.features.variables import Filled

WRONG_DIAGRAM = Rule(
    "D760",
    "wrong-diagram",
    Severity.WARNING,
    "A diagram, or a chart in Vega-Lite, cannot be drawn: its source is wrong, or it takes too long (2 seconds, and\n"
    "30 for all of a deck) or too much memory. Its source stands on the slide. Mermaid, DOT, D2 and Vega-Lite are\n"
    "languages of their own, whose pages say how they are written.",
)
NO_DIAGRAM_ENGINE = Rule(
    "D761",
    "no-diagram-engine",
    Severity.WARNING,
    'What draws diagrams is not installed: pip install "deckbuild[diagrams]", and "deckbuild[charts]" for Vega-Lite.\n'
    "Their sources stand on the slides. For DOT and D2 the programs `dot` and `d2` do as well, if the machine has\n"
    "them.",
)
REFUSED_IN_DIAGRAM = Rule(
    "D762",
    "refused-in-diagram",
    Severity.WARNING,
    "Diagrams may not load pictures, icons, fonts or data, or run programs: a page has all that it shows, and shows\n"
    "no more. Links may lead to https addresses.",
)
SMALL_LETTERS = Rule(
    "D763",
    "small-letters",
    Severity.WARNING,
    "A diagram is so large that its letters are lower than 14 pixels on the slide, too small for the last row. Divide\n"
    "it, or turn it: `flowchart TB` is narrower than `flowchart LR`.",
)
RULES = (WRONG_DIAGRAM, NO_DIAGRAM_ENGINE, REFUSED_IN_DIAGRAM, SMALL_LETTERS)
_LINK = re.compile(r"(?:javascript|vbscript|http|ftp|file|mailto):|#")
_WIDTH = re.compile(r"\d+(?:\.\d+)?(?:%|px|em|rem|vw)?")
_LOWEST = 14  # pixels that letters are high at least
_LARGEST = 1.8  # times its own size that a drawing grows at most, so that its letters are no larger than those of texts
_LONGEST_NAME = 300  # characters of the name that those hear who do not see it
_LEAST = 150.0  # pixels of height that a drawing has, if there is room or not
_SHEET = "diagrams"  # the feature whose style sheet has the colours


class Kind(NamedTuple):
    """A kind of drawings: what one is called, the ``process`` that makes them, and what installs the engines of that.

    ``names`` say what each engine draws.
    """

    noun: str
    process: Process
    extra: str
    names: Mapping[str, str]


class Place(NamedTuple):
    """Where a drawing stands: the ``width`` and ``height`` of the room in pixels, and its caption."""

    width: float
    height: float
    caption: str


def place(tokens: list[Token], at: int, found: Findings) -> Place:
    """Return where the drawing of the token ``at`` a place will stand."""
    left = room.around(tokens, at, found.settings)
    return Place(left.width, max(left.height, _LEAST), caption(tokens, at))


def caption(tokens: list[Token], at: int) -> str:
    """Return the caption of the figure that the token ``at`` a place is."""
    behind = tokens[at + 1 : at + 3]
    is_caption = len(behind) == 2 and behind[0].tag == "figcaption"
    return "".join(each.content for each in behind[1].children or () if each.type != MADE) if is_caption else ""


def drawn(kind: Kind, engine: str, fence: Token, place: Place, found: Findings) -> Iterator[Token]:
    """Yield the drawing that an ``engine`` makes of a ``fence``, or what stands for one."""
    if fence.meta.get("unread"):  # its file is not there, which has been told
        yield fence
        return
    source = variables.in_source(fence.content, line_of(fence) + 1, found, IN_DRAWINGS[engine])
    drawing = kind.process.draw(Question(engine, source.text), found.settings)
    is_ours = found.settings.get("ours", True)
    if is_ours or drawing.svg:
        found.used.add(_SHEET)
    if drawing.svg:
        yield from _shown(fence, drawing, place, found)
        return
    if not is_ours and drawing.missing:  # a script of the other tool may draw it in the browser
        yield fence
        return
    why = _told(kind, fence, engine, drawing._replace(fault=_typed(drawing.fault, source)), found)
    yield made(undrawn.block(found, fence.content.rstrip("\n"), why), fence.map) if is_ours else fence


def _shown(fence: Token, drawing: Drawing, place: Place, found: Findings) -> Iterator[Token]:
    """Yield the tokens of a ``drawing``; what is to be said of it is told."""
    name = str(fence.attrs.pop("alt", "")) or place.caption or _name(drawing)
    width = str(fence.attrs.pop("width", ""))
    for address in drawing.refused:
        message = f"{shortened(address, 60)!r} is refused in diagrams"
        hint = "links lead to https addresses" if _LINK.match(address) else "show the picture beside the diagram"
        found.tell(REFUSED_IN_DIAGRAM, line_of(fence), address, message, hint)
    share = float(width.rstrip("%")) / 100 if re.fullmatch(r"\d+(\.\d+)?%", width) else 1
    scale = min(place.width * share / drawing.width, place.height / drawing.height, _LARGEST)
    if round(drawing.letters * scale, 1) < _LOWEST:
        message = f"the letters of this diagram are {drawing.letters * scale:.0f} pixels high on the slide"
        found.tell(SMALL_LETTERS, line_of(fence), fence.info.split()[0], message, "divide it, or give it more room")
    first, last = element("div", "diagram", fence.map)
    first.attrs |= {key: value for key, value in fence.attrs.items() if key != "class"}
    first.attrs["class"] = " ".join(["diagram", *classes(fence)])
    if _WIDTH.fullmatch(width):
        first.attrs["style"] = f"width: {width if not width[-1].isdigit() else width + 'px'}"
    role = "group" if "<a " in drawing.svg else "img"
    size = f"max-width: {drawing.width * _LARGEST:.0f}px; max-height: {place.height:.0f}px"
    opening = f'<svg role="{role}" aria-label="{escape(name)}" style="{size}"'
    first.meta = {"drawn": True}
    yield first
    yield Token(MADE, "", 0, content=drawing.svg.replace("<svg", opening, 1), block=True)
    yield last


def _name(drawing: Drawing) -> str:
    """Return what those hear of a ``drawing`` who do not see it: its kind and its texts."""
    return shortened(f"{drawing.kind}: {', '.join(drawing.labels)}", _LONGEST_NAME)


def _typed(fault: Fault | None, source: Filled) -> Fault | None:
    """Return a ``fault`` at its place in what is typed, where variables stand, not their values."""
    return fault._replace(at=source.origin(fault.at)) if fault else None


def _told(kind: Kind, fence: Token, engine: str, drawing: Drawing, found: Findings) -> str:
    """Tell why there is no ``drawing``, and return the message."""
    word = fence.info.split()[0]
    if drawing.missing:
        message = f"{kind.names[engine]} need the package {drawing.missing}"
        found.tell(NO_DIAGRAM_ENGINE, line_of(fence), word, message, f'pip install "deckbuild[{kind.extra}]"')
        return message
    assert drawing.fault  # noqa: S101 -- there is nothing else
    return _told_fault(kind, fence, drawing.fault, found)


def _told_fault(kind: Kind, fence: Token, fault: Fault, found: Findings) -> str:
    """Tell what is wrong with the source in a ``fence``, at its place there, and return the message."""
    message = f"this {kind.noun} cannot be drawn: {fault.message}"
    hint = nearest(fault.word, fault.known) if fault.word else ""
    before = fence.content[: fault.at]
    line, written = before.count("\n"), fence.content.split("\n")[before.count("\n")]
    first, end = fence.map or (0, 0)
    if not fault.width:
        found.tell(WRONG_DIAGRAM, first, fence.info.split()[0], message, hint)
    elif end - first - 2 > line:
        at = len(before) - before.rfind("\n") - 1
        found.tell(WRONG_DIAGRAM, first + 1 + line, written, message, hint, at=at, width=fault.width)
    else:  # it stands in a file
        found.tell(WRONG_DIAGRAM, first, fence.info.split()[0], f"{message} (line {line + 1} of its file)", hint)
    return message
