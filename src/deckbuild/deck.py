"""Slides into the page: what one deck consists of, put together by a template."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html import unescape
from typing import TYPE_CHECKING, Any

from deckbuild import __version__, attributes, policy, reveal
from deckbuild.markup import parse
from deckbuild.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.assets import Embedded
    from deckbuild.assets.embedding import Embedder
    from deckbuild.config import Settings
    from deckbuild.diagnostics import Diagnostic
    from deckbuild.templating import Templates

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
    """A deck as one HTML page (empty after an error in a template), its title, and what is wrong."""

    html: str
    title: str
    diagnostics: tuple[Diagnostic, ...]


def generator() -> str:
    """Return what made the page: deckbuild's and reveal.js' version."""
    return f"deckbuild {__version__}, reveal.js {reveal.version()}"


def stack(slides: tuple[Embedded, ...]) -> Stack:
    """Return the stack of ``slides``, with what their `.stack` directives say of it."""
    found: dict[str, str] = {}
    for slide in slides:
        found = attributes.joined(found, slide.stack)
    if len(slides) == 1:  # its own section is the whole stack
        return Stack((replace(slides[0], attributes=attributes.joined(slides[0].attributes, found)),))
    return Stack(slides, found)


def page(
    name: str,
    settings: Settings,
    stacks: tuple[Stack, ...],
    embedder: Embedder,
    templates: Templates,
    *,
    untrusted: bool = False,
) -> Page:
    """Return the page of the deck ``name``; an ``untrusted`` one has a policy that lets no other scripts run."""
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
        "untrusted": untrusted,
    }
    filled, wrong = templates.fill("deck.html.jinja", {"deck": values, "generator": generator()})
    filled = policy.secured(filled) if untrusted else filled
    return Page(filled, title, (*parts.diagnostics, *wrong))


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
