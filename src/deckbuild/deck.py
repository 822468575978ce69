"""Slides into the page: what one deck consists of, put together by a template."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html import unescape
from typing import TYPE_CHECKING, Any

from deckbuild import attributes, reveal, versions, weights
from deckbuild.markup import parse
from deckbuild.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.assets import Embedded
    from deckbuild.assets.embedding import Embedder
    from deckbuild.config import Settings
    from deckbuild.diagnostics import Diagnostic
    from deckbuild.templating import Templates
    from deckbuild.weights import Weight

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TAGS = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Stack:
    """A horizontal slide with the vertical ones under it, and the attributes of the section around them."""

    slides: tuple[Embedded, ...]
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def is_single(self) -> bool:
        """Whether the stack is one slide, which then needs no section around it."""
        return len(self.slides) == 1


@dataclass(frozen=True, slots=True)
class Page:
    """A deck as one HTML page (empty after an error in a template), its title, what it weighs, and what is wrong."""

    html: str
    title: str
    weights: tuple[Weight, ...]
    diagnostics: tuple[Diagnostic, ...]


def stack(slides: tuple[Embedded, ...]) -> Stack:
    """Return the stack of ``slides``, with what their `.stack` directives say of it."""
    found: dict[str, str] = {}
    for slide in slides:
        found = attributes.joined(found, slide.stack)
    if len(slides) == 1:  # its own section is the whole stack
        return Stack((replace(slides[0], attributes=attributes.joined(slides[0].attributes, found)),))
    return Stack(slides, found)


def page(name: str, settings: Settings, stacks: tuple[Stack, ...], embedder: Embedder, templates: Templates) -> Page:
    """Return the page of the deck ``name``."""
    parts = Parts(embedder)
    html = [slide.html for each in stacks for slide in each.slides]
    title = settings.title or _first_heading(stacks) or name
    values: dict[str, Any] = {
        "settings": settings,
        "title": title,
        "stacks": stacks,
        "favicon": parts.favicon(settings),
        "sheets": parts.sheets(settings, html),
        "scripts": parts.scripts(settings),
        "own_scripts": parts.own_scripts(settings),
        "plugins": [plugin.name for plugin in settings.plugins],
        "options": parts.options(settings),
    }
    filled, wrong = templates.fill("deck.html.jinja", {"deck": values, "generator": versions.both()})
    made_of = _weights(filled, settings, html, values["sheets"], embedder) if filled else ()
    return Page(filled, title, made_of, (*parts.diagnostics, *wrong))


def _weights(
    page: str, settings: Settings, slides: list[str], sheets: list[str], embedder: Embedder
) -> tuple[Weight, ...]:
    """Return what ``page`` is made of."""
    reset, own, theme, *others = sheets
    plugins = [plugin.shipped for plugin in settings.plugins if plugin.shipped]
    known = [
        *embedder.weights(page),
        *weights.theme(settings.theme.text, theme),
        weights.text("reveal.js", "text/javascript", reveal.text("dist/reveal.js")),
        weights.text("reveal.css", "text/css", reset + own),
        weights.text("other style sheets", "text/css", "".join(others)),
        *(weights.text(f"plugin {each}", "text/javascript", reveal.text(f"dist/plugin/{each}.js")) for each in plugins),
    ]
    return (*known, *weights.rest(page, known, slides))


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
