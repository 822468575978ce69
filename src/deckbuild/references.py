"""Finds what a slide's HTML names: files that it shows, and ids; takes out addresses that are programs.

A slide is read for this once, when it is rendered; what is found is kept with it, so that a later build that uses the
rendered slide again reads no HTML at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deckbuild.diagnostics import Rule, Severity
from deckbuild.markup import Edits
from deckbuild.tags import raw_end, start_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.tags import Tag

SCRIPT_ADDRESS = Rule(
    "D406",
    "script-address",
    Severity.WARNING,
    "A link or a source is a program (javascript:, vbscript:, data:text/html) where an address belongs. It is taken\n"
    "out of the page. Put scripts into a file and name it under `scripts:`.",
)
# Which attributes of which elements name a file that the page shows.
SOURCES = {
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
_SCRIPT = re.compile(r"(?:javascript|vbscript):|data:text/html", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20]")  # by browsers, in the scheme of an address
_NOT_LOCAL = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|[#?]|$)", re.IGNORECASE)
_LONGEST = 60  # characters of a program that a message shows
# A candidate of srcset: its address ends at a blank, or at the comma before one (HTML standard, 4.8.4.2.1).
_CANDIDATE = re.compile(r"[\s,]*(?P<url>\S*[^\s,])(?:,|\s+(?P<size>[^,]*)|$)")
# Without one of these in it, HTML names nothing.
_MAY_NAME = re.compile(
    r"[\s\"'/](?:src|srcset|data-src|href|xlink:href|poster|data|action|formaction|style|id)\s*=|<style", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A stretch of HTML that names files: the attribute ``name`` of a ``tag``, or a style element's text (no name)."""

    start: int
    end: int
    tag: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Found:
    """HTML without programs in its addresses, what it names, its ids, its links to files, and what was taken out."""

    html: str
    references: tuple[Reference, ...] = ()
    ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()


def find(html: str) -> Found:
    """Return what ``html`` names, in its order."""
    if not _MAY_NAME.search(html):
        return Found(html)
    tags = list(start_tags(html))
    edits = Edits(html)
    programs = tuple(program for tag in tags for program in _taken_out(tag, edits))
    if programs:
        html = edits.apply()
        tags = list(start_tags(html))
    references = [reference for tag in tags for reference in _references(tag, html)]
    ids = tuple(tag.attributes["id"].value for tag in tags if "id" in tag.attributes)
    hrefs = (tag.attributes["href"].value for tag in tags if tag.name in ("a", "area") and "href" in tag.attributes)
    references.sort(key=lambda each: each.start)
    return Found(html, tuple(references), ids, tuple(filter(is_local, hrefs)), programs)


def is_local(address: str) -> bool:
    """Return whether a link leads to a file beside the page: not into the page, nor to an address of its own."""
    return _NOT_LOCAL.match(address) is None


def is_program(address: str) -> bool:
    """Return whether a browser would run ``address`` instead of going there."""
    return _SCRIPT.match(_IGNORED.sub("", address)) is not None


def program(address: str) -> tuple[Rule, str, str, str]:
    """Return the rule, the address, the message and the hint for an address that is taken out."""
    shown = address if len(address) < _LONGEST else f"{address[:_LONGEST]}…"
    return SCRIPT_ADDRESS, address, f"{shown} is a program, no address; it is taken out", ""


def candidates(srcset: str) -> list[tuple[str, str]]:
    """Return the addresses of a ``srcset``, each with its size (empty if it has none)."""
    return [(found["url"], found["size"] or "") for found in _CANDIDATE.finditer(srcset)]


def _taken_out(tag: Tag, edits: Edits) -> Iterator[str]:
    """Take addresses that are programs out of a start tag, and yield them."""
    for name in _ADDRESSES:
        attribute = tag.attributes.get(name)
        if attribute and is_program(attribute.value):
            edits.replace(attribute.start, attribute.end, "")
            yield attribute.value


def _references(tag: Tag, html: str) -> Iterator[Reference]:
    for name in SOURCES.get(tag.name, ()):
        attribute = tag.attributes.get(name)
        if attribute:
            yield Reference(attribute.start, attribute.end, tag.name, name, attribute.value)
    style = tag.attributes.get("style")
    if style and "url(" in style.value.lower():
        yield Reference(style.start, style.end, tag.name, "style", style.value)
    if tag.name == "style":
        end = raw_end(html, tag)
        yield Reference(tag.end, end, "style", "", html[tag.end : end])
