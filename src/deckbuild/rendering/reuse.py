"""Renders the slides of a deck, those only that are not kept, by one process or on all cores."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from deckbuild.rendering import fingerprint, preambles, timeout
from deckbuild.rendering.result import Rendered, from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from deckbuild.files.cache import Cache
    from deckbuild.parsing.slides import Slide
    from deckbuild.rendering.in_time import Extensions, Options

    # Is handed what is being made, how many there will be, and the deck's name, and yields it on: to show progress.
    Watched = Callable[[Iterable[Rendered], int, str], Iterable[Rendered]]

_MANY = 100  # slides; one process renders fewer sooner than others begin


def unwatched(making: Iterable[Rendered], total: int, name: str) -> Iterable[Rendered]:  # noqa: ARG001 -- a Watched
    """Watch nothing."""
    return making


class Render(Protocol):
    """Renders the slides of a deck."""

    def __call__(
        self,
        slides: Sequence[Slide],
        extensions: Extensions,
        name: str,
        **options: Any,  # noqa: ANN401 -- those of the renderer
    ) -> Sequence[Rendered]:
        """Return the ``slides`` of the deck ``name``, rendered with Markdown ``extensions``, as `Renderer` does."""


class Rendering:
    """Renders decks, each within ``seconds``, with ``options`` of the renderer.

    Slides are kept by this object, and in the ``cache`` if there is one. With ``on_all_cores`` many are rendered by a
    pool of processes: only programs of ours may ask for that (see `parallel`).
    """

    def __init__(
        self,
        cache: Cache | None = None,
        seconds: float = timeout.SECONDS,
        watched: Watched = unwatched,
        *,
        on_all_cores: bool = False,
        **options: Any,  # noqa: ANN401 -- those of the renderer
    ) -> None:
        self._cache, self._seconds, self._watched, self._options = cache, seconds, watched, options
        self._on_all_cores = on_all_cores
        self._kept: dict[str, _Kept] = {}
        self.rendered = 0  # slides that were kept nowhere

    def __call__(
        self,
        slides: Sequence[Slide],
        extensions: Extensions,
        name: str,
        **options: Any,  # noqa: ANN401 -- those of the renderer
    ) -> list[Rendered]:
        """Return the slides of the deck ``name``, rendered with these ``options`` of the renderer, too."""
        options = {**self._options, **options}
        slides = [*preambles.given(slides, options.get("features", ()))]
        if not all(map(fingerprint.can_keep, extensions)):
            return self._render(slides, extensions, options, name)
        kept = self._recall(name, f"slides-{fingerprint.of_deck(name, extensions, options)}")
        keys = [_key(slide) for slide in slides]
        missing = {key: slide for key, slide in zip(keys, slides, strict=True) if key not in kept.slides}
        new = dict(zip(missing, self._render([*missing.values()], extensions, options, name), strict=True))
        found = {key: new.get(key) or kept.slides[key] for key in keys}
        if found.keys() != kept.slides.keys() and not any(map(timeout.is_too_slow, new.values())):
            self._keep(name, _Kept(kept.entry, found))
        return [found[key] for key in keys]

    def _recall(self, name: str, entry: str) -> _Kept:
        """Return what is kept of the deck: by this process, else by the ``entry`` of the cache."""
        if name not in self._kept or self._kept[name].entry != entry:
            data = self._cache.get(entry) if self._cache else None
            self._kept[name] = _Kept(entry, _read(data or b""))
        return self._kept[name]

    def _keep(self, name: str, kept: _Kept) -> None:
        """Keep the slides of the deck ``name``."""
        self._kept[name] = kept
        if self._cache:
            lines = (f"{key} {to_json(slide)}" for key, slide in kept.slides.items())
            self._cache.put(kept.entry, "\n".join(lines).encode("ascii"))

    def _render(self, slides: Sequence[Slide], extensions: Extensions, options: Options, name: str) -> list[Rendered]:
        """Render slides that are kept nowhere; what does it is loaded now, for most builds find all slides kept."""
        if not slides:
            return []
        if self._on_all_cores and len(slides) >= _MANY:
            from deckbuild.rendering.parallel import render
        else:
            from deckbuild.rendering.in_time import render
        self.rendered += len(slides)
        making = render(slides, extensions, options, monotonic() + self._seconds)
        return [*self._watched(making, len(slides), name)]


class _Kept(NamedTuple):
    """The slides of a deck by their keys, and the name of the cache's entry for them."""

    entry: str
    slides: Mapping[str, Rendered]


def _key(slide: Slide) -> str:
    """Return what tells the HTML of ``slide`` from that of any other."""
    given = (slide.preamble, slide.appendix, slide.variables, slide.keys)
    return fingerprint.of_slide(slide.content, slide.files, *given)


def _read(data: bytes) -> dict[str, Rendered]:
    """Return the slides that an entry of the cache holds, by their keys; none of an entry that is not ours."""
    try:
        lines = (line.split(" ", 1) for line in data.decode("ascii").split("\n") if line)
        return {key: from_json(slide) for key, slide in lines}
    except (TypeError, ValueError):
        return {}
