"""Shows all themes on one page: the slides of a sample in each, in ours as they are light and as they are dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.page import resources
from deckbuild.page.templating import Templates
from deckbuild.pipeline.api import render
from deckbuild.themes import catalogue, version
from deckbuild.themes.theme import OURS

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAMPLE, _PAGE = "themes.md", "themes.html.jinja"  # among our templates
_SCHEMES = ("light", "dark")


class _Specimen(NamedTuple):
    """The sample in a theme; ``scheme`` is empty for a theme of reveal.js."""

    theme: str
    scheme: str = ""

    @property
    def name(self) -> str:
        return f"{self.theme}-{self.scheme}" if self.scheme else self.theme

    @property
    def settings(self) -> dict[str, Any]:
        """Those of its deck; without plugins, as some pages are shown thrice at once."""
        return {"theme": self.theme, "plugins": [], **({"scheme": self.scheme} if self.scheme else {})}


def pages() -> Iterator[tuple[str, str]]:
    """Yield the name of each page and its HTML: the decks, and at the end the page that shows them, `index`."""
    sample = resources.template(_SAMPLE) or ""
    specimens = list(_specimens())
    for each in specimens:
        yield each.name, render(sample, **each.settings)
    sheet = resources.page_sheet("themes.css", ())
    values = {"ours": OURS.values(), "specimens": specimens, "sheet": sheet, "generator": version.both()}
    yield "index", Templates(None).fill(_PAGE, values)[0]


def _specimens() -> Iterator[_Specimen]:
    for name in catalogue.names():
        yield from (_Specimen(name, scheme) for scheme in (_SCHEMES if name in OURS else ("",)))
