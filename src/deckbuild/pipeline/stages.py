"""Builds the decks of a project: all stages, in their order.

A project was read before (`project.loader`). Each of its decks then goes through:

1. divide: its files into stacks of slides (`division`);
2. render: each slide's Markdown into HTML (`rendering`);
3. embed: the files that slides name, as marks; ids made unique (`embedding`);
4. assemble: slides, style sheets and scripts into one page (`page.assembly`);
5. lay out: files in the place of their marks (`page.layout`).

Who asked for it writes what was built (`output`).
"""

from __future__ import annotations

from functools import partial
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from deckbuild.assets import resize
from deckbuild.page import csp
from deckbuild.page.assembly import assemble
from deckbuild.page.layout import SINGLE, Layout, lay_out
from deckbuild.page.templating import templates_of
from deckbuild.parsing import slides
from deckbuild.pipeline import problems
from deckbuild.pipeline.allowances import allowed
from deckbuild.pipeline.built_deck import Build
from deckbuild.pipeline.division import divide
from deckbuild.pipeline.embedding import embed_all, files_of, resolver_of
from deckbuild.project import limit_checks
from deckbuild.rendering.reuse import Rendering

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from deckbuild.assets.asset import Asset
    from deckbuild.assets.resize import Shrink
    from deckbuild.parsing.slides import Slide
    from deckbuild.pipeline.division import DivideSource
    from deckbuild.project.loader import DeckFiles, Project
    from deckbuild.rendering.result import Rendered

    Extensions = Mapping[str, Mapping[str, Any]]
    # Is handed what builds a deck, and the deck; returns what was built: within a time limit, say.
    Limit = Callable[[Callable[[], Build], DeckFiles], Build]


class Earlier(NamedTuple):
    """What an earlier build of the same project has left, so that this one need not do it again.

    ``divide`` remembers how it divided each source; ``assets`` are the files that pages had, by their paths.
    """

    divide: DivideSource = slides.divide
    assets: Mapping[str, Asset] = MappingProxyType({})


FIRST_BUILD = Earlier()


class Render(Protocol):
    """Renders the slides of a deck."""

    def __call__(
        self, slides: Sequence[Slide], extensions: Extensions, name: str, **options: bool
    ) -> Sequence[Rendered]:
        """Return the ``slides`` of the deck ``name``, rendered with Markdown ``extensions``, as `Renderer` does."""


def unlimited(make: Callable[[], Build], deck: DeckFiles) -> Build:  # noqa: ARG001 -- a Limit
    """Build a deck without any limit."""
    return make()


def build(
    project: Project,
    render: Render | None = None,
    layout: Layout = SINGLE,
    shrink: Shrink = resize.smaller,
    limit: Limit = unlimited,
    earlier: Earlier = FIRST_BUILD,
) -> Iterator[Build]:
    """Yield the decks of ``project``, one after the other, as they are built.

    ``render`` makes HTML of the slides of each deck (by default of all of them, however long it takes); ``shrink``
    makes pictures smaller, for decks that want it.
    """
    render = render or Rendering(seconds=inf)
    for deck in project.decks:
        yield limit(partial(build_deck, deck, project, render, layout, shrink, earlier), deck)


def build_deck(
    deck: DeckFiles, project: Project, render: Render, layout: Layout, shrink: Shrink, earlier: Earlier
) -> Build:
    """Build one deck."""
    division = divide(deck, earlier.divide)
    extensions = deck.settings.markdown_extensions
    rendered = render(division.slides, extensions, deck.name, strips=project.untrusted, native=division.is_native)
    files = files_of(deck, project, layout)
    resolver = resolver_of(deck, project, files, shrink, earlier.assets)
    stacks = embed_all(division, rendered, resolver)
    templates = templates_of(project)
    is_whose = {"untrusted": project.untrusted, "native": division.is_native}
    page = assemble(deck.name, deck.settings, stacks, resolver, templates, layout, **is_whose)
    laid_out = lay_out(page.html, resolver.assets, layout)
    has_frames = any(plugin.shipped == "notes" for plugin in deck.settings.plugins)
    html = csp.secured(laid_out.html, has_frames=has_frames) if project.untrusted else laid_out.html
    found = (
        *problems.in_files(deck, division, stacks, page),
        *page.diagnostics,
        *files.diagnostics,
        *limit_checks.of_page(html, deck.path, deck.settings.limits),
        *problems.external(deck, page, resolver, templates),
    )
    return Build(
        name=deck.name,
        title=page.title,
        settings=deck.settings,
        html=html,
        files=laid_out.files,
        linked={each.link: each.asset.data for each in laid_out.files if each.link},
        diagnostics=problems.graded(found, deck.settings, () if project.untrusted else allowed(division, rendered)),
        includes=page.includes,
        stacks=stacks,
        divided=division.stacks,
    )
