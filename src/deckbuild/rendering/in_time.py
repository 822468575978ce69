"""Renders slides one after the other, until their time is over."""

from __future__ import annotations

from itertools import repeat
from time import monotonic
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem
from deckbuild.rendering import timeout
from deckbuild.rendering.renderer import Renderer
from deckbuild.rendering.result import Rendered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from deckbuild.parsing.slides import Slide

    Extensions = Mapping[str, Mapping[str, Any]]

EMPTY = Rendered("", {}, {})


def render(
    slides: Sequence[Slide], extensions: Extensions, options: Mapping[str, bool], until: float
) -> Iterator[Rendered]:
    """Yield ``slides`` rendered, with ``options`` of the renderer.

    When the time is over (``until``, in seconds of the monotonic clock), the slide at work says so, and those behind
    it are empty.
    """
    renderer = Renderer(extensions, **options)
    for number, slide in enumerate(slides, 1):
        try:
            with timeout.limit(until - monotonic()):
                rendered = renderer.render(slide)
        except timeout.TimeOut:
            yield _too_slow(slide)
            yield from repeat(EMPTY, len(slides) - number)
            return
        yield rendered


def _too_slow(slide: Slide) -> Rendered:
    """Return the slide that was at work when the time was over."""
    text = slide.whole.text
    at = len(text) - len(text.lstrip())
    problem = Problem(timeout.TOO_SLOW, at, "making HTML took too long, and was stopped here")
    return EMPTY._replace(problems=(problem,))
