"""Embeds the files of a deck's slides, and makes their ids unique."""

from __future__ import annotations

from functools import partial
from itertools import chain, islice
from math import inf
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize
from urllib.parse import quote

from deckbuild.assets import resize
from deckbuild.assets.embedding import embed, is_plain
from deckbuild.assets.resolver import AssetResolver, Linking
from deckbuild.files.media_types import by_ending
from deckbuild.page.sections import stack
from deckbuild.page.unique_ids import unique
from deckbuild.project.limit_checks import LimitedReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from deckbuild.assets.alternative_texts import AlternativeTexts
    from deckbuild.assets.asset import Asset
    from deckbuild.assets.embedding import Embedded
    from deckbuild.assets.resize import Shrink
    from deckbuild.config.settings import Settings
    from deckbuild.page.layout import Layout
    from deckbuild.page.sections import Stack
    from deckbuild.pipeline.division import Division
    from deckbuild.project.loader import DeckFiles, Project
    from deckbuild.rendering.result import Rendered


class EmbeddedDeck(NamedTuple):
    """The slides of a deck with marks for their files, in their ``stacks``.

    ``rendered`` is what they were made of, ``embedded`` and ``groups`` are how they became stacks: one by one, and then
    with ids that no other slide has.
    """

    rendered: Sequence[Rendered] = ()
    embedded: Sequence[Embedded] = ()
    groups: Sequence[tuple[Embedded, ...]] = ()
    stacks: tuple[Stack, ...] = ()


NONE = EmbeddedDeck()


def embed_all(
    division: Division, rendered: Sequence[Rendered], resolver: AssetResolver, last: EmbeddedDeck = NONE
) -> EmbeddedDeck:
    """Return the slides of a deck as they were ``rendered``, with their files and ids in them.

    ``last`` is the same deck before: a slide or a stack that is as it was is the very same object again, so that later
    stages see at a glance what has changed.
    """
    embedded = [*_embedded(division, rendered, resolver, last)]
    slides = _unique(embedded, division, last)
    groups = [tuple(islice(slides, len(group))) for group in division.stacks]
    known = {tuple(map(id, group)): made for group, made in zip(last.groups, last.stacks, strict=True)}
    stacks = tuple([known.get(tuple(map(id, group))) or stack(group) for group in groups])
    return EmbeddedDeck(rendered, embedded, groups, stacks)


def _embedded(
    division: Division, rendered: Sequence[Rendered], resolver: AssetResolver, last: EmbeddedDeck
) -> Iterator[Embedded]:
    """Yield the slides with marks for their files; one that names none is not even looked at again."""
    known = dict(zip(map(id, last.rendered), last.embedded, strict=True))
    for html, divided in zip(rendered, division.slides, strict=True):
        before = known.get(id(html))
        if before is None or not is_plain(html):
            now = embed(resolver, html, divided.whole)
            before = known[id(html)] = before if before == now else now
        yield before


def _unique(embedded: Sequence[Embedded], division: Division, last: EmbeddedDeck) -> Iterator[Embedded]:
    """Yield the slides with unique ids."""
    known = dict(zip(map(id, last.embedded), chain.from_iterable(last.groups), strict=True))
    for slide, now in zip(embedded, unique(embedded, division.slides), strict=True):
        before = known.get(id(slide))
        yield before if before == now else now


def files_of(deck: DeckFiles, project: Project, layout: Layout) -> LimitedReader:
    """Return the files that ``deck`` may show; all that stand in its page can have no more bytes than that."""
    limits = deck.settings.limits
    total = inf if layout.folder else limits.page_size
    return LimitedReader(project.reader, limits, partial(_is_shrunk, deck.settings), total)


def linking_of(deck: DeckFiles, project: Project, layout: Layout) -> Linking:
    """Return how files go along that ``deck`` only links; together they have no more bytes than those that it shows."""
    files = files_of(deck, project, layout) if layout.beside else None
    return Linking(files, deck.settings.embed_links, project.untrusted)


def resolver_of(
    deck: DeckFiles,
    project: Project,
    files: LimitedReader,
    linking: Linking,
    shrink: Shrink,
    known: Mapping[str, Asset],
    texts: AlternativeTexts,
) -> AssetResolver:
    """Return what finds among ``files`` those that ``deck`` names; ``shrink`` makes pictures smaller.

    ``known`` are the assets of an earlier build, by their paths; ``texts`` are those of pictures that have none.
    """
    shrinks, sources = _shrinking(deck.settings, shrink), _sources(deck, project)
    return AssetResolver(files, _pages(project), shrinks, files.fits, known, sources, linking, texts)


def _shrinking(settings: Settings, shrink: Shrink) -> Callable[[bytes], bytes | None]:
    """Return what makes the pictures of a deck smaller."""
    if not settings.shrink_images:
        return lambda _data: None
    width, height = resize.slide_size(settings.reveal)
    return lambda data: shrink(data, width, height)


def _is_shrunk(settings: Settings, path: str) -> bool:
    """Return whether the file at ``path`` is a picture that is made smaller before it is measured."""
    return settings.shrink_images and by_ending(path) in resize.TYPES


def _pages(project: Project) -> frozenset[str]:
    """Return the addresses of the project's pages, as links write them."""
    return frozenset(f"{quote(name)}.html" for name in ("index", *(deck.name for deck in project.decks)))


def _sources(own: DeckFiles, project: Project) -> dict[str, str]:
    """Return the address of the page that is made of each file of a deck, by its path; of ``own`` files the own one."""
    variant = own.settings.variant
    alike = [each for each in project.decks if not each.settings.variants or each.settings.variant == variant]
    files = [(each.source.path, deck.name) for deck in (*alike, own) for each in deck.chapters]
    return {normalize("NFC", path): f"{quote(name)}.html" for path, name in files}
