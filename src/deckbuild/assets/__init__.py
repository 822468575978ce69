"""Finds the files that a slide's HTML names, and puts them into it as data URIs.

The bytes come through ``Files``, which holds them inside the project; nothing here touches the disk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from deckbuild.assets.styles import embed_css
from deckbuild.diagnostics import Diagnostic, Problem, Rule, Severity, place
from deckbuild.markup import Edits, Element, parse
from deckbuild.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.assets.embedding import Complain, Embedder
    from deckbuild.render import Rendered
    from deckbuild.source import Part

__all__ = ["Embedded", "embed"]

SCRIPT_ADDRESS = Rule(
    "D406",
    "script-address",
    Severity.WARNING,
    "A link or a source is a program (javascript:, vbscript:, data:text/html) where an address belongs. It is taken\n"
    "out of the page. Put scripts into a file and name it under `scripts:`.",
)
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
    "iframe": ("src", "data-src"),
    "link": ("href",),
    "use": ("href", "xlink:href"),
}
_ADDRESSES = ("href", "xlink:href", "src", "data-src", "data", "action", "formaction")
_BACKGROUNDS = ("data-background-image", "data-background-video", "data-background-iframe")
_SCRIPT = re.compile(r"(?:javascript|vbscript):|data:text/html", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20]")  # by browsers, in the scheme of an address
# A candidate of srcset: its address ends at a blank, or at the comma before one (HTML standard, 4.8.4.2.1).
_CANDIDATE = re.compile(r"[\s,]*(?P<url>\S*[^\s,])(?:,|\s+(?P<size>[^,]*)|$)")
_LONGEST = 60  # characters of a program that a message shows
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
        written = address if address in whole.text else unquote(address)  # Markdown encodes what is no ASCII
        problems.append(Problem(rule, places.next(written), message, hint, len(written)))

    slide = _Slide(embedder, whole.source.path, complain)
    html = slide.html(rendered.html)
    attributes, stack = slide.section(rendered.attributes), slide.section(rendered.stack)
    placed = tuple(place(problem.moved(whole.start), whole.source) for problem in problems)
    return Embedded(html, attributes, stack, (*placed, *slide.imported))


@dataclass(frozen=True, slots=True)
class _Slide:
    """The walk over one slide: its file, where problems go, and those of the style sheets that it imports."""

    embedder: Embedder
    beside: str
    complain: Complain
    imported: list[Diagnostic] = field(default_factory=list)

    def html(self, html: str) -> str:
        edits = Edits(html)
        for element in parse(html).elements():
            self._without_scripts(element, edits)
            for name, value in _named(element):
                if (embedded := self._value(name, value)) != value:
                    edits.set(element, name, embedded)
            if element.tag == "style":
                end = max(html.rfind("</", element.open_end, element.end), element.open_end)
                edits.replace(element.open_end, end, self._css(html[element.open_end : end]))
        return edits.apply()

    def section(self, attributes: dict[str, str]) -> dict[str, str]:
        """Embed a section's backgrounds; reveal.js takes several pictures with commas between them."""
        changed = dict(attributes)
        for name in _BACKGROUNDS:
            if name in attributes and _is_script(attributes[name]):
                self._complain_of_script(changed.pop(name))
            elif name in attributes and not attributes[name].startswith("data:"):
                changed[name] = ",".join(map(self._address, attributes[name].split(",")))
        if _IS_PICTURE.search(attributes.get("data-background", "")):
            changed.setdefault("data-background-image", self._address(changed.pop("data-background")))
        if "style" in attributes:
            changed["style"] = self._css(attributes["style"])
        return changed

    def _without_scripts(self, element: Element, edits: Edits) -> None:
        """Take addresses that are programs out of a start tag."""
        for name in _ADDRESSES:
            attribute = element.attributes.get(name)
            if attribute and _is_script(attribute.value):
                self._complain_of_script(attribute.value)
                edits.replace(attribute.start, attribute.end, "")

    def _complain_of_script(self, address: str) -> None:
        shown = address if len(address) < _LONGEST else f"{address[:_LONGEST]}…"
        self.complain(SCRIPT_ADDRESS, address, f"{shown} is a program, no address; it is taken out", "")

    def _value(self, name: str, value: str) -> str:
        if name == "style":
            return self._css(value)
        if name == "srcset":
            candidates = [(found["url"], found["size"] or "") for found in _CANDIDATE.finditer(value)]
            return ", ".join(f"{self._address(url)} {size}".strip() for url, size in candidates)
        return self._address(value)

    def _css(self, css: str) -> str:
        embedded, wrong = embed_css(self.embedder, css, self.beside, self.complain)
        self.imported.extend(wrong)
        return embedded

    def _address(self, address: str) -> str:
        return self.embedder.address(address, self.beside, self.complain)


def _is_script(address: str) -> bool:
    return _SCRIPT.match(_IGNORED.sub("", address)) is not None


def _named(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the attributes of ``element`` that name files."""
    for name in _SOURCES.get(element.tag, ()):
        attribute = element.attributes.get(name)
        if attribute and not _is_script(attribute.value):
            yield name, attribute.value
    style = element.attributes.get("style")
    if style and "url(" in style.value.lower():
        yield "style", style.value
