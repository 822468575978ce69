"""Says what slides of a deck may name: the variables of its settings, its date, its title, and other settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from deckbuild.page.assembly import first_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deckbuild.pipeline.division import Division
    from deckbuild.project.loader import DeckFiles, Project
    from deckbuild.rendering.reuse import Render

_FEATURE = "variables"
_SIGN = "{{"  # which a text holds that names some
_DATE, _TITLE = "date", "deck.title"
_OF_DECKS = ("title", "author", "description", "language")  # settings that slides may name
_NAME = re.compile(r"\{\{[ \t]*(?P<name>[\w.-]+)[ \t]*\}\}")
_HEADING = re.compile(r"^ {0,3}(?:#{1,6}[ \t]|=+[ \t]*$|-+[ \t]*$|<h[1-6]\b)", re.MULTILINE | re.IGNORECASE)


def of_deck(
    deck: DeckFiles, division: Division, project: Project, render: Render, options: Mapping[str, Any]
) -> Mapping[str, str]:
    """Return what the slides and the footer of ``deck`` may name; nothing if they name nothing.

    The day of its last change, and the title that its first heading makes, are looked for where they are named.
    ``render`` renders that heading with these ``options``.
    """
    named = _names([deck.settings.footer, *_naming(division, options)])
    if not named:
        return {}
    values = _of_settings(deck)
    if _DATE in named and _DATE not in values and not project.untrusted:
        sources = [*(each.source for each in deck.chapters), *(each.source for each in division.slides)]
        values |= _known({_DATE: project.reader.day_of_change(tuple(dict.fromkeys(each.path for each in sources)))})
    if _TITLE in named and _TITLE not in values:
        values |= _known({_TITLE: _title(with_values(options, division, values), deck, division, render)})
    return values


def with_values(options: Mapping[str, Any], division: Division, values: Mapping[str, str]) -> dict[str, Any]:
    """Return the ``options`` of rendering slides, with these ``values`` of variables if the slides name any."""
    named = {"vars": values} if _naming(division, options) else {}
    return {**options, "settings": {**options["settings"], **named}}


def _naming(division: Division, options: Mapping[str, Any]) -> list[str]:
    """Return the texts of the slides that may name variables."""
    texts = (each.content.text for each in division.slides) if _FEATURE in options["features"] else ()
    return [each for each in texts if _SIGN in each]


def _names(texts: Iterable[str]) -> set[str]:
    """Return the names between double braces in ``texts``."""
    return {found["name"] for text in texts for found in _NAME.finditer(text)}


def _of_settings(deck: DeckFiles) -> dict[str, str]:
    """Return the variables of a deck, its date, and some of its settings."""
    settings = deck.settings
    own = {f"deck.{name}": str(getattr(settings, name)) for name in _OF_DECKS}
    own[_DATE] = str(settings.metadata.get(_DATE, ""))
    return {**_known(own), **settings.vars}


def _known(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _title(options: Mapping[str, Any], deck: DeckFiles, division: Division, render: Render) -> str:
    """Return the title that the page of ``deck`` has without a setting; empty if its heading is made of the title."""
    for slide in division.slides:
        if _HEADING.search(slide.body.text):
            (made,) = render([slide], deck.settings.markdown_extensions, f"{deck.name} title", **options)
            if title := first_heading([made.html]):
                return "" if _SIGN in title else title
    return deck.name
