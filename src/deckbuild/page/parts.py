"""A style sheet or a script of a page: in it, or linked beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.assets.asset import Asset, Use
from deckbuild.page.layout import linked, links

if TYPE_CHECKING:
    from deckbuild.page.layout import Layout


class Include(NamedTuple):
    """A style sheet or a script of the page: what it is, its text, and where it is linked (empty: it is inside).

    ``place`` is the address at which a script finds its style sheets, if it looks for itself.
    """

    name: str
    text: str
    link: str = ""
    place: str = ""


class Parts(NamedTuple):
    """Makes the parts of a page in this ``layout``; ``assets`` are its files by their keys."""

    assets: dict[str, Asset]
    layout: Layout

    def sheet(self, name: str, text: str) -> Include:
        """Return a style sheet; one that is linked is a file beside those that it names."""
        return self._part(name, "text/css", text, "")

    def script(self, name: str, text: str) -> Include:
        """Return a script, for which addresses are those of the page."""
        return self._part(name, "text/javascript", text, self.layout.folder)

    def _part(self, name: str, media_type: str, text: str, folder: str) -> Include:
        if not self.layout.parts:
            return Include(name, text)
        asset = Asset.of(name, media_type, linked(text, links(self.assets, folder)).encode())
        self.assets[asset.key] = asset
        return Include(name, text, asset.mark(Use.FIXED))
