"""Builds the decks of a project: all stages, in their order.

A project was read before (`project.loader`). Each of its decks then goes through:

1. divide: its files into stacks of slides (`division`), and others that these include (`inclusion`);
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
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from deckbuild.assets import resize
from deckbuild.page import csp
from deckbuild.page.assembly import assemble
from deckbuild.page.layout import SINGLE, Layout, lay_out
from deckbuild.page.templating import templates_of
from deckbuild.parsing import slides
from deckbuild.pipeline import (
    appearance,
    cited_works,
    deck_variables,
    figure_numbers,
    footnote_texts,
    inclusion,
    on_demand,
    problems,
    rendering_options,
    slide_files,
    title_slide,
)
from deckbuild.pipeline.allowances import allowed
from deckbuild.pipeline.built_deck import AssembledDeck, Build, VariantPage
from deckbuild.pipeline.division import divide
from deckbuild.pipeline.embedding import NONE, embed_all, files_of, linking_of, resolver_of
from deckbuild.pipeline.equations import numbered
from deckbuild.project import limit_checks
from deckbuild.project.judging import judged
from deckbuild.rendering.reuse import Rendering

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from deckbuild.assets.asset import Asset
    from deckbuild.assets.resize import Shrink
    from deckbuild.page.layout import LaidOut
    from deckbuild.parsing.slides import Slide
    from deckbuild.pipeline.division import DivideSource, Division
    from deckbuild.pipeline.embedding import EmbeddedDeck
    from deckbuild.pipeline.leaving_out import Part
    from deckbuild.project.loader import DeckFiles, Project
    from deckbuild.rendering.result import Rendered

    Extensions = Mapping[str, Mapping[str, Any]]
    # Is handed what builds a deck, and the deck; returns what was built: within a time limit, say.
    Limit = Callable[[Callable[[], Build], DeckFiles], Build]


class Earlier(NamedTuple):
    """What an earlier build of the same project has left, so that this one need not do it again.

    ``divide`` remembers how it divided each source; ``assets`` are the files that pages had, by their paths, ``decks``
    the slides of each deck, by its name.
    """

    divide: DivideSource = slides.divide
    assets: Mapping[str, Asset] = MappingProxyType({})
    decks: Mapping[str, EmbeddedDeck] = MappingProxyType({})


FIRST_BUILD = Earlier()


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
    made = assemble_deck(deck, project, render, layout, shrink, earlier)
    html, files, beside = finished_page(made, layout, untrusted=project.untrusted)
    too_large = limit_checks.of_page(html, deck.path, deck.settings.limits)
    return Build(
        name=deck.name,
        title=made.page.title,
        settings=deck.settings,
        html=html,
        files=files,
        linked={each.link: each.asset.data for each in files if each.link}
        | {path: asset.data for path, asset in beside.items()},
        diagnostics=(*made.diagnostics, *judged(too_large, deck.settings)),
        includes=made.page.includes,
        stacks=made.embedded.stacks,
    )


def assemble_deck(
    deck: DeckFiles, project: Project, render: Render, layout: Layout, shrink: Shrink, earlier: Earlier
) -> AssembledDeck:
    """Build one deck up to its page, which is not laid out yet."""
    deck = deck._replace(settings=appearance.settled(deck.settings))
    division = divide(deck, earlier.divide)
    chosen = rendering_options.features_of(deck, division)
    division, left_out = _without_others(division, deck, chosen)
    division = inclusion.put_in(division, chosen, deck, project, earlier.divide)
    division, of_included = _without_others(division, deck, chosen)
    left_out = (*left_out, *of_included)
    division = title_slide.put_first(division, deck)
    extensions = deck.settings.markdown_extensions
    files = files_of(deck, project, layout)
    options = rendering_options.of_deck(deck, division, untrusted=project.untrusted)
    values = deck_variables.of_deck(deck, division, project, render, options)
    options = deck_variables.with_values(options, division, values)
    deck = deck._replace(settings=appearance.with_footer(deck.settings, values))
    slides = slide_files.given(division.slides, files, options["features"])
    slides = footnote_texts.given(slides, options["features"], division.aside)
    works = cited_works.read(deck.settings, files, options["features"])
    slides = cited_works.given(slides, works)
    rendered = numbered(render(slides, extensions, deck.name, **options), slides)
    rendered = figure_numbers.filled(rendered, deck.settings.language)
    rendered, miscited = cited_works.filled(rendered, works, deck.settings)
    linking = linking_of(deck, project, layout)
    resolver = resolver_of(deck, project, files, linking, shrink, earlier.assets)
    embedded = embed_all(division, rendered, resolver, earlier.decks.get(deck.name, NONE))
    templates = templates_of(project)
    is_whose = {"untrusted": project.untrusted, "native": division.is_native}
    page = assemble(deck.name, deck.settings, embedded.stacks, resolver, templates, layout, **is_whose)
    sources = tuple(each.text for each in templates.own)
    looked_through = VariantPage(deck, left_out, slides, page, resolver.assets, project.reader, sources, values)
    found = (
        *problems.in_files(deck, division, embedded.stacks, page),
        *page.diagnostics,
        *files.diagnostics,
        *footnote_texts.unused((*slides, *division.aside), () if extensions or left_out else options["features"]),
        *works.diagnostics,
        *miscited,
        *problems.external(deck, page, resolver, templates),
        *(on_demand.load().leaks(looked_through) if deck.settings.variant else ()),
    )
    return AssembledDeck(
        name=deck.name,
        settings=deck.settings,
        page=page,
        assets=resolver.assets,
        diagnostics=problems.graded(found, deck.settings, () if project.untrusted else allowed(division, rendered)),
        embedded=embedded,
        divided=division.stacks,
    )


def _without_others(
    division: Division, deck: DeckFiles, features: Collection[str]
) -> tuple[Division, tuple[Part, ...]]:
    """Return what a variant has of a deck that was divided so, and the parts that it has not."""
    return on_demand.load().kept(division, deck, features) if deck.settings.variant else (division, ())


def finished_page(deck: AssembledDeck, layout: Layout, *, untrusted: bool) -> LaidOut:
    """Return the page of ``deck`` laid out; that of an ``untrusted`` one has its policy."""
    laid_out = lay_out(deck.page.html, deck.assets, layout)
    if not untrusted:
        return laid_out
    has_frames = any(plugin.shipped == "notes" for plugin in deck.settings.plugins)
    return laid_out._replace(html=csp.secured(laid_out.html, has_frames=has_frames))
