"""Finds the files that a slide's HTML names, and puts marks for them into it.

The bytes come through ``Files``, which holds them inside the project; nothing here touches the disk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from deckbuild.assets.files import Asset, Use, written
from deckbuild.assets.styles import embed_css, embed_sheet
from deckbuild.decoding import decode
from deckbuild.diagnostics import Diagnostic, Problem, Rule, place
from deckbuild.markup import attribute
from deckbuild.places import Places
from deckbuild.references import candidates, is_program, program

if TYPE_CHECKING:
    from deckbuild.assets.embedding import Complain, Embedder
    from deckbuild.references import Reference
    from deckbuild.rendered import Rendered
    from deckbuild.source import Part

__all__ = ["Embedded", "embed"]

_BACKGROUNDS = ("data-background-image", "data-background-video", "data-background-iframe")
_OF_SECTIONS = frozenset({*_BACKGROUNDS, "data-background", "style"})
_IS_PICTURE = re.compile(r"^(?:https?:|file:|//)|\.(?:svg|png|jpg|jpeg|gif|bmp|webp)(?:[?#]|$)", re.IGNORECASE)
# What a script of the page may exchange: pictures and films, not programs and frames.
_EXCHANGED = frozenset({"img", "source", "video", "audio", "track", "image"})


@dataclass(frozen=True, slots=True)
class Embedded:
    """A slide with marks for its files: HTML, the attributes of its section and of its stack, problems placed."""

    html: str
    attributes: dict[str, str]
    stack: dict[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()
    ids: tuple[str, ...] = ()


def embed(embedder: Embedder, rendered: Rendered, whole: Part) -> Embedded:
    """Return the slide with marks for the files it names; ``whole`` is its text, where problems stand."""
    if not (rendered.references or rendered.links or rendered.problems or _names(rendered)):
        return Embedded(rendered.html, rendered.attributes, rendered.stack, (), rendered.ids)
    problems = list(rendered.problems)
    places = Places(whole.text)

    def complain(rule: Rule, address: str, message: str, hint: str) -> None:
        written = address if address in whole.text else unquote(address)  # Markdown encodes what is no ASCII
        problems.append(Problem(rule, places.next(written), message, hint, len(written)))

    slide = _Slide(embedder, whole.source.path, complain)
    html = slide.html(rendered)
    for link in rendered.links:
        embedder.link(link, complain)
    attributes, stack = slide.section(rendered.attributes), slide.section(rendered.stack)
    placed = tuple(place(problem.moved(whole.start), whole.source) for problem in problems)
    return Embedded(html, attributes, stack, (*placed, *slide.imported), rendered.ids)


def _names(rendered: Rendered) -> bool:
    """Return whether the attributes of a section may name files."""
    return not _OF_SECTIONS.isdisjoint({*rendered.attributes, *rendered.stack})


@dataclass(frozen=True, slots=True)
class _Slide:
    """The walk over one slide: its file, where problems go, and those of the style sheets that it imports."""

    embedder: Embedder
    beside: str
    complain: Complain
    imported: list[Diagnostic] = field(default_factory=list)

    def html(self, rendered: Rendered) -> str:
        pieces, at = [], 0
        for reference in rendered.references:
            pieces += [rendered.html[at : reference.start], self._embedded(reference, rendered.html)]
            at = reference.end
        return "".join(pieces) + rendered.html[at:]

    def _embedded(self, reference: Reference, html: str) -> str:
        """Return what stands in the place of ``reference``; what does not change stays as it is written."""
        if not reference.name:
            return self._css(reference.value)
        if reference.tag == "link":
            return attribute(reference.name, self._sheet(reference.value))
        use = Use.PICTURE if reference.tag in _EXCHANGED else Use.FIXED
        value = self._value(reference.name, reference.value, use)
        return html[reference.start : reference.end] if value == reference.value else attribute(reference.name, value)

    def section(self, attributes: dict[str, str]) -> dict[str, str]:
        """Embed a section's backgrounds; reveal.js takes several pictures with commas between them."""
        changed = dict(attributes)
        for name in _BACKGROUNDS:
            if name in attributes and is_program(attributes[name]):
                self.complain(*program(changed.pop(name)))
            elif name in attributes and not attributes[name].startswith("data:"):
                use = Use.FIXED if name.endswith("iframe") else Use.PICTURE
                changed[name] = ",".join(self._address(each, use) for each in attributes[name].split(","))
        if _IS_PICTURE.search(attributes.get("data-background", "")):
            picture = self._address(changed.pop("data-background"), Use.PICTURE)
            changed.setdefault("data-background-image", picture)
        if "style" in attributes:
            changed["style"] = self._css(attributes["style"])
        return changed

    def _value(self, name: str, value: str, use: Use) -> str:
        if name == "style":
            return self._css(value)
        if name == "srcset":
            return ", ".join(f"{self._address(url, use)} {size}".strip() for url, size in candidates(value))
        return self._address(value, use)

    def _css(self, css: str) -> str:
        embedded, wrong = embed_css(self.embedder, css, self.beside, self.complain)
        self.imported.extend(wrong)
        return embedded

    def _sheet(self, address: str) -> str:
        """Return what stands for a file that a link element loads; a style sheet comes with the files it names."""
        asset = self.embedder.asset(address, self.beside, self.complain)
        if asset is None or asset.media_type != "text/css":
            return asset.mark(Use.FIXED) if asset else address
        source, undecoded = decode(asset.path, asset.data)
        css, wrong = embed_sheet(self.embedder, source)
        self.imported.extend((*undecoded, *wrong))
        whole = Asset(asset.path, asset.media_type, written(css, self.embedder.assets).encode())
        return self.embedder.assets.setdefault(whole.key, whole).mark(Use.FIXED)

    def _address(self, address: str, use: Use) -> str:
        return self.embedder.address(address, self.beside, self.complain, use)
