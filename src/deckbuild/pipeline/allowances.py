"""Finds the rules that slides allow to be broken: `<!-- deckbuild: allow D403 -->` counts for its own slide."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.source import Placed
from deckbuild.project.judging import Exemption

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.diagnostics.source import Span
    from deckbuild.pipeline.division import Division
    from deckbuild.rendering.result import Rendered


class Allowance(NamedTuple):
    """A word of a slide that names a rule, and where that rule may be broken."""

    word: Placed
    where: Exemption


def allowed(division: Division, rendered: Iterable[Rendered]) -> tuple[Allowance, ...]:
    """Return what the slides of a deck allow, ``rendered`` in their order."""
    pairs = zip(division.slides, rendered, strict=True)
    return tuple(each for slide, html in pairs if html.allowed for each in _of_slide(slide.whole, html))


def _of_slide(whole: Span, rendered: Rendered) -> Iterator[Allowance]:
    source = whole.source
    first, last = source.locate(whole.start).line, source.locate(max(whole.start, whole.end - 1)).line
    for rule, place in rendered.allowed:
        where = Exemption(source.path, first, last, rule)
        yield Allowance(Placed(rule, source, whole.start + place), where)
