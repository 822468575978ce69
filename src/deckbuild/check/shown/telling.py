"""Makes findings, at places in the source, of what a browser has seen on the slides of a deck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check import shown
from deckbuild.check.shown import noise
from deckbuild.check.shown.seen import PRINT
from deckbuild.diagnostics.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.check.deck import CheckedDeck, CheckedSlide
    from deckbuild.check.finding import Finding
    from deckbuild.check.shown.remembered import Memory
    from deckbuild.check.shown.seen import Seen, Told

_HIDDEN = "hidden"  # what reveal.js takes out of the page


def findings(memory: Memory) -> list[Finding]:
    """Return what was seen on the slides of a deck, and what its page says besides, as findings.

    What comes from the theme is told where it is seen first.
    """
    found = list(noise.findings(memory.deck, memory.noise))
    known: set[tuple[str, str]] = set()
    for number, slide in enumerate(memory.slides):
        for each, told in _told(_merged(memory.seen(number))):
            if not told.look or (told.rule.code, told.look) not in known:
                found.append(_finding(slide, each, told))
            known.add((told.rule.code, told.look))
    return found


def in_page(deck: CheckedDeck) -> Iterator[CheckedSlide]:
    """Yield the slides that reveal.js leaves in the page."""
    slides = iter(deck.slides)
    for stack in deck.build.stacks:
        is_gone = stack.attributes.get("data-visibility") == _HIDDEN
        for embedded in stack.slides:
            slide = next(slides, None)
            if slide and not is_gone and embedded.attributes.get("data-visibility") != _HIDDEN:
                yield slide


def _merged(seen: Iterable[Seen]) -> Iterator[Seen]:
    """Yield what was ``seen``; the same on the screen and in print is one."""
    found: dict[tuple[str, int, str, str], Seen] = {}
    for each in seen:
        key = (each.measure, each.line, each.kind, str(each.about.get("key", "")))
        if key in found and each.states[0] == PRINT and PRINT not in found[key].states:
            found[key] = found[key]._replace(states=[*found[key].states, PRINT])
        else:
            found[(*key[:3], f"{key[3]} {len(found)}") if key in found else key] = each
    yield from found.values()


def _told(seen: Iterable[Seen]) -> Iterator[tuple[Seen, Told]]:
    for each in seen:
        yield each, shown.MEASURES[each.measure](each)


def _finding(slide: CheckedSlide, seen: Seen, told: Told) -> Finding:
    spot = slide.line(seen.line)
    problem = Problem(told.rule, spot.offset, told.message, told.hint, spot.width)
    return slide.finding(problem)._replace(states=tuple(seen.states), box=tuple(seen.box))
