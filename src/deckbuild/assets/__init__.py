"""Finds the files that a slide's HTML names, and puts them into it as data URIs.

The bytes come through ``Files``, which holds them inside the project; nothing here touches the disk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deckbuild.assets.styles import embed_css
from deckbuild.diagnostics import Diagnostic, Problem, Rule, place
from deckbuild.markup import Edits, Element, parse
from deckbuild.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.assets.embedding import Complain, Embedder
    from deckbuild.render import Rendered
    from deckbuild.source import Part

__all__ = ["Embedded", "embed"]

# Which attributes of which elements name a file that the page shows.
_SOURCES = {
    "img": ("src", "data-src", "srcset"),
    "source": ("src", "data-src", "srcset"),
    "video": ("src", "data-src", "poster"),
    "audio": ("src", "data-src"),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "script": ("src",),
}
_BACKGROUNDS = ("data-background-image", "data-background-video")
_IS_PICTURE = re.compile(r"^(?:https?:|file:|//)|\.(?:svg|png|jpg|jpeg|gif|bmp|webp)(?:[?#]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Embedded:
    """A slide with its files inside: HTML, the attributes of its section and of its stack, problems placed."""

    html: str
    attributes: dict[str, str]
    stack: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]


def embed(embedder: Embedder, rendered: Rendered, whole: Part) -> Embedded:
    """Return the slide with what it names inside; ``whole`` is its text, where problems stand."""
    places = Places(whole.text)
    problems = list(rendered.problems)

    def complain(rule: Rule, address: str, message: str, hint: str) -> None:
        problems.append(Problem(rule, places.next(address), message, hint, len(address)))

    slide = _Slide(embedder, whole.source.path, complain)
    html = slide.html(rendered.html)
    attributes, stack = slide.section(rendered.attributes), slide.section(rendered.stack)
    placed = tuple(place(problem.moved(whole.start), whole.source) for problem in problems)
    return Embedded(html, attributes, stack, placed)


@dataclass(frozen=True, slots=True)
class _Slide:
    """The walk over one slide: its file, and where problems go."""

    embedder: Embedder
    beside: str
    complain: Complain

    def html(self, html: str) -> str:
        edits = Edits(html)
        for element in parse(html).elements():
            for name, value in _named(element):
                edits.set(element, name, self._value(name, value))
        return edits.apply()

    def section(self, attributes: dict[str, str]) -> dict[str, str]:
        """Embed a section's backgrounds; reveal.js takes several pictures with commas between them."""
        changed = dict(attributes)
        for name in _BACKGROUNDS:
            if name in attributes and not attributes[name].startswith("data:"):
                changed[name] = ",".join(map(self._address, attributes[name].split(",")))
        if _IS_PICTURE.search(attributes.get("data-background", "")):
            changed.setdefault("data-background-image", self._address(changed.pop("data-background")))
        if "style" in attributes:
            changed["style"] = self._value("style", attributes["style"])
        return changed

    def _value(self, name: str, value: str) -> str:
        if name == "style":
            return embed_css(self.embedder, value, self.beside, self.complain)
        if name == "srcset":
            candidates = [part.split(None, 1) for part in re.split(r",\s+", value) if part.strip()]
            return ", ".join(" ".join([self._address(url), *size]) for url, *size in candidates)
        return self._address(value)

    def _address(self, address: str) -> str:
        return self.embedder.address(address, self.beside, self.complain)


def _named(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the attributes of ``element`` that name files."""
    for name in _SOURCES.get(element.tag, ()):
        if name in element.attributes:
            yield name, element.attributes[name].value
    style = element.attributes.get("style")
    if style and "url(" in style.value:
        yield "style", style.value
