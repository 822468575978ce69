"""Gathers what is wrong with a deck from its stages, in the order in which its author is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Capped
from deckbuild.page.external_links import report

if TYPE_CHECKING:
    from deckbuild.assets.resolver import AssetResolver
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.page.assembly import Page
    from deckbuild.page.sections import Stack
    from deckbuild.page.templating import Templates
    from deckbuild.pipeline.division import Division
    from deckbuild.project.loader import DeckFiles


def in_files(deck: DeckFiles, division: Division, stacks: tuple[Stack, ...]) -> list[Diagnostic]:
    """Return what is wrong in the files of ``deck``, line by line."""
    in_slides = (wrong for stack in stacks for slide in stack.slides for wrong in slide.diagnostics)
    return sorted(Capped([*deck.diagnostics, *division.diagnostics, *in_slides]), key=lambda each: each.location)


def external(deck: DeckFiles, page: Page, resolver: AssetResolver, templates: Templates) -> list[Diagnostic]:
    """Return what leads out of the page and was not told where a slide or a setting names it."""
    sources = [*templates.own, *(chapter.source for chapter in deck.chapters)]
    links = [each for each in page.external_links if each.address not in resolver.reported]
    untold = [each for each in links if not (each.is_link and resolver.is_page(each.address))] if sources else []
    return sorted(report(untold, sources) if untold else (), key=lambda each: each.location)
