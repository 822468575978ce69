"""Finds the files that a slide's HTML names, and puts marks for them into it.

The bytes come through ``Files``, which holds them inside the project; nothing here touches the disk.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.assets.asset import Asset, Use, written
from deckbuild.assets.complaints import complaining, noting
from deckbuild.assets.css import embed_css, embed_sheet
from deckbuild.assets.links import linked
from deckbuild.assets.missing import Missing
from deckbuild.assets.resolver import NO_TYPE, part
from deckbuild.diagnostics.problem import Capped, Diagnostic, Problem, place_all
from deckbuild.files.decoding import decode
from deckbuild.html.references import (
    ALTERNATIVE,
    BACKGROUNDS,
    SOURCE_SETS,
    SOURCES,
    candidates,
    find,
    holds_css,
    is_local,
    is_picture,
    is_program,
    program,
)
from deckbuild.html.source_map import Places
from deckbuild.html.tokenizer import attribute

if TYPE_CHECKING:
    from collections.abc import Callable

    from deckbuild.assets.resolver import AssetResolver, Complain
    from deckbuild.diagnostics.source import Span
    from deckbuild.html.references import Found, Reference
    from deckbuild.rendering.heading_ids import HeadingId
    from deckbuild.rendering.result import Rendered

_OF_SECTIONS = frozenset({*BACKGROUNDS, "data-background", "style"})
_OF_CSS = ("style", "data-background")
_PICTURE, _FILM = "data-background-image", "data-background-video"
_LABEL = "aria-label"
_FRAMES = frozenset({("iframe", "src"), ("iframe", "data-src")})
_IS_PAGE = re.compile(r"[^?#]*\.x?html?(?:[?#]|$)", re.IGNORECASE)
_PAGE = "text/html;charset=utf-8"
# What a script of the page may exchange: pictures and films, not programs and frames.
_EXCHANGED = frozenset({"img", "source", "video", "audio", "track", "image"})
_EXCHANGED_ANYWHERE = frozenset({*BACKGROUNDS[:2], "data-preview-image", "data-preview-video"})


class Embedded(NamedTuple):
    """A slide with marks for its files and with its problems placed; the other fields are the rendered slide's."""

    html: str
    attributes: dict[str, str]
    stack: dict[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()
    ids: tuple[str, ...] = ()
    headings: tuple[HeadingId, ...] = ()
    anchors: tuple[str, ...] = ()
    features: tuple[str, ...] = ()


def embed(resolver: AssetResolver, rendered: Rendered, whole: Span) -> Embedded:
    """Return the slide with marks for the files it names; ``whole`` is its text, where problems stand."""
    named = rendered.ids, rendered.headings, rendered.anchors, rendered.features
    if is_plain(rendered):
        return Embedded(rendered.html, rendered.attributes, rendered.stack, (), *named)
    problems, missing = Capped(rendered.problems), Missing({}, resolver.assets)
    complain = complaining(problems, Places(whole.text))
    slide = _Slide(resolver, whole.source.path, noting(missing.why, complain), Capped())
    html = missing.shown(slide.html(rendered))
    html = linked(html, rendered.links, resolver, whole.source.path, complain)
    attributes, stack = (missing.behind(slide.section(each)) for each in (rendered.attributes, rendered.stack))
    placed = place_all((problem.moved(whole.start) for problem in problems), whole.source)
    return Embedded(html, attributes, stack, (*placed, *slide.imported), *named)


def _behind(attributes: dict[str, str]) -> str:
    """Return the address of the picture behind a slide; empty without one."""
    return attributes.get(_PICTURE) or attributes.get("data-background", "")


def is_plain(rendered: Rendered) -> bool:
    """Return whether a slide names no file, and nothing is wrong in it: then it is the same wherever it stands."""
    named = {*rendered.attributes, *rendered.stack}
    return not (rendered.references or rendered.links or rendered.problems) and _OF_SECTIONS.isdisjoint(named)


class _Slide(NamedTuple):
    """The walk over one slide: its file, where problems go, and those of the files that it takes in.

    ``is_framed`` says that it is not a slide but the page in a frame, of which nothing is exchanged.
    """

    resolver: AssetResolver
    beside: str
    complain: Complain
    imported: Capped[Diagnostic]
    is_framed: bool = False

    def html(self, rendered: Rendered | Found) -> str:
        pieces, at = [], 0
        for reference in rendered.references:
            pieces += [rendered.html[at : reference.start], self._embedded(reference, rendered.html)]
            at = reference.end
        return "".join(pieces) + rendered.html[at:]

    def _embedded(self, reference: Reference, html: str) -> str:
        """Return what stands in the place of ``reference``; what does not change stays as it is written."""
        if not reference.name:
            return self._css(reference.value)
        if reference.name == ALTERNATIVE:
            return self._alternative(reference.value)
        value = self._value(reference)
        if value == reference.value:
            return html[reference.start : reference.end]
        return attribute(_PICTURE if is_picture(reference.name, reference.value) else reference.name, value)

    def _alternative(self, address: str) -> str:
        """Return the alternative text of a picture without one; an empty one, or its whole address would be read."""
        text = self.resolver.alternative(address, self.beside)
        return "" if text is None and self.is_framed else f" {attribute(ALTERNATIVE, text or '')}"

    def section(self, attributes: dict[str, str]) -> dict[str, str]:
        """Embed a section's backgrounds; what is seen on a picture becomes the name of the section."""
        if not attributes:
            return attributes
        changed = dict(attributes)
        for name in BACKGROUNDS:
            if name in attributes and is_program(attributes[name]):
                self.complain(*program(changed.pop(name)))
            elif name in attributes:
                changed[name] = self._listed(name, attributes[name])
        if is_picture("data-background", attributes.get("data-background", "")):
            picture = self._address(changed.pop("data-background"), Use.PICTURE)
            changed.setdefault(_PICTURE, picture)
        changed |= {name: self._css(changed[name]) for name in _OF_CSS if name in changed}
        text = self.resolver.alternative(_behind(attributes), self.beside)
        return {_LABEL: text, **changed} if text else changed

    def _value(self, reference: Reference) -> str:
        """Return what the value of an attribute becomes."""
        name, value = reference.name, reference.value
        is_exchanged = name in _EXCHANGED_ANYWHERE or (reference.tag in _EXCHANGED and name in SOURCES[reference.tag])
        use = Use.PICTURE if is_exchanged else Use.FIXED
        if name in SOURCE_SETS:
            return ", ".join(f"{self._address(url, use)} {size}".strip() for url, size in candidates(value))
        if name in BACKGROUNDS:
            return self._listed(name, value)
        if holds_css(name) and not is_picture(name, value):
            return self._css(f"{name}:{value}")[len(name) + 1 :]
        if reference.tag == "link":
            return self._sheet(value)
        if name == "srcdoc":
            return self._frame("srcdoc", lambda: self._inside(value)) or value
        if (reference.tag, name) in _FRAMES:
            return self._framed(value)
        if reference.tag == "use":
            return self._part(value)
        return value if name.startswith("data-preview") and not value else self._address(value, use)

    def _listed(self, name: str, value: str) -> str:
        """Return a background; reveal.js takes several films, or pictures, with commas between them."""
        if value.startswith("data:"):
            return value
        if name.endswith("iframe"):
            return self._framed(value)
        addresses = value.split(",")
        is_divided = name == _FILM or len(addresses) > 1  # it takes a lone picture with a comma as it is
        use = Use.LISTED if is_divided else Use.PICTURE
        return ",".join(self._address(each, use) for each in addresses)

    def _part(self, address: str) -> str:
        """Return what stands for the drawing that a `<use>` names, a part of which no browser takes from a file."""
        embedded = self._address(address, Use.FIXED)
        if embedded != address.strip():
            self.complain(*part(address.strip()))
        return embedded

    def _framed(self, address: str) -> str:
        """Return what stands for the page in a frame: a page of the project is put in, with the files it names."""
        address = address.strip()
        if not (is_local(address) and _IS_PAGE.match(address)):
            return self._address(address, Use.FIXED)
        return self._frame(address, lambda: self._page(address)) or address

    def _frame(self, written: str, inside: Callable[[], str]) -> str:
        """Return what is ``inside`` a frame; nothing in a frame's frame, or the page could grow without bound."""
        if not self.is_framed:
            return inside()
        self.complain(NO_TYPE, written, "a frame inside a frame cannot be put into the page", "link to it instead")
        return ""

    def _page(self, address: str) -> str:
        """Return the mark of a page of the project, empty after a complaint."""
        file = self.resolver.find(address, self.beside, self.complain)
        if file is None:
            return ""
        source, undecoded = decode(file.path, file.data)
        problems: Capped[Problem] = Capped()
        places = Places(source.text)
        page = _Slide(self.resolver, file.path, complaining(problems, places), self.imported)
        html = page._inside(source.text)
        self.imported.extend((*undecoded, *place_all(problems, source)))
        whole = Asset.of(file.path, _PAGE, html.encode())
        fragment = address.partition("#")[2]
        return self.resolver.assets.setdefault(whole.key, whole).mark(Use.FIXED) + f"#{fragment}" * bool(fragment)

    def _inside(self, html: str) -> str:
        """Return the HTML inside a frame with its files in it."""
        found = find(html)
        for each in found.programs:
            self.complain(*program(each))
        embedded = self._replace(is_framed=True).html(found)
        embedded = linked(embedded, found.links, self.resolver, self.beside, self.complain, is_framed=True)
        return written(embedded, self.resolver.assets)

    def _css(self, css: str) -> str:
        embedded, wrong = embed_css(self.resolver, css, self.beside, self.complain)
        self.imported.extend(wrong)
        return embedded

    def _sheet(self, address: str) -> str:
        """Return what stands for a file that a link element loads; a style sheet comes with the files it names."""
        asset = self.resolver.asset(address, self.beside, self.complain)
        if asset is None or asset.media_type != "text/css":
            return asset.mark(Use.FIXED) if asset else address
        source, undecoded = decode(asset.path, asset.data)
        css, wrong = embed_sheet(self.resolver, source)
        self.imported.extend((*undecoded, *wrong))
        whole = Asset.of(asset.path, asset.media_type, written(css, self.resolver.assets).encode())
        return self.resolver.assets.setdefault(whole.key, whole).mark(Use.FIXED)

    def _address(self, address: str, use: Use) -> str:
        return self.resolver.address(address, self.beside, self.complain, use)
