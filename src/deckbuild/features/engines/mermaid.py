"""Draws Mermaid's diagrams by merman, with the widths of our font and marks for the theme's colours."""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING

from deckbuild.features.engines import measuring
from deckbuild.features.engines.answer import Fault, Raw
from deckbuild.features.engines.mermaid_theme import CONFIGURATION, CONSTANTS

if TYPE_CHECKING:
    import merman  # type: ignore[import-untyped]

PACKAGE = "merman"
# What the first word of a diagram may be (Mermaid 12; those with -beta are also known without).
KINDS = (
    "flowchart graph sequenceDiagram classDiagram stateDiagram stateDiagram-v2 erDiagram gantt pie gitGraph mindmap "
    "timeline quadrantChart sankey sankey-beta C4Context C4Container C4Component C4Dynamic C4Deployment xychart "
    "xychart-beta block block-beta journey requirementDiagram kanban packet packet-beta architecture-beta radar-beta "
    "treemap-beta zenuml"
).split()
_FIRST = re.compile(r"(?:\s+|---\n.*?\n---|%%\{.*?\}%%|%%[^\n]*)*(?P<word>[\w-]*)", re.DOTALL)
# A label of an edge: how it is moved, and its background, in the middle of which the text is written.
_LABEL = re.compile(
    r'(?P<moved><g class="label"[^>]*? transform="translate\()(?P<x>-[\d.]+)(?P<y>, ?-?[\d.]+\)"><g><rect '
    r'class="background" style="[^"]*" x=")-?[\d.]+(?P<rest>"[^>]*? width="(?P<width>[\d.]+)")'
    r'(?=[^>]*/><text [^>]*text-anchor="middle")'
)
_SECTIONS = re.compile(r"(\.section-edge-\d+\{stroke:#fe00)(\w\w)")
_LABELS_BELOW = re.compile(r'(<g class="node-labels".*?</g>)(.*)(?=</svg>)', re.DOTALL)
_TICK = re.compile(
    r'(?P<line><g class="tick"[^>]* transform="translate\((?P<at>-?[\d.]+),[^>]*><line [^>]*/>)'
    r"<text [^>]*>(?P<date>[^<]*)</text>"
)
_DATES = 14.0  # pixels that they are high
_CODE = re.compile(
    r"&amp;(?P<name>#?\w+);"
)  # what merman leaves of `#quot;` and `#9829;`, Mermaid's codes of characters
_PREFIX = re.compile(r"^Diagram parse error \([^)]*\): ")
# What the operations of its text measurement (protocol 1) want to know, by parts of their names; others want a length.
_RESULTS = (
    ("RAW_WIDTH", "WRAPPED_WITH_RAW_WIDTH"),
    ("WRAPPED", "METRICS"),
    ("MEASURE_TEXT", "LENGTH"),
    ("MEASURE", "METRICS"),
    ("DIMENSIONS", "METRICS"),
    ("BOX_X", "HORIZONTAL_EXTENTS"),
)


def svg(source: str) -> Raw | Fault:
    """Return the SVG of a diagram. Raises ``ImportError`` without the engine."""
    from merman import MermanError

    try:
        drawn: str = _engine().render_svg(source, None)
    except MermanError as error:
        return _fault(source, getattr(error, "message", "") or str(error))
    kind = _kind(source)
    return Raw(_mended(drawn, kind), kind)


def begin() -> None:
    """Load the engine. Raises ``ImportError`` without it."""
    _engine()


@cache
def _engine() -> merman.MermanEngine:
    """Return the engine, kept for the next diagrams."""
    import merman

    class Measurer(merman.MermanTextMeasurer):  # type: ignore[misc]
        """Answers how wide texts are, as Mermaid asks a browser."""

        def measure(self, request: merman.MermanTextMeasureRequest) -> merman.MermanTextMeasureResult | None:
            return _measured(request)

    services = merman.MermanEngineServices().with_text_measurer(Measurer())
    return merman.MermanEngine(json.dumps(CONFIGURATION), services)


def _measured(request: merman.MermanTextMeasureRequest) -> merman.MermanTextMeasureResult | None:
    """Return how large the text of a ``request`` is; None where the engine knows as much itself."""
    from merman import MermanTextMeasurementResultKind as Kind
    from merman import MermanTextMeasureResult as Result

    name, text, size, weight = request.operation.name, unescape(request.text), request.font_size, request.font_weight
    if name.endswith("Y_OFFSET"):
        return None
    lines = [text]
    if name.startswith("WRAPPED") and request.max_width:
        lines = measuring.wrapped(text, size, weight, request.max_width)
    wide = max(measuring.width(line, size, weight) for line in lines)
    count = sum(line.count("\n") + 1 for line in lines)
    high = count * (request.line_height if name.startswith("WRAPPED") else measuring.height("", size))
    kind = next((kind for part, kind in _RESULTS if part in name), "LENGTH")
    return Result(
        result_kind=Kind[kind],
        width=wide,
        height=high,
        length=high if name.endswith("HEIGHT") else wide,
        line_count=count,
        bbox_left=wide / 2 if kind == "HORIZONTAL_EXTENTS" else None,
        bbox_right=wide / 2 if kind == "HORIZONTAL_EXTENTS" else None,
        raw_width=measuring.width(text, size, weight) if kind == "WRAPPED_WITH_RAW_WIDTH" else None,
    )


def _mended(drawn: str, kind: str) -> str:
    """Return the SVG of a ``kind`` with our colours all over, and its texts where they are read."""
    drawn = _CODE.sub(lambda found: escape(unescape(f"&{found['name']};"), quote=False), drawn)
    for each in (words for name, words in CONSTANTS.items() if kind.startswith(name)):
        for old, new in each.items():
            drawn = drawn.replace(old, new)
    if kind == "mindmap":  # its lines have the colours of boxes, too light for lines
        drawn = _SECTIONS.sub(lambda found: f"{found[1]}{int(found[2], 16) + 8:02x}", drawn)
    if kind == "gantt":
        drawn = _without_overlaps(drawn)
    if kind.startswith("sankey"):  # links are drawn over texts
        drawn = _LABELS_BELOW.sub(r"\2\1", drawn)
    return _LABEL.sub(_centred, drawn)


def _without_overlaps(drawn: str) -> str:
    """Return a chart without those dates below its axis that would stand on the one before."""
    free = float("-inf")

    def kept(tick: re.Match[str]) -> str:
        nonlocal free
        middle, half = float(tick["at"]), measuring.width(tick["date"], _DATES) / 2
        if middle - half < free:
            return tick["line"]
        free = middle + half + 2
        return tick[0]

    return _TICK.sub(kept, drawn)


def _centred(label: re.Match[str]) -> str:
    """Return a ``label`` in the middle of its place, out of which merman 0.9.2 moves a text with its middle at 0."""
    half = float(label["width"]) / 2
    return f"{label['moved']}0{label['y']}{-half:.2f}{label['rest']}"


def _kind(source: str) -> str:
    """Return the first word of a diagram, behind its settings and remarks."""
    found = _FIRST.match(source)
    return found["word"] if found else ""


def _fault(source: str, message: str) -> Fault:
    """Return what is wrong with a ``source``, and where."""
    first = _FIRST.match(source)
    word = first["word"] if first else ""
    if first and not any(word.startswith(kind) for kind in KINDS):
        return Fault(f"Mermaid has no diagram {word!r}", first.start("word"), max(1, len(word)), word, tuple(KINDS))
    analysis = json.loads(_engine().analyze_json(source, None))
    found = (each for each in analysis.get("diagnostics", ()) if each.get("severity") == "error" and each.get("span"))
    first_wrong = next(found, None)
    if first_wrong is None:
        return Fault(_said(message))
    begin, end = (first_wrong["span"][name] for name in ("byte_start", "byte_end"))
    at = len(source.encode()[:begin].decode(errors="ignore"))
    wrong = source.encode()[begin:end].decode(errors="ignore").split("\n")[0]
    is_all = begin == 0 and end >= len(source.rstrip().encode())
    return Fault(_said(first_wrong["message"]), 0 if is_all else at, 0 if is_all else max(1, len(wrong)))


def _said(message: str) -> str:
    """Return what the engine says, as the rest of our sentence."""
    if "capability `math`" in message:
        return "it has a formula, and these are not drawn in diagrams"
    if "resource limit" in message:
        return "it has too many parts"
    message = _PREFIX.sub("", message).split(". ")[0].strip().rstrip(".")
    return message[:1].lower() + message[1:]
