"""Links to files of the project: `two.md#part` leads to the page made of `two.md`, `x.pdf` to a copy of that file."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from deckbuild.assets.asset import Use
from deckbuild.assets.resolver import leads, remote
from deckbuild.files.errors import is_remote
from deckbuild.files.names import paths
from deckbuild.files.reader import File
from deckbuild.html.tokenizer import attribute, start_tags
from deckbuild.html.tree import Edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from deckbuild.assets.resolver import AssetResolver, Complain, Files
    from deckbuild.html.tokenizer import Attribute, Tag

_LINKING = frozenset({"a", "area"})
_SOURCE = re.compile(r"[^?#]*\.(?:md|markdown)(?=[?#]|$)", re.IGNORECASE)
_PAGE = re.compile(r"(?P<name>[^?#]+)\.html(?=[?#]|$)", re.IGNORECASE)
# Endings of files that a stranger may lead to: none that a browser would run in the name of the page's site.
_HARMLESS = frozenset(
    "pdf txt csv zip png apng jpg jpeg gif webp avif mp4 m4v mov webm ogv mp3 m4a ogg oga wav".split()
)


class Target(NamedTuple):
    """Where a link leads; ``download`` is the name under which a browser saves what the page holds.

    Browsers go to no data URI, they only save it.
    """

    address: str
    download: str = ""


def linked(
    html: str,
    links: Iterable[str],
    resolver: AssetResolver,
    beside: str,
    complain: Complain,
    *,
    is_framed: bool = False,
) -> str:
    """Return the ``html`` of the file ``beside`` with its ``links`` to files leading to what goes with the page.

    The others stay, with a complaint; so do those that are not followed by a click, and in a frame, which may have no
    address of its own, those to files.
    """
    links = tuple(links)
    clicked = {each.value for _, _, each in _addresses(html)} if links and not is_framed else ()
    targets = {link: _target(link, resolver, beside, complain, goes=link in clicked) for link in links}
    return html if all(link == target.address for link, target in targets.items()) else _exchanged(html, targets)


def _exchanged(html: str, targets: Mapping[str, Target]) -> str:
    """Return ``html`` with ``targets`` in the place of the addresses that lead to them."""
    edits = Edits(html)
    for tag, name, old in _addresses(html):
        if old.value in targets:
            address, download = targets[old.value]
            saved = f" {attribute('download', download)}" if download and "download" not in tag.attributes else ""
            edits.replace(old.start, old.end, attribute(name, address) + saved)
    return edits.apply()


def _addresses(html: str) -> Iterator[tuple[Tag, str, Attribute]]:
    """Yield the addresses to which clicks on ``html`` lead, each with its tag and the attribute's name."""
    for tag in start_tags(html):
        for name in ("href", "xlink:href") if tag.name in _LINKING else ():
            if name in tag.attributes:
                yield tag, name, tag.attributes[name]


def _target(address: str, resolver: AssetResolver, beside: str, complain: Complain, *, goes: bool) -> Target:
    """Return where a link leads; a file goes with the page if it ``goes`` at all.

    Complains about one that does not, and about what leads to the network by itself.
    """
    if resolver.is_page(address):
        return Target(address)
    source = None if is_remote(address) else _SOURCE.match(address)
    if source and (page := _page_of(source[0], resolver.sources, beside)):
        return Target(page + address[source.end() :])
    files = resolver.linking.files
    if files and (page := _page_beside(address, resolver, files, beside)):
        resolver.reported.add(address)
        return Target(page)
    if goes and files and not is_remote(address):
        file = resolver.find(address.partition("#")[0], beside, complain, files)
        if file is None:
            resolver.reported.add(address)
            return Target(address)
        if not resolver.linking.untrusted or _is_harmless(file):
            return _copied(file, address, resolver)
    resolver.reported.add(address)
    complain(*(remote(address) if is_remote(address) else leads(address)))
    return Target(address)


def _page_of(address: str, sources: Mapping[str, str], beside: str) -> str:
    """Return the page that is made of the file at ``address``; empty if there is none."""
    found = paths(unquote(address), PurePosixPath(beside).parent)
    names = (normalize("NFC", normpath(path)) for path in found)
    return next((sources[name] for name in names if name in sources), "")


def _page_beside(address: str, resolver: AssetResolver, files: Files, beside: str) -> str:
    """Return where `two.html` leads if there is a `two.md` and no such file: to the page that is made of it.

    So decks of other tools link each other; that page may be built another time. Empty for any other address.
    """
    found = None if is_remote(address) else _PAGE.match(address)
    if not found or isinstance(files.find(found[0], beside), File):
        return ""
    source, behind = f"{found['name']}.md", address[found.end() :]
    if page := _page_of(source, resolver.sources, beside):
        return page + behind
    return address if isinstance(files.find(source, beside), File) else ""


def _is_harmless(file: File) -> bool:
    return PurePosixPath(file.path).suffix.lower().removeprefix(".") in _HARMLESS


def _copied(file: File, address: str, resolver: AssetResolver) -> Target:
    """Return what leads to ``file``, in the page or beside it, at the place in it that ``address`` names."""
    asset, embeds = resolver.led_to(file), resolver.linking.embeds
    _, hash_sign, place = address.partition("#")
    mark = asset.mark(Use.FIXED if embeds else Use.BESIDE)
    return Target(f"{mark}{hash_sign}{place}", PurePosixPath(file.path).name if embeds else "")
