"""Renders the slides of a deck, those only that neither this process nor the cache has kept."""

from __future__ import annotations

import json
import os
import re
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from deckbuild import __path__, __version__
from deckbuild.markdown.installed_extensions import READING
from deckbuild.rendering import parallel, timeout
from deckbuild.rendering.result import Rendered, from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from deckbuild.files.cache import Cache
    from deckbuild.parsing.slides import Slide
    from deckbuild.rendering.cores import Crew
    from deckbuild.rendering.parallel import Extensions

    # Is handed what is being made, how many there will be, and the deck's name, and yields it on: to show progress.
    Watched = Callable[[Iterable[Rendered], int, str], Iterable[Rendered]]

# Extensions of which the HTML is a function of the text alone: the stock ones, and pymdownx without those that read.
_STOCK = frozenset(
    "abbr admonition attr_list codehilite def_list extra fenced_code footnotes legacy_attrs legacy_em md_in_html meta "
    "nl2br sane_lists smarty tables toc wikilinks".split()
)
_RENDERING = ("diagnostics", "html", "markdown", "parsing", "rendering")  # the packages of which a slide's HTML is made
_RENDERS = re.compile(r"(?:markdown|markdown_it_py|pygments|pymdown_extensions)-.*\.dist-info", re.IGNORECASE)


def unwatched(making: Iterable[Rendered], total: int, name: str) -> Iterable[Rendered]:  # noqa: ARG001 -- a Watched
    """Watch nothing."""
    return making


class Rendering:
    """Renders decks, with ``options`` of the renderer, each within ``seconds``, by a ``crew`` if there is one."""

    def __init__(
        self,
        cache: Cache | None = None,
        seconds: float = timeout.SECONDS,
        watched: Watched = unwatched,
        crew: Crew | None = None,
        **options: bool,
    ) -> None:
        self._cache, self._seconds, self._watched, self._crew, self._options = cache, seconds, watched, crew, options
        self._kept: dict[str, _Kept] = {}
        self.rendered = 0  # slides that were kept nowhere

    def __call__(
        self, slides: Sequence[Slide], extensions: Extensions, name: str, *, strips: bool = False
    ) -> list[Rendered]:
        """Return the slides of the deck ``name``, rendered; ``strips`` those of strangers."""
        options = {**self._options, "strips": strips}
        if not all(map(_is_pure, extensions)):
            return [*self._render(slides, extensions, options, name)]
        kept = self._recall(name, extensions, options)
        keys = [_key(slide) for slide in slides]
        missing = {key: slide for key, slide in zip(keys, slides, strict=True) if key not in kept.slides}
        if missing or len(kept.slides) > len(set(keys)):
            making = self._render([*missing.values()], extensions, options, name)
            new = {key: _Slide(slide, _line(key, slide)) for key, slide in zip(missing, making, strict=True)}
            kept = kept.only(keys, new)
            if not any(parallel.is_too_slow(each.rendered) for each in new.values()):
                self._keep(name, kept)
        return [kept.slides[key].rendered for key in keys]

    def _recall(self, name: str, extensions: Extensions, options: Mapping[str, bool]) -> _Kept:
        """Return what is kept of the deck: by this process, else by the cache."""
        made_of = json.dumps([name, extensions, options], sort_keys=True, default=str)
        entry = f"slides-{_hash(made_of, _version())}"
        if name not in self._kept or self._kept[name].entry != entry:
            data = self._cache.get(entry) if self._cache else None
            self._kept[name] = _read(entry, data or b"")
        return self._kept[name]

    def _keep(self, name: str, kept: _Kept) -> None:
        self._kept[name] = kept
        if self._cache:
            self._cache.put(kept.entry, "\n".join(each.line for each in kept.slides.values()).encode("ascii"))

    def _render(
        self, slides: Sequence[Slide], extensions: Extensions, options: Mapping[str, bool], name: str
    ) -> Iterator[Rendered]:
        """Render slides that are kept nowhere; each is yielded while others are at work."""
        self.rendered += len(slides)
        making = parallel.render(slides, extensions, options, self._seconds, self._crew) if slides else iter(())
        yield from self._watched(making, len(slides), name)


class _Slide(NamedTuple):
    """A rendered slide, and its line in an entry of the cache."""

    rendered: Rendered
    line: str


class _Kept(NamedTuple):
    """The slides of a deck by their keys, and the name of the cache's entry for them."""

    entry: str
    slides: Mapping[str, _Slide]

    def only(self, keys: Iterable[str], new: Mapping[str, _Slide]) -> _Kept:
        """Return the slides of these ``keys``, with ``new`` ones among them."""
        return _Kept(self.entry, {key: new.get(key) or self.slides[key] for key in keys})


def _read(entry: str, data: bytes) -> _Kept:
    """Return what an entry of the cache holds."""
    try:
        lines = {line.partition(" ")[0]: line for line in data.decode("ascii").split("\n") if line}
        return _Kept(entry, {key: _Slide(from_json(line[len(key) :]), line) for key, line in lines.items()})
    except (TypeError, ValueError):
        return _Kept(entry, {})


def _line(key: str, slide: Rendered) -> str:
    return f"{key} {to_json(slide)}"


def _is_pure(extension: str) -> bool:
    """Return whether slides with this extension are a function of their text: then they can be kept."""
    name = extension.removeprefix("markdown.extensions.")
    return name in _STOCK or (name.startswith("pymdownx.") and name not in READING)


def _key(slide: Slide) -> str:
    """Return what tells this slide's HTML from any other's: its text, and where its parts lie in it."""
    start = slide.whole.start
    places = [(part.start - start, part.end - start) for part in (slide.body, *slide.notes)]
    return _hash(slide.whole.text, slide.attributes.text, str(places))


def _hash(*texts: str) -> str:
    return blake2b("\0".join(texts).encode("utf-8", errors="surrogatepass"), digest_size=16).hexdigest()


@cache
def _version() -> str:
    """Return what tells this program, and what renders in it, from any other version."""
    return _hash(__version__, sys.version, *_installed(), *_stamps(Path(__path__[0])))


def _installed() -> list[str]:
    """Return the versions of what renders, as pip names their folders; to ask importlib.metadata takes 15 ms longer."""
    folders = [folder for folder in sys.path if os.path.isdir(folder)]  # noqa: PTH112 -- for strings that may be empty
    return sorted(name for folder in folders for name in os.listdir(folder) if _RENDERS.match(name))  # noqa: PTH208


def _stamps(package: Path) -> Iterator[str]:
    """Yield the stamps of the modules that rendering may use; to read them all takes ten times as long."""
    for folder in _RENDERING:
        for path in sorted((package / folder).rglob("*.py")):
            about = path.stat()
            yield f"{path.name} {about.st_size} {about.st_mtime_ns}"
