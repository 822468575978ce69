"""Lays out a page: where its files are, in it or beside it, and so what stands in the place of each mark.

A file that a page shows once stands where it is shown. One that it shows more often is held once, in a store in front
of the scripts; `pictures.js` gives every place that shows it the same address, before reveal.js looks at the slides.
So is one in a list that reveal.js divides at commas, such as the films of a background: a data URI holds a comma.
"""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.assets.asset import Asset, Use, cut_at_marks, marks, with_marks_replaced, written_out
from deckbuild.page import resources

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping, Sequence

STORE = "\0store\0"  # where a page has its store


class Layout(NamedTuple):
    """Where the files of a page are: in it, or linked in ``folder``; with ``parts`` its sheets and scripts too.

    Files that it only leads to are in the folder ``beside`` it; without one they do not go along.
    """

    folder: str = ""
    parts: bool = False
    beside: str = ""


ALONE = Layout()
SINGLE = Layout(beside="assets/")
LINKED = Layout("assets/", parts=True, beside="assets/")
SERVED = Layout("/-/assets/", beside="/-/assets/")


class Held(NamedTuple):
    """A file as a laid out page holds it: how often it is shown, and how many bytes of the page it takes.

    ``link`` is its address, for a file that is linked.
    """

    asset: Asset
    uses: int
    size: int
    link: str = ""


class LaidOut(NamedTuple):
    """A finished page, and the files that it holds or links, those included that its linked sheets name.

    ``beside`` are those that a page which holds its files only leads to, by their addresses.
    """

    html: str
    files: tuple[Held, ...]
    beside: Mapping[str, Asset] = MappingProxyType({})


def lay_out(page: str, assets: Mapping[str, Asset], layout: Layout) -> LaidOut:
    """Return ``page`` with ``assets`` (by their keys) in the place of their marks."""
    if layout.folder:
        addresses = links(assets, layout.folder)
        html = linked(page, addresses).replace(STORE, "")
        return LaidOut(html, tuple(Held(each, 0, 0, addresses[key]) for key, each in assets.items()))
    around = page.split(STORE)
    found = [marks(part) for part in around]
    every = [mark for part in found for mark in part if not _is_beside(mark)]
    uses = Counter(mark[2] for mark in every)
    addresses = links({mark[2]: assets[mark[2]] for part in found for mark in part if _is_beside(mark)}, layout.beside)
    files = [assets[key] for key in uses]
    stored = _stored(every) if len(around) > 1 else set()
    uris = {each.key: each.uri() for each in files}

    def write(mark: re.Match[str]) -> str:
        if _is_beside(mark):
            return addresses[mark[2]]
        return _name(mark) if _is_stored(mark, stored) else written_out(mark, uris[mark[2]])

    store = _store([each for each in files if each.key in stored], uris, every)
    html = "".join(_whole([cut_at_marks(*part, write) for part in zip(around, found, strict=True)], store))
    fixed = Counter(mark[2] for mark in every if not _is_stored(mark, stored))
    sizes = {each.key: len(uris[each.key]) * (fixed[each.key] + (each.key in stored)) for each in files}
    beside = {address: assets[key] for key, address in addresses.items()}
    return LaidOut(html, tuple(Held(each, uses[each.key], sizes[each.key]) for each in files), beside)


def _whole(parts: Iterable[Iterator[str]], store: Sequence[str]) -> Iterator[str]:
    """Yield the pieces of a page's ``parts``, with those of its ``store`` between them."""
    for number, part in enumerate(parts):
        yield from store if number else ()
        yield from part


def links(assets: Mapping[str, Asset], folder: str) -> dict[str, str]:
    """Return the links to ``assets`` in ``folder``, by their keys."""
    return {key: f"{folder}{asset.file_name()}" for key, asset in assets.items()}


def linked(text: str, addresses: Mapping[str, str]) -> str:
    """Return ``text`` with these ``addresses`` of files, by their keys, in the place of its marks."""
    return with_marks_replaced(text, lambda mark: written_out(mark, addresses[mark[2]]))


def address(asset: Asset, layout: Layout) -> str:
    """Return the address of a file where a mark cannot stand: in the options of reveal.js."""
    return f"{layout.folder}{asset.file_name()}" if layout.folder else asset.uri()


def _stored(found: list[re.Match[str]]) -> set[str]:
    """Return the keys of the files that the page with these marks shows more than once, or names in a list."""
    uses = Counter(mark[2] for mark in found if mark[1] != Use.FIXED.value)
    listed = {mark[2] for mark in found if mark[1] == Use.LISTED.value}
    return listed.union(key for key, count in uses.items() if count > 1)


def _is_beside(mark: re.Match[str]) -> bool:
    return mark[1] == Use.BESIDE.value


def _is_stored(mark: re.Match[str], stored: set[str]) -> bool:
    return mark[2] in stored and mark[1] != Use.FIXED.value


def _name(mark: re.Match[str]) -> str:
    """Return what stands for a stored file until `pictures.js` knows its address."""
    return f"var(--deckbuild-{mark[2]})" if mark[1] == Use.CSS.value else f"data:,{mark[2]}"


def _store(assets: list[Asset], uris: Mapping[str, str], found: list[re.Match[str]]) -> list[str]:
    """Return the elements that hold ``assets`` (``uris`` by their keys) and give them their places, in pieces.

    Each file is an element of its own, which is read when it is needed; style sheets need theirs from the start. It is
    megabytes, so that it is joined only with all of the page.
    """
    if not assets:
        return []
    css = {mark[2] for mark in found if mark[1] == Use.CSS.value}
    held = (_file(each, uris[each.key], " data-css" if each.key in css else "") for each in assets)
    return [*held, f"<script>\n{resources.text('pictures.js')}</script>"]


def _file(asset: Asset, uri: str, marked: str) -> str:
    about = f'id="deckbuild-{asset.key}" data-type="{asset.media_type}"{marked}'
    return f'<script type="text/plain" {about}>{uri.partition(",")[2]}</script>\n'
