"""Builds the decks of a project: all stages, in their order.

A project was read before (`project.loader`). Each of its decks then goes through:

1. divide: its files into stacks of slides, and others that these include (`deck_slides`);
2. render: each slide's Markdown into HTML, with what only the whole deck tells (`deck_slides`, `rendering`);
3. embed: the files that slides name, as marks; ids made unique (`embedding`);
4. assemble: slides, style sheets and scripts into one page (`page.assembly`);
5. lay out: files in the place of their marks (`page.layout`).

Who asked for it writes what was built (`output`).
"""

from __future__ import annotations

from functools import partial
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.assets.alternative_texts import AlternativeTexts
from deckbuild.assets.pictures import Pictures
from deckbuild.page import covers, csp
from deckbuild.page.assembly import assemble
from deckbuild.page.layout import SINGLE, Layout, lay_out
from deckbuild.page.templating import templates_of
from deckbuild.parsing import slides
from deckbuild.pipeline import deck_slides, on_demand, problems
from deckbuild.pipeline.allowances import allowed
from deckbuild.pipeline.built_deck import AssembledDeck, Build, VariantPage
from deckbuild.pipeline.embedding import NONE, embed_all, files_of, linking_of, resolver_of
from deckbuild.project import limit_checks
from deckbuild.project.judging import judged
from deckbuild.rendering.reuse import Rendering
from deckbuild.themes.theme import OURS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from deckbuild.assets.asset import Asset
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.page.assembly import Page
    from deckbuild.page.layout import LaidOut
    from deckbuild.page.templating import Templates
    from deckbuild.pipeline.deck_slides import DividedDeck, RenderedDeck
    from deckbuild.pipeline.division import DivideSource
    from deckbuild.pipeline.embedding import EmbeddedDeck
    from deckbuild.project.loader import DeckFiles, Project
    from deckbuild.rendering.reuse import Render

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


FIRST_BUILD, PICTURES = Earlier(), Pictures()


def unlimited(make: Callable[[], Build], deck: DeckFiles) -> Build:  # noqa: ARG001 -- a Limit
    """Build a deck without any limit."""
    return make()


def build(
    project: Project,
    render: Render | None = None,
    layout: Layout = SINGLE,
    pictures: Pictures = PICTURES,
    limit: Limit = unlimited,
    earlier: Earlier = FIRST_BUILD,
) -> Iterator[Build]:
    """Yield the decks of ``project``, one after the other, as they are built.

    ``render`` makes HTML of the slides of each deck (by default of all of them, however long it takes);
    ``pictures`` works on those that slides show.
    """
    render = render or Rendering(seconds=inf)
    for deck in project.decks:
        yield limit(partial(build_deck, deck, project, render, layout, pictures, earlier), deck)


def build_deck(
    deck: DeckFiles, project: Project, render: Render, layout: Layout, pictures: Pictures, earlier: Earlier
) -> Build:
    """Build one deck."""
    made = assemble_deck(deck, project, render, layout, pictures, earlier)
    html, files, beside = finished_page(made, layout, untrusted=project.untrusted)
    too_large = limit_checks.of_page(html, deck.path, deck.settings.limits)
    return Build(
        name=deck.name,
        title=made.page.title,
        settings=made.settings,
        html=html,
        files=files,
        linked={each.link: each.asset.data for each in files if each.link}
        | {path: asset.data for path, asset in beside.items()},
        diagnostics=(*made.diagnostics, *judged(too_large, deck.settings)),
        includes=made.page.includes,
        stacks=made.embedded.stacks,
        divided=[slide for slides in made.divided for slide in slides],
        rendered=made.embedded.rendered,
        exempt=made.exempt,
        described=made.described,
    )


def assemble_deck(
    deck: DeckFiles, project: Project, render: Render, layout: Layout, pictures: Pictures, earlier: Earlier
) -> AssembledDeck:
    """Build one deck up to its page, which is not laid out yet."""
    divided = deck_slides.divided(deck, project, earlier.divide)
    files = files_of(divided.deck, project, layout)
    rendered = deck_slides.rendered(divided, files, project, render)
    deck, division = rendered.deck, divided.division
    texts = AlternativeTexts(project.reader, deck.settings.language)
    linking = linking_of(deck, project, layout)
    resolver = resolver_of(deck, project, files, linking, pictures.shrink, earlier.assets, texts)
    embedded = embed_all(division, rendered.slides, resolver, earlier.decks.get(deck.name, NONE))
    templates = templates_of(project)
    is_whose = {"untrusted": project.untrusted, "native": division.is_native}
    stacks = embedded.stacks
    if deck.settings.theme.text in OURS and not project.untrusted:  # whose pictures are not decoded
        stacks = covers.with_scrims(stacks, resolver.assets, pictures.scrim)
    page = assemble(deck.name, deck.settings, stacks, resolver, templates, layout, **is_whose)
    found = (
        *problems.in_files(deck, division, embedded.stacks, page),
        *page.diagnostics,
        *files.diagnostics,
        *rendered.diagnostics,
        *problems.external(deck, page, resolver, templates),
        *texts.diagnostics,
        *_leaks(divided, rendered, page, resolver.assets, project, templates),
    )
    may_break = () if project.untrusted else allowed(division, rendered.slides)
    return AssembledDeck(
        name=deck.name,
        settings=deck.settings,
        page=page,
        assets=resolver.assets,
        diagnostics=problems.graded(found, deck.settings, may_break),
        embedded=embedded,
        divided=division.stacks,
        exempt=tuple(each.where for each in may_break),
        described=texts.described,
    )


def _leaks(
    divided: DividedDeck,
    rendered: RenderedDeck,
    page: Page,
    assets: Mapping[str, Asset],
    project: Project,
    templates: Templates,
) -> Iterable[Diagnostic]:
    """Return what the page of a variant has of what is left out of it."""
    if not rendered.deck.settings.variant:
        return ()
    sources = tuple(each.text for each in templates.own)
    seen = (divided.left_out, rendered.divided, page, assets, project.reader, sources, rendered.values)
    return on_demand.load().leaks(VariantPage(rendered.deck, *seen))


def finished_page(deck: AssembledDeck, layout: Layout, *, untrusted: bool) -> LaidOut:
    """Return the page of ``deck`` laid out; that of an ``untrusted`` one has its policy."""
    laid_out = lay_out(deck.page.html, deck.assets, layout)
    if not untrusted:
        return laid_out
    has_frames = any(plugin.shipped == "notes" for plugin in deck.settings.plugins)
    return laid_out._replace(html=csp.secured(laid_out.html, has_frames=has_frames))
