"""Finds what a slide's HTML names: files that it shows, and ids; takes out addresses that are programs.

A slide is read for this once, when it is rendered; what is found is kept with it, so that a later build that uses the
rendered slide again reads no HTML at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.html.tokenizer import raw_end, start_tags
from deckbuild.html.tree import Edits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.html.tokenizer import Tag

SCRIPT_ADDRESS = Rule(
    "D406",
    "script-address",
    Severity.WARNING,
    "A link or a source is a program (javascript:, vbscript:, data:text/html) where an address belongs, or a <base>\n"
    "would make every address of the page another one. It is taken out of the page. Put scripts into a file and name\n"
    "it under `scripts:`.",
)
ALTERNATIVE = "alt"
BACKGROUNDS = ("data-background-image", "data-background-video", "data-background-iframe")
# Which attributes of which elements name a file that the page shows (HTML standard; SVG 2, 16.1).
SOURCES = {
    "img": ("src", "data-src", "srcset"),
    "source": ("src", "data-src", "srcset"),
    "video": ("src", "data-src", "poster"),
    "audio": ("src", "data-src"),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "image": ("href", "xlink:href", "src", "data-src", "srcset"),  # of SVG; in HTML browsers read it as <img>
    "feimage": ("href", "xlink:href"),
    "script": ("src", "href", "xlink:href"),
    "iframe": ("src", "data-src", "srcdoc"),
    "link": ("href", "imagesrcset"),
    "use": ("href", "xlink:href"),
    **dict.fromkeys("body table thead tbody tfoot tr td th".split(), ("background",)),
}
# The same on any element, some of them of reveal.js.
FILM = "data-deckbuild-film"  # of a player: the address of the film, as its author has written it
_ANYWHERE = frozenset({FILM, "data-preview-image", "data-preview-video", *BACKGROUNDS})
# What holds CSS: the style, the presentation attributes of SVG that take a url(), and what animates one.
_STYLES = frozenset(
    {
        *("style", "data-background", "fill", "stroke", "mask", "filter", "clip-path", "cursor"),
        *("marker", "marker-start", "marker-mid", "marker-end", "from", "to", "values"),
    }
)
# What reveal.js takes for a picture in `data-background`.
_IS_PICTURE = re.compile(r"^(?:https?:|file:|//)|\.(?:svg|png|jpg|jpeg|gif|bmp|webp)(?:[?#]|$)", re.IGNORECASE)
SOURCE_SETS = frozenset({"srcset", "imagesrcset"})
# What a browser goes to when somebody wants it to.
_LINKS = {
    "a": ("href", "xlink:href", "ping"),
    "area": ("href", "ping"),
    "form": ("action",),
    "button": ("formaction",),
    "input": ("formaction",),
}
_ANCHORS = frozenset({"a", "area"})
# What a link element loads; any other (canonical, author, license) only names.
_LOADED = frozenset(
    "stylesheet icon preload modulepreload prefetch preconnect dns-prefetch manifest apple-touch-icon mask-icon".split()
)
_ADDRESSES = ("href", "xlink:href", "src", "data-src", "data", "action", "formaction")
_SCRIPT = re.compile(r"(?:javascript|vbscript):|data:text/html", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20]")  # by browsers
_NOT_LOCAL = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|[#?]|$)", re.IGNORECASE)
_LONGEST = 60  # characters of a program that a message shows
# A candidate of srcset: its address ends at a blank, its size at a comma (HTML standard, 4.8.4.2.1).
_CANDIDATE = re.compile(r"[\s,]*(?P<url>[^\s,]\S*)")
_SIZE = re.compile(r"[^,]*")
_REFRESH = re.compile(r"\s*[\d.]+\s*(?:[;,]\s*)?(?:url\s*=\s*)?[\"']?(?P<url>[^\"']*)", re.IGNORECASE)
_IMPORT = re.compile(r"\b(?:import|from)\s*(?:\(\s*)?[\"'](?P<url>(?:https?:)?//[^\"'\s]+)[\"']", re.IGNORECASE)


class Reference(NamedTuple):
    """A stretch of HTML that names files: the attribute ``name`` of a ``tag``, or a style element's text (no name).

    One with the name `alt` is empty: there the alternative text belongs of a picture that has none, ``value`` is its
    address.
    """

    start: int
    end: int
    tag: str
    name: str
    value: str


class Found(NamedTuple):
    """HTML without programs in its addresses, what it names, its ids, its links to files, and what was taken out.

    ``anchors`` are its links to places of the same page.
    """

    html: str
    references: tuple[Reference, ...] = ()
    ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


def find(html: str) -> Found:
    """Return what ``html`` names, in its order."""
    tags = list(start_tags(html))
    edits = Edits(html)
    programs = tuple(program for tag in tags for program in _taken_out(tag, edits))
    if programs:
        html = edits.apply()
        tags = list(start_tags(html))
    references = [reference for tag in tags for reference in _references(tag, html)]
    ids = tuple(tag.attributes["id"].value for tag in tags if "id" in tag.attributes)
    links = [link for tag in tags for link in _links(tag)]
    links += [link for tag in tags if tag.name in ("meta", "script") for link in _loading(tag, html)]
    references.sort(key=lambda each: each.start)
    anchors = tuple(link for tag in tags if tag.name in _ANCHORS for link in _anchors(tag))
    return Found(html, tuple(references), ids, tuple(links), programs, anchors)


def is_local(address: str) -> bool:
    """Return whether a link leads to a file beside the page: not into the page, nor to an address of its own."""
    return _NOT_LOCAL.match(address) is None


def without_ignored(address: str) -> str:
    """Return ``address`` without the characters that browsers ignore in its scheme and before it."""
    return _IGNORED.sub("", address)


def is_program(address: str) -> bool:
    """Return whether a browser would run ``address`` instead of going there."""
    return _SCRIPT.match(without_ignored(address)) is not None


def program(address: str) -> tuple[Rule, str, str, str]:
    """Return the rule, the address, the message and the hint for an address that is taken out."""
    shown = address if len(address) < _LONGEST else f"{address[:_LONGEST]}…"
    if is_program(address):
        return SCRIPT_ADDRESS, address, f"{shown} is a program, no address; it is taken out", ""
    message = f"<base> would make every address of the page begin with {shown}; it is taken out"
    return SCRIPT_ADDRESS, address, message, "write each address in full"


def is_picture(name: str, value: str) -> bool:
    """Return whether the attribute ``name`` is a `data-background` that reveal.js takes for a picture."""
    return name == "data-background" and _IS_PICTURE.search(value) is not None


def holds_css(name: str) -> bool:
    """Return whether CSS stands in the attribute ``name``, or in an element's text (no name)."""
    return not name or name in _STYLES


def candidates(srcset: str) -> list[tuple[str, str]]:
    """Return the addresses of a ``srcset``, each with its size (empty if it has none)."""
    found, at = [], 0
    while candidate := _CANDIDATE.match(srcset, at):
        url = candidate["url"].rstrip(",")
        size = _SIZE.match(srcset, candidate.end())
        is_sized = size and url == candidate["url"]
        found.append((url, size[0].strip() if size and is_sized else ""))
        at = size.end() if size and is_sized else candidate.end()
    return found


def _taken_out(tag: Tag, edits: Edits) -> Iterator[str]:
    """Take addresses that are programs, and those of a ``<base>``, out of a start tag, and yield them."""
    for name in _ADDRESSES:
        attribute = tag.attributes.get(name)
        if attribute and (is_program(attribute.value) or (tag.name == "base" and name == "href")):
            edits.replace(attribute.start, attribute.end, "")
            yield attribute.value


def _references(tag: Tag, html: str) -> Iterator[Reference]:
    names = SOURCES.get(tag.name, ())
    if FILM in tag.attributes or (tag.name == "link" and not _is_loaded(tag)):
        names = ()
    for name, attribute in tag.attributes.items():
        if name in names or name in _ANYWHERE or (name in _STYLES and _may_name(name, attribute.value)):
            yield Reference(attribute.start, attribute.end, tag.name, name, attribute.value)
    if tag.name == "img" and ALTERNATIVE not in tag.attributes:
        address = next((tag.attributes[name].value for name in SOURCES["img"][:2] if name in tag.attributes), "")
        yield Reference(tag.tail, tag.tail, "img", ALTERNATIVE, address)
    if tag.name == "style":
        end = raw_end(html, tag).start
        yield Reference(tag.end, end, "style", "", html[tag.end : end])


def _may_name(name: str, css: str) -> bool:
    """Return whether the CSS in the attribute ``name`` may name a file."""
    return is_picture(name, css) or "url(" in css.lower() or "image-set(" in css.lower()


def _is_loaded(tag: Tag) -> bool:
    rel = tag.attributes.get("rel")
    return rel is not None and not _LOADED.isdisjoint(rel.value.lower().split())


def _links(tag: Tag) -> Iterator[str]:
    """Yield the files beside the page to which a tag leads."""
    for name in (*_LINKS.get(tag.name, ()), "data-preview-link"):
        attribute = tag.attributes.get(name)
        if attribute and attribute.value not in ("true", "false"):
            yield from filter(is_local, attribute.value.split() if name == "ping" else [attribute.value])


def _anchors(tag: Tag) -> Iterator[str]:
    """Yield the places of the same page to which a tag leads."""
    found = (tag.attributes[name].value for name in ("href", "xlink:href") if name in tag.attributes)
    return (address for address in found if address.startswith("#"))


def _loading(tag: Tag, html: str) -> Iterator[str]:
    """Yield the addresses that a tag goes to by itself, wherever they lie: of a refresh, of a script's modules."""
    values = {name: attribute.value for name, attribute in tag.attributes.items()}
    if tag.name == "meta" and values.get("http-equiv", "").strip().lower() == "refresh":
        found = _REFRESH.match(values.get("content", ""))
        yield from [found["url"].strip()] if found and found["url"].strip() else []
    elif tag.name == "script" and values.get("type", "").strip().lower() == "module":
        yield from (each["url"] for each in _IMPORT.finditer(html, tag.end, raw_end(html, tag).start))
