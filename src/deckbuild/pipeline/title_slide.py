"""Makes the title slide of a deck from its front matter, for `title_slide: true`."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from deckbuild.config.metadata import in_words
from deckbuild.diagnostics.source import Source
from deckbuild.parsing.slides import Slide, SlideText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.config.settings import Settings
    from deckbuild.pipeline.division import Division
    from deckbuild.project.loader import DeckFiles


def put_first(division: Division, deck: DeckFiles) -> Division:
    """Return the ``division`` of ``deck``, with a title slide in front if its settings want one."""
    if not (deck.settings.title_slide and division.stacks):
        return division
    text = "\n\n".join(_lines(deck.settings, deck.name))
    slide = Slide(Source(deck.path, text), 0, SlideText(text, (0, len(text)), (), (0, 0)))
    return division._replace(stacks=((slide,), *division.stacks))


def _lines(settings: Settings, name: str) -> Iterator[str]:
    """Yield the elements of the slide: title and subtitle, author, institute and date, as far as they are told."""
    yield '<!-- .slide: class="title" -->'
    yield f"<h1>{escape(settings.title or name)}</h1>"
    about = settings.metadata
    told = {"subtitle": in_words(about.get("subtitle")), "author": settings.author}
    told |= {each: in_words(about.get(each)) for each in ("institute", "date")}
    yield from (f'<p class="{kind}">{escape(text)}</p>' for kind, text in told.items() if text)
