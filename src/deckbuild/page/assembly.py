"""Slides into the page: what one deck consists of, put together by a template."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.html.tree import parse
from deckbuild.page import deferred, external_links, sections
from deckbuild.page.includes import Includes
from deckbuild.page.layout import SERVED, STORE
from deckbuild.revealjs import version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.assets.resolver import AssetResolver
    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.page.includes import Include
    from deckbuild.page.layout import Layout
    from deckbuild.page.sections import Stack
    from deckbuild.page.templating import Templates

_TEMPLATE = "deck.html.jinja"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TAGS = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


class Page(NamedTuple):
    """A deck as one HTML page, with marks for its files; empty after an error in a template.

    ``external_links`` are the addresses in it that lead out of it, ``includes`` its style sheets and scripts.
    """

    html: str
    title: str
    includes: tuple[Include, ...]
    external_links: tuple[external_links.ExternalLink, ...]
    diagnostics: tuple[Diagnostic, ...]


def assemble(
    name: str,
    settings: Settings,
    stacks: tuple[Stack, ...],
    resolver: AssetResolver,
    templates: Templates,
    layout: Layout,
    *,
    untrusted: bool = False,
    native: bool = False,
) -> Page:
    """Return the page of the deck ``name``; an ``untrusted`` one leaves room for its policy.

    A ``native`` one is written in our own dialect: no other tool has shown it otherwise.
    """
    includes = Includes(resolver, layout)
    slides = [slide.html for each in stacks for slide in each.slides]
    defers = layout != SERVED and deferred.may_defer(settings, slides, own_template=templates.has_own(_TEMPLATE))
    sheets = includes.sheets(settings, slides, native=native)
    scripts = includes.scripts(settings, slides, has_deferred=defers)
    own_scripts = includes.own_scripts(settings)
    placed = _deferred(stacks) if defers else stacks
    written = sections.of_stacks(placed)
    values: dict[str, Any] = {
        "settings": settings,
        "title": settings.title or _first_heading(stacks) or name,
        "stacks": placed,
        "sections": written,
        "favicon": includes.favicon(settings),
        "sheets": sheets,
        "scripts": scripts,
        "own_scripts": own_scripts,
        "plugins": includes.plugins,
        "options": includes.options(settings, native=native),
        "store": STORE,
        "untrusted": untrusted,
    }
    html, wrong = templates.fill(_TEMPLATE, {"deck": values, "generator": version.both()})
    in_slides = [written] if not defers and written in html else slides  # in one piece, as our template has them
    links = external_links.find(html, _known(sheets, in_slides, [*scripts, *own_scripts]))
    made_of = (*sheets, *scripts, *own_scripts)
    return Page(html, values["title"], made_of, links, (*includes.diagnostics, *wrong))


def _deferred(stacks: tuple[Stack, ...]) -> tuple[Stack, ...]:
    """Return the stacks of a large deck, with deferred slides."""
    return tuple(each._replace(slides=tuple(map(deferred.as_text, each.slides))) for each in stacks)


def _known(sheets: list[Include], slides: list[str], scripts: list[Include]) -> Iterator[str]:
    """Yield what a page is filled with, in the page's order: all of it was looked through before."""
    yield from (sheet.text for sheet in sheets)
    yield from slides
    yield from (script.text for script in scripts)


def _first_heading(stacks: tuple[Stack, ...]) -> str:
    """Return the text of the deck's first heading that has one."""
    headings = (text for each in stacks for slide in each.slides for text in _headings(slide.html))
    return next(filter(None, headings), "")


def _headings(html: str) -> Iterator[str]:
    """Yield the text of each heading in a slide's ``html``, without its speaker notes."""
    for element in parse(html).elements():
        if element.tag == "aside":
            return
        if element.tag in _HEADINGS:
            text = _TAGS.sub("", html[element.open_end : element.end])
            yield " ".join(unescape(text).split())
