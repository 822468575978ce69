"""Links to other decks of the project: `two.md#part` leads to the page that is made of `two.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.html.tokenizer import attribute, start_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deckbuild.assets.resolver import AssetResolver, Complain

_LINKING = frozenset({"a", "area"})


def linked(html: str, links: Iterable[str], resolver: AssetResolver, beside: str, complain: Complain) -> str:
    """Return the ``html`` of the file ``beside`` with its ``links`` to decks as links to their pages.

    Links to what does not go with the page stay, with a complaint.
    """
    pages = {link: resolver.link(link, beside, complain) for link in links}
    return html if all(link == page for link, page in pages.items()) else _exchanged(html, pages)


def _exchanged(html: str, pages: Mapping[str, str]) -> str:
    """Return ``html`` with ``pages`` in the place of the addresses that lead to them."""
    pieces, at = [], 0
    for tag in start_tags(html):
        for name in ("href", "xlink:href") if tag.name in _LINKING else ():
            old = tag.attributes.get(name)
            if old and old.value in pages:
                pieces += [html[at : old.start], attribute(name, pages[old.value])]
                at = old.end
    return "".join(pieces) + html[at:]
