"""What a page is put together of: style sheets and scripts, in it or linked, and what stands around its slides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.assets.asset import Asset, Use
from deckbuild.page.layout import linked, links

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.source import Placed, Source
    from deckbuild.page.layout import Layout


class Include(NamedTuple):
    """A style sheet or a script of the page: what it is, its text, and where it is linked (empty: it is inside).

    ``place`` is the address at which a script finds its style sheets, if it looks for itself.
    """

    name: str
    text: str
    link: str = ""
    place: str = ""


class Surroundings(NamedTuple):
    """What stands around the slides in the place of our own elements: HTML with marks, and the body's attributes.

    The scripts are names of files or texts. ``early`` ones run before the start of reveal.js; if ``makes_options``,
    they make the global ``options`` that it starts with.
    """

    head: str = ""
    body: Mapping[str, str] = {}
    before: str = ""
    after: str = ""
    css: tuple[Placed, ...] = ()
    early: tuple[Placed | Source, ...] = ()
    late: tuple[Placed | Source, ...] = ()
    makes_options: bool = False


OURS = Surroundings()


class Listed(NamedTuple):
    """A deck in the list of decks: its name, its title and its settings."""

    name: str
    title: str
    settings: Settings


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
