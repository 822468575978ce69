"""Renders slides on all cores of the machine, and within the clock."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from deckbuild import clock, cores
from deckbuild.build import Build
from deckbuild.diagnostics import Problem, Rule, Severity, about_file
from deckbuild.rendered import Rendered
from deckbuild.slides import alone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from deckbuild.project import DeckFiles
    from deckbuild.render import Renderer
    from deckbuild.slides import Slide

    Extensions = Mapping[str, Mapping[str, Any]]
    # Slides, the extensions, the renderer's options, and the time at which they must be done (monotonic, s).
    Work = tuple[Sequence[Slide], Extensions, Mapping[str, bool], float]

TOO_SLOW = Rule(
    "D207",
    "too-slow",
    Severity.ERROR,
    "Building a deck took longer than it may (60 seconds; `--timeout` sets another limit). The slide named here was\n"
    "at work when the time was over, and those behind it were not begun; a file that is named as a whole took the\n"
    "time elsewhere. Look for text that repeats a bracket or a quote thousands of times.",
)
CLOCK = 60.0  # seconds for the slides of one deck
_WORTH_FORKING = 100  # slides; fewer are rendered sooner than processes are begun
_GRACE = 5.0  # seconds
_CHUNKS = 4  # for each core, so that none waits long for another


def render(
    slides: Sequence[Slide], extensions: Extensions, options: Mapping[str, bool], seconds: float
) -> Iterator[Rendered]:
    """Yield ``slides`` rendered, in their order, as they are done.

    When the time is over, the slide that was at work says so; those behind it are empty.
    """
    told = False
    for rendered in _made(slides, extensions, options, monotonic() + seconds):
        yield Rendered("", {}, {}) if told and is_too_slow(rendered) else rendered
        told |= is_too_slow(rendered)


def _made(
    slides: Sequence[Slide], extensions: Extensions, options: Mapping[str, bool], until: float
) -> Iterator[Rendered]:
    """Yield ``slides`` rendered, by this process or, when they are many, by one on each core."""
    if len(slides) < _WORTH_FORKING or cores.count() < 2:
        yield from _within((slides, extensions, options, until))
        return
    _loaded()
    length = -(-len(slides) // (cores.count() * _CHUNKS))
    chunks = [[alone(slide) for slide in slides[at : at + length]] for at in range(0, len(slides), length)]
    for done in cores.spread(_all_within, [(chunk, extensions, options, until) for chunk in chunks]):
        yield from done


def held(seconds: float, make: Callable[[], Build], deck: DeckFiles) -> Build:
    """Return the deck that ``make`` builds; an empty one with an error when that takes longer than ``seconds``.

    The slides have a clock of their own, which names the one that is at work; this one is for all else: dividing,
    style sheets, addresses. So it gives them a little more time.
    """
    try:
        with clock.limit(seconds + _GRACE):
            return make()
    except clock.TimeOut:
        wrong = about_file(TOO_SLOW, deck.path, "building this deck took too long, and was stopped")
        return Build(deck.name, deck.name, deck.settings, "", 0, (), {}, (*deck.diagnostics, wrong))


def is_too_slow(rendered: Rendered) -> bool:
    """Return whether a slide was stopped because the time was over."""
    return any(problem.rule == TOO_SLOW for problem in rendered.problems)


def _loaded() -> type[Renderer]:
    """Return the renderer, with Markdown, which a build of kept slides does without; once for all processes to come."""
    from deckbuild.render import Renderer

    return Renderer


def _all_within(work: Work) -> list[Rendered]:
    return list(_within(work))


def _within(work: Work) -> Iterator[Rendered]:
    """Yield the slides of ``work``; each for which the time was over says so."""
    slides, extensions, options, until = work
    renderer = _loaded()(extensions, **options)
    for slide in slides:
        try:
            with clock.limit(until - monotonic()):
                rendered = renderer.render(slide)
        except clock.TimeOut:
            rendered = _too_slow(slide)
        yield rendered


def _too_slow(slide: Slide) -> Rendered:
    """Return the slide that was at work when the time was over."""
    text = slide.whole.text
    at = len(text) - len(text.lstrip())
    return Rendered("", {}, {}, (Problem(TOO_SLOW, at, "making HTML took too long, and was stopped here"),))
