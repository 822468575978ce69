"""Renders slides on all cores of the machine, and within the clock."""

from __future__ import annotations

from contextlib import nullcontext, suppress
from itertools import repeat
from time import monotonic
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity
from deckbuild.parsing.slides import alone
from deckbuild.rendering import cores, timeout
from deckbuild.rendering.cores import Crew
from deckbuild.rendering.result import Rendered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from deckbuild.parsing.slides import Slide

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
LARGE = 100  # slides; fewer are rendered sooner by one process than others are begun
_FEW = 25  # slides; fewer are not worth a question of their own
_SHARES = 4  # for each worker, so that none waits long for another


def render(
    slides: Sequence[Slide],
    extensions: Extensions,
    options: Mapping[str, bool],
    seconds: float,
    crew: Crew | None = None,
) -> Iterator[Rendered]:
    """Yield ``slides`` rendered, in their order, as they are done: by a ``crew`` that has begun, or by this process.

    When the time is over, the slide that was at work says so; those behind it are empty.
    """
    told = False
    for rendered in _made(slides, extensions, options, monotonic() + seconds, crew):
        yield Rendered("", {}, {}) if told and is_too_slow(rendered) else rendered
        told |= is_too_slow(rendered)


def _made(
    slides: Sequence[Slide], extensions: Extensions, options: Mapping[str, bool], until: float, crew: Crew | None
) -> Iterator[Rendered]:
    """Yield ``slides`` rendered; many are rendered by a process on each core."""
    is_large = len(slides) >= LARGE
    if cores.count() < 2 or not (crew or is_large):
        for at in range(0, len(slides), _FEW):
            yield from _within((slides[at : at + _FEW], extensions, options, until))
        return
    most = cores.count() if is_large else 1
    length = max(_FEW, -(-len(slides) // (most * _SHARES)))
    begins = range(0, len(slides), length)
    shares = (([*map(alone, slides[at : at + length])], extensions, options, until) for at in begins)
    with nullcontext(crew) if crew else Crew(load) as workers:
        for done in workers.spread(_within, shares, min(most, len(begins))):
            yield from done


def is_too_slow(rendered: Rendered) -> bool:
    """Return whether a slide was stopped because the time was over."""
    return any(problem.rule == TOO_SLOW for problem in rendered.problems)


def load() -> None:
    """Load what renders most slides; a build of kept slides does without."""
    from pygments import formatters, lexers  # noqa: F401 -- loaded

    from deckbuild.markdown import html_writer  # noqa: F401
    from deckbuild.rendering import renderer  # noqa: F401


def _within(work: Work) -> list[Rendered]:
    """Return the slides of ``work``; the one at which the time was over says so, those behind it are empty."""
    from deckbuild.rendering.renderer import Renderer

    slides, extensions, options, until = work
    renderer = Renderer(extensions, **options)
    done: list[Rendered] = []
    with suppress(timeout.TimeOut), timeout.limit(until - monotonic()):
        for slide in slides:
            done.append(renderer.render(slide))  # noqa: PERF401 -- what is done stays done when the time is over
    if len(done) < len(slides):
        done.append(_too_slow(slides[len(done)]))
    return [*done, *repeat(Rendered("", {}, {}), len(slides) - len(done))]


def _too_slow(slide: Slide) -> Rendered:
    """Return the slide that was at work when the time was over."""
    text = slide.whole.text
    at = len(text) - len(text.lstrip())
    return Rendered("", {}, {}, (Problem(TOO_SLOW, at, "making HTML took too long, and was stopped here"),))
