"""Slides into the page: what one deck consists of, put together by a template."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.html import attributes
from deckbuild.html.tree import parse
from deckbuild.page import csp, deferred, external_links
from deckbuild.page.layout import STORE, lay_out
from deckbuild.page.layouts import SERVED
from deckbuild.page.stylesheets_and_scripts import Parts
from deckbuild.revealjs import version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.assets.embedding import Embedded
    from deckbuild.assets.resolver import AssetResolver
    from deckbuild.config.loading import Settings
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.page.layout import Held
    from deckbuild.page.layouts import Layout
    from deckbuild.page.stylesheets_and_scripts import Part
    from deckbuild.page.templating import Templates

_TEMPLATE = "deck.html.jinja"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TAGS = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


class Stack(NamedTuple):
    """A horizontal slide with the vertical ones under it, and the attributes of the section around them."""

    slides: tuple[Embedded, ...]
    attributes: dict[str, str]

    @property
    def is_single(self) -> bool:
        """Whether the stack is one slide, which then needs no section around it."""
        return len(self.slides) == 1


class Page(NamedTuple):
    """A deck as one HTML page (empty after an error in a template), its title, its files, and what is wrong.

    ``leaving`` are the addresses in it that lead out of it, ``parts`` its sheets and scripts.
    """

    html: str
    title: str
    files: tuple[Held, ...]
    leaving: tuple[external_links.Leaving, ...]
    parts: tuple[Part, ...]
    diagnostics: tuple[Diagnostic, ...]


def stack(slides: tuple[Embedded, ...]) -> Stack:
    """Return the stack of ``slides``, with what their `.stack` directives say of it."""
    found: dict[str, str] = {}
    for slide in slides:
        found = attributes.joined(found, slide.stack)
    if len(slides) == 1:  # its own section is the whole stack
        return Stack((slides[0]._replace(attributes=attributes.joined(slides[0].attributes, found)),), {})
    return Stack(slides, found)


def page(
    name: str,
    settings: Settings,
    stacks: tuple[Stack, ...],
    resolver: AssetResolver,
    templates: Templates,
    layout: Layout,
    *,
    untrusted: bool = False,
) -> Page:
    """Return the page of the deck ``name``; an ``untrusted`` one has a policy that lets no other scripts run."""
    parts = Parts(resolver, layout)
    slides = [slide.html for each in stacks for slide in each.slides]
    waits = layout != SERVED and deferred.may_wait(settings, slides, own_template=templates.has_own(_TEMPLATE))
    sheets, scripts = parts.sheets(settings, slides), parts.scripts(settings, late=waits)
    own_scripts = parts.own_scripts(settings)
    values: dict[str, Any] = {
        "settings": settings,
        "title": settings.title or _first_heading(stacks) or name,
        "stacks": [each._replace(slides=tuple(map(deferred.held, each.slides))) for each in stacks]
        if waits
        else stacks,
        "favicon": parts.favicon(settings),
        "sheets": sheets,
        "scripts": scripts,
        "own_scripts": own_scripts,
        "plugins": [plugin.name for plugin in settings.plugins],
        "options": parts.options(settings),
        "store": STORE,
        "untrusted": untrusted,
    }
    filled, wrong = templates.fill(_TEMPLATE, {"deck": values, "generator": version.both()})
    laid_out = lay_out(filled, resolver.assets, layout)
    html = csp.secured(laid_out.html) if untrusted else laid_out.html
    leads_to = external_links.find(filled, _known(sheets, slides, [*scripts, *own_scripts]))
    made_of = (*sheets, *scripts, *own_scripts)
    return Page(html, values["title"], laid_out.files, leads_to, made_of, (*parts.diagnostics, *wrong))


def _known(sheets: list[Part], slides: list[str], scripts: list[Part]) -> Iterator[str]:
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
