"""Gathers what is wrong with a deck from its stages, in the order in which its author is told."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Capped
from deckbuild.page import inner_links
from deckbuild.page.external_links import report
from deckbuild.pipeline import on_demand
from deckbuild.pipeline.folding import folded
from deckbuild.project.judging import judged
from deckbuild.rendering.misspellings import CLASS
from deckbuild.rendering.other_tools import LIKE_SYNTAX, RAW_SYNTAX, is_drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deckbuild.assets.resolver import AssetResolver
    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.page.assembly import Page
    from deckbuild.page.parts import Include
    from deckbuild.page.sections import Stack
    from deckbuild.page.templating import Templates
    from deckbuild.pipeline.allowances import Allowance
    from deckbuild.pipeline.division import Division
    from deckbuild.project.loader import DeckFiles


def in_files(deck: DeckFiles, division: Division, stacks: tuple[Stack, ...], page: Page) -> list[Diagnostic]:
    """Return what is wrong in the files of ``deck``, line by line."""
    html = cache(lambda: page.html)  # to put it together takes time
    told = (wrong for stack in stacks for slide in stack.slides for wrong in slide.diagnostics)
    in_slides = (wrong for wrong in told if wrong.rule != CLASS or not _is_styled(wrong.word, html(), page.includes))
    first = 1 if deck.settings.reveal.get("hashOneBasedIndex") is True else 0
    dead = inner_links.check(stacks, division.slides, html, first)
    every = [*deck.diagnostics, *division.diagnostics, *_once(in_slides, deck.settings), *dead]
    every = folded(every, division.foreign) if division.foreign else every
    return sorted(Capped(every), key=lambda each: each.location)


def _once(found: Iterable[Diagnostic], settings: Settings) -> Iterator[Diagnostic]:
    """Yield what was ``found`` in slides, each kind of syntax of other tools only where it stands first."""
    programs = " ".join([*(each.name for each in settings.plugins), *(each.text for each in settings.scripts)])
    seen: set[str] = set()
    for each in found:
        if each.rule not in (RAW_SYNTAX, LIKE_SYNTAX):
            yield each
        elif each.message not in seen and not is_drawn(each.message, programs):
            seen.add(each.message)
            yield each


def _is_styled(name: str, html: str, includes: Iterable[Include]) -> bool:
    """Return whether the page in ``html``, or a style sheet that it ``includes``, has a rule for the class ``name``."""
    rule = re.compile(rf"\.{re.escape(name)}(?![\w-])")
    return any(map(rule.search, (html, *(each.text for each in includes))))


def graded(found: Iterable[Diagnostic], settings: Settings, allowed: Sequence[Allowance]) -> tuple[Diagnostic, ...]:
    """Return what was ``found`` as the settings and slides of a deck want it, and what is wrong in that."""
    words = [*(level.word for level in settings.rules.values()), *(each.word for each in allowed)]
    wrong = on_demand.load().misnamed(words) if words else ()
    return tuple(judged([*found, *wrong], settings, [each.where for each in allowed]))


def external(deck: DeckFiles, page: Page, resolver: AssetResolver, templates: Templates) -> list[Diagnostic]:
    """Return what leads out of the page and was not told where a slide or a setting names it."""
    sources = [*templates.own, *(chapter.source for chapter in deck.chapters)]
    links = [each for each in page.external_links if each.address not in resolver.reported]
    untold = [each for each in links if not (each.is_link and resolver.is_page(each.address))] if sources else []
    return sorted(report(untold, sources) if untold else (), key=lambda each: each.location)
