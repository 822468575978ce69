"""The second half of a build: slides, as they were rendered, into a page with all its files."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from deckbuild.assets import resize
from deckbuild.assets.embedding import embed
from deckbuild.assets.media_types import by_ending
from deckbuild.assets.resolver import AssetResolver
from deckbuild.page import csp, resources
from deckbuild.page.assembly import page, stack
from deckbuild.page.external_links import report
from deckbuild.page.templating import Templates
from deckbuild.page.unique_ids import unique
from deckbuild.project import limit_checks
from deckbuild.revealjs import version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from deckbuild.assets.resize import Shrink
    from deckbuild.config.loading import Settings
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.diagnostics.source import Source
    from deckbuild.page.assembly import Page, Stack
    from deckbuild.page.external_links import Leaving
    from deckbuild.page.layouts import Layout
    from deckbuild.parsing.slides import Slide
    from deckbuild.project.loader import DeckFiles, Project
    from deckbuild.rendering.result import Rendered


class Finished(NamedTuple):
    """A page, the stacks that stand in it, the files beside it that it links, by their paths, and what is wrong."""

    page: Page
    stacks: tuple[Stack, ...]
    linked: dict[str, bytes]
    in_slides: tuple[Diagnostic, ...]
    elsewhere: tuple[Diagnostic, ...]


def finish(
    deck: DeckFiles,
    project: Project,
    groups: Sequence[Sequence[Slide]],
    rendered: Iterable[Rendered],
    layout: Layout,
    shrink: Shrink,
) -> Finished:
    """Embed the files of a deck, make its ids unique, put it together, lay it out; ``groups`` are its stacks."""
    files = limit_checks.LimitedReader(project.reader, deck.settings.limits, partial(_is_shrunk, deck.settings))
    resolver = AssetResolver(files, _pages(project), _shrinking(deck.settings, shrink), files.fits)
    stacks, templates = _stacks(groups, rendered, resolver), _templates(project)
    made = page(deck.name, deck.settings, stacks, resolver, templates, layout, untrusted=project.untrusted)
    linked = {f"{layout.folder}{each.asset.file_name()}": each.asset.data for each in made.files if layout.folder}
    wrong = tuple(wrong for each in stacks for slide in each.slides for wrong in slide.diagnostics)
    large = limit_checks.of_page(made.html, deck.path, deck.settings.limits)
    leading = _leading(made.leaving, resolver, [*templates.own, *(chapter.source for chapter in deck.chapters)])
    return Finished(made, stacks, linked, wrong, (*made.diagnostics, *files.diagnostics, *large, *leading))


def _stacks(
    groups: Sequence[Sequence[Slide]], rendered: Iterable[Rendered], resolver: AssetResolver
) -> tuple[Stack, ...]:
    """Return the stacks of a deck, with its slides as they were ``rendered``, their files and ids in them."""
    every = (slide for group in groups for slide in group)
    found = [embed(resolver, html, slide.whole) for html, slide in zip(rendered, every, strict=True)]
    embedded = iter(unique(found))
    return tuple(stack(tuple(islice(embedded, len(group)))) for group in groups)


def _leading(leaving: Iterable[Leaving], resolver: AssetResolver, sources: Sequence[Source]) -> list[Diagnostic]:
    """Report what leads out of the page and was not told where a slide or a setting names it, by its place."""
    links = [each for each in leaving if each.address not in resolver.reported]
    untold = [each for each in links if not (each.is_link and resolver.is_page(each.address))] if sources else []
    return sorted((report(each, sources) for each in untold), key=lambda each: each.location)


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


def start_page(project: Project, builds: Sequence[Any], *, served: bool = False) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the page that lists ``builds`` of ``project``; ``served`` by the live preview it has more to tell."""
    about = {"project": project.settings, "decks": builds, "served": served, "untrusted": project.untrusted}
    values = {**about, "sheet": resources.text("index.css"), "generator": version.both()}
    html, wrong = _templates(project).fill("index.html.jinja", values)
    return csp.start_page(html) if project.untrusted else html, wrong


def _templates(project: Project) -> Templates:
    """Return the templates of ``project``; a stranger's own are not used."""
    return Templates(None if project.untrusted else project.reader)
