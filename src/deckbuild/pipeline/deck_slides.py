"""The slides of a deck: divided, then rendered, with all that only the whole deck tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.pipeline import (
    appearance,
    cited_works,
    deck_variables,
    figure_numbers,
    footnote_texts,
    inclusion,
    on_demand,
    rendering_options,
    slide_files,
    title_slide,
)
from deckbuild.pipeline.division import divide
from deckbuild.pipeline.equations import numbered

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.parsing.slides import Slide
    from deckbuild.pipeline.division import DivideSource, Division
    from deckbuild.pipeline.leaving_out import Part
    from deckbuild.project.limit_checks import LimitedReader
    from deckbuild.project.loader import DeckFiles, Project
    from deckbuild.rendering.result import Rendered
    from deckbuild.rendering.reuse import Render


class DividedDeck(NamedTuple):
    """A deck as it was divided, and the parts of it that a variant leaves out."""

    deck: DeckFiles
    division: Division
    left_out: tuple[Part, ...]


class RenderedDeck(NamedTuple):
    """A deck, its slides as they were divided and as they were rendered, and the values of its variables."""

    deck: DeckFiles
    divided: Sequence[Slide]
    slides: Sequence[Rendered]
    values: Mapping[str, Any]
    diagnostics: tuple[Diagnostic, ...]


def divided(deck: DeckFiles, project: Project, divide_source: DivideSource) -> DividedDeck:
    """Divide a deck into its slides and those that it includes, without what a variant leaves out."""
    division = divide(deck, divide_source)
    is_ours = division.is_ours and not division.foreign
    deck = deck._replace(settings=appearance.settled(deck.settings, is_ours=is_ours))
    chosen = rendering_options.features_of(deck, division)
    division, left_out = _without_others(division, deck, chosen)
    division = inclusion.put_in(division, chosen, deck, project, divide_source)
    division, of_included = _without_others(division, deck, chosen)
    return DividedDeck(deck, title_slide.put_first(division, deck), (*left_out, *of_included))


def rendered(divided: DividedDeck, files: LimitedReader, project: Project, render: Render) -> RenderedDeck:
    """Render the slides of a deck, and fill in what only the whole deck tells: values, numbers and works."""
    deck, division, left_out = divided
    options = rendering_options.of_deck(deck, division, untrusted=project.untrusted)
    values = deck_variables.of_deck(deck, division, project, render, options)
    options = deck_variables.with_values(options, division, values)
    chosen, extensions = options["features"], deck.settings.markdown_extensions
    slides = slide_files.given(division.slides, files, chosen)
    slides = footnote_texts.given(slides, chosen, division.aside)
    works = cited_works.read(deck.settings, files, chosen)
    slides = cited_works.given(slides, works)
    made = numbered(render(slides, extensions, deck.name, **options), slides)
    made = figure_numbers.filled(made, deck.settings.language)
    made, miscited = cited_works.filled(made, works, deck.settings)
    unused = footnote_texts.unused((*slides, *division.aside), () if extensions or left_out else chosen)
    deck = deck._replace(settings=appearance.with_footer(deck.settings, values))
    return RenderedDeck(deck, slides, made, values, (*unused, *works.diagnostics, *miscited))


def _without_others(
    division: Division, deck: DeckFiles, features: Collection[str]
) -> tuple[Division, tuple[Part, ...]]:
    """Return what a variant has of a deck that was divided so, and the parts that it has not."""
    return on_demand.load().kept(division, deck, features) if deck.settings.variant else (division, ())
