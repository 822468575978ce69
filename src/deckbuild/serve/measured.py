"""Reads what an open page has measured, and makes problems of it: of what runs over the edges of a slide."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from deckbuild.diagnostics.problem import Severity, about_file, about_line
from deckbuild.files.decoding import decode
from deckbuild.page.overflow import EDGES, KINDS, OVERFLOW, Overflow
from deckbuild.project.judging import is_called, judged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.diagnostics.source import Source
    from deckbuild.pipeline.built_deck import AssembledDeck
    from deckbuild.project.judging import Exemption
    from deckbuild.serve.messages import PageChange

    Find = Callable[[object], Source | None]

_MOST = 20  # findings of a slide
_FARTHEST = 1_000_000  # px


def judging(deck: AssembledDeck | None) -> tuple[Severity | None, tuple[Exemption, ...]]:
    """Return how grave it is that something runs over an edge, None when nobody wants to know; and where it may.

    The preview shows the slide all the same, so it never is an error there.
    """
    if deck is None:
        return None, ()
    return grade(deck.settings), tuple(each for each in deck.exempt if is_called(OVERFLOW, each.rule))


def grade(settings: Settings) -> Severity | None:
    """Return how grave it is by these settings."""
    graded = next(judged([about_file(OVERFLOW, "", "")], settings), None)
    return None if graded is None else Severity.WARNING if graded.is_error else graded.rule.severity


def slide_of(asked: Mapping[str, Any], change: PageChange) -> tuple[int, int] | None:
    """Return the place of the slide that a page tells of: its stack and its place in it; None if there is none."""
    match asked.get("slide"):
        case [int(h), int(v)] if 0 <= h < len(change.lines) and 0 <= v < len(change.lines[h]):
            return h, v
    return None


def problems(asked: Mapping[str, Any], change: PageChange, find: Find) -> list[Diagnostic]:
    """Return what a page has found, as problems in the sources that ``find`` returns; what makes no sense is none."""
    found = asked.get("found")
    read = _read(found[:_MOST] if isinstance(found, list) else [], find)
    if change.overflow is None:
        return []
    graded = [each.graded(change.overflow) for each in read]
    return [each for each in graded if not any(where.covers(each.location) for where in change.may_overflow)]


def _read(found: list[Any], find: Find) -> Iterator[Diagnostic]:
    for each in found:
        match each:
            case {"file": file, "line": int(line), "kind": str(kind), "own": own, "sides": sides} if kind in KINDS:
                source = find(file)
                over = Overflow(kind, _px(own), _px(sides))
                if source and over.sides:
                    last = source.text.count("\n") + 1
                    yield about_line(OVERFLOW, source, max(1, min(line, last)), over.message, over.hint)


def _px(found: object) -> dict[str, float]:
    """Return the px that are some, by their edges."""
    sides = found if isinstance(found, dict) else {}
    numbers = {edge: px for edge in EDGES if isinstance(px := sides.get(edge), (int, float))}
    return {edge: px for edge, px in numbers.items() if isfinite(px) and 0 < px < _FARTHEST}


def source(path: Path, name: str) -> Source | None:
    """Return the text of a file of the project, None if it cannot be read. Touches the disk."""
    try:
        return decode(name, path.read_bytes())[0]
    except OSError:
        return None
