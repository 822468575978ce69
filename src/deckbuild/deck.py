"""Slides into the page: style sheets, scripts and slides of one deck, put together by a template."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from deckbuild import __version__, attributes, reveal
from deckbuild.assets.embedding import Embedder, refusal
from deckbuild.assets.styles import embed_sheet
from deckbuild.decoding import decode
from deckbuild.diagnostics import Diagnostic, about_word
from deckbuild.gate import File, Refused
from deckbuild.markdown.code import style_sheet

if TYPE_CHECKING:
    from deckbuild.assets import Embedded
    from deckbuild.config import Settings
    from deckbuild.source import Placed, Source
    from deckbuild.templating import Templates

_TITLE = re.compile(r"<h([1-6])\b[^>]*>(?P<text>.*?)</h\1>", re.DOTALL | re.IGNORECASE)
_TAGS = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
# reveal.js' own defaults, but: the address names the slide, so that a reload and a bookmark come back to it.
_OPTIONS = {"hash": True}


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
        for name, value in slide.stack.items():
            found[name] = attributes.merged(found.get(name, ""), name, value)
    return Stack(slides, found)


def page(name: str, settings: Settings, stacks: tuple[Stack, ...], embedder: Embedder, templates: Templates) -> Page:
    """Return the page of the deck ``name``."""
    parts = _Parts(embedder)
    title = settings.title or _first_heading(stacks) or name
    values: dict[str, Any] = {
        "settings": settings,
        "title": title,
        "stacks": stacks,
        "favicon": parts.favicon(settings.favicon),
        "sheets": parts.sheets(settings, stacks),
        "scripts": parts.scripts(settings),
        "own_scripts": [source.text for source in map(parts.text, settings.scripts) if source],
        "plugins": [plugin.name for plugin in settings.plugins],
        "options": {**_OPTIONS, **settings.reveal},
    }
    html, wrong = templates.fill("deck.html.jinja", {"deck": values, "generator": generator()})
    return Page(html, title, (*parts.diagnostics, *wrong))


def _first_heading(stacks: tuple[Stack, ...]) -> str:
    """Return the text of the deck's first heading."""
    for each in stacks:
        for slide in each.slides:
            heading = _TITLE.search(slide.html)
            if heading:
                return " ".join(unescape(_TAGS.sub("", heading["text"])).split())
    return ""


@dataclass(slots=True)
class _Parts:
    """Gathers the files that settings name, and what is wrong with them."""

    embedder: Embedder
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def sheets(self, settings: Settings, stacks: tuple[Stack, ...]) -> list[str]:
        """Return the style sheets in their order: reveal.js, theme, code, ours, the project's."""
        html = [slide.html for each in stacks for slide in each.slides]
        return [
            reveal.text("dist/reset.css"),
            reveal.text("dist/reveal.css"),
            self._theme(settings.theme, html),
            *self._highlight(settings, html),
            (files("deckbuild") / "templates" / "deck.css").read_text(encoding="utf-8"),
            *map(self._sheet, settings.css),
        ]

    def scripts(self, settings: Settings) -> list[str]:
        """Return the scripts that run before the deck starts: reveal.js and the plugins."""
        scripts = [reveal.text("dist/reveal.js")]
        for plugin in settings.plugins:
            if plugin.script is None:
                scripts.append(reveal.text(f"dist/plugin/{plugin.shipped}.js"))
            elif source := self.text(plugin.script):
                scripts.append(source.text)
        return scripts

    def favicon(self, name: Placed) -> str:
        """Return the icon as a data URI, an empty text if there is none."""
        file = self._file(name) if name.text else None
        return self.embedder.uri(file) if file else ""

    def text(self, name: Placed) -> Source | None:
        """Return the text of a file that a setting names."""
        file = self._file(name)
        if file is None:
            return None
        source, wrong = decode(file.path, file.data)
        self.diagnostics += wrong
        return source

    def _file(self, name: Placed) -> File | None:
        found = self.embedder.files.find(name.text, name.source.path if name.source else "")
        if isinstance(found, Refused):
            rule, _, message, hint = refusal(name.text, found)
            self.diagnostics.append(about_word(rule, name, message, hint))
            return None
        return found

    def _sheet(self, name: Placed) -> str:
        source = self.text(name)
        if source is None:
            return ""
        css, wrong = embed_sheet(self.embedder, source)
        self.diagnostics += wrong
        return css

    def _theme(self, theme: Placed, html: list[str]) -> str:
        if theme.text in reveal.themes():
            return reveal.theme_css(theme.text, frozenset().union(*html) or frozenset("a"))
        return self._sheet(theme)

    def _highlight(self, settings: Settings, html: list[str]) -> list[str]:
        if not any('hljs"' in each for each in html):
            return []
        fitting = "github-dark" if reveal.is_dark(settings.theme.text) else "friendly"
        return [style_sheet(settings.highlight_theme.text or fitting)]
