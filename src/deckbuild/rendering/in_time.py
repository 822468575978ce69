"""Renders slides one after the other, until their time is over."""

from __future__ import annotations

from itertools import repeat
from time import monotonic
from typing import TYPE_CHECKING

from deckbuild.rendering import timeout
from deckbuild.rendering.renderer import Renderer
from deckbuild.rendering.result import EMPTY, failed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from deckbuild.parsing.slides import Slide
    from deckbuild.rendering.result import Rendered

    Extensions = Mapping[str, Mapping[str, Any]]
    Options = Mapping[str, Any]  # of the renderer


def render(slides: Sequence[Slide], extensions: Extensions, options: Options, until: float) -> Iterator[Rendered]:
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
            yield failed(slide.whole.text, timeout.TOO_SLOW, "making HTML took too long, and was stopped here")
            yield from repeat(EMPTY, len(slides) - number)
            return
        yield rendered
