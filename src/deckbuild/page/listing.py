"""Fills the template of the list of decks that a reveal-md project names, in the place of our own start page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from deckbuild.assets.asset import written
from deckbuild.diagnostics.problem import Problem, place
from deckbuild.html.tree import Edits, parse
from deckbuild.page import mustache
from deckbuild.page.foreign_template import NOT_TAKEN_OVER
from deckbuild.page.surroundings import embedded, is_jinja
from deckbuild.page.templating import inline_css

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deckbuild.config.settings import Settings
    from deckbuild.page.includes import Includes
    from deckbuild.page.named_files import NamedFiles
    from deckbuild.page.parts import Listed

_THEME = "about:theme"  # in the place of its address, and no file
_JINJA = "a list of decks by Jinja has other names here: templates/index.html.jinja makes it"


def page(settings: Settings, decks: Iterable[Listed], files: NamedFiles, includes: Includes) -> str:
    """Return the list of ``decks`` as the template of the project's ``settings`` makes it; empty if it cannot."""
    template = files.text(settings.listing_template)
    if template is None:
        return ""
    if is_jinja(template):
        files.diagnostics.append(place(Problem(NOT_TAKEN_OVER, 0, _JINJA), template))
        return ""
    about = {"base": "", "pageTitle": settings.title, "title": settings.title, "themeUrl": _THEME}
    html = mustache.fill(template.text, {**about, "files": [_values(each, settings.title) for each in decks]})
    html = embedded(html, template, files)
    return written(_with_theme(html, includes.theme(settings, [html])), files.resolver.assets)


def _values(deck: Listed, of_all: str) -> dict[str, object]:
    """Return what a template may say of a deck: its page, and its front matter; no title that is the one ``of_all``."""
    address = f"{quote(deck.name)}.html"
    about = {"author": deck.settings.author, "description": deck.settings.description}
    title = deck.title if deck.title != of_all else ""
    named = {"title": title, "filePath": address, "fileName": f"{deck.name}.html", "absPath": address}
    return {**deck.settings.metadata, **{name: each for name, each in about.items() if each}, **named}


def _with_theme(html: str, css: str) -> str:
    """Return ``html`` with the style sheet of the theme in the place of a link to it."""
    edits = Edits(html)
    for element in parse(html).elements():
        if element.tag == "link" and "href" in element.attributes and element.attributes["href"].value == _THEME:
            edits.replace(element.start, element.end, f"<style>\n{inline_css(css)}\n</style>")
    return edits.apply()
