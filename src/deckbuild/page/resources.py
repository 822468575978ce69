"""The templates, style sheets and scripts of pages that ship with this program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from deckbuild import __path__
from deckbuild.themes import fonts, sheet
from deckbuild.themes.theme import OURS

if TYPE_CHECKING:
    from collections.abc import Iterable

TEMPLATES = Path(__path__[0], "page", "templates")
_FEATURES = Path(__path__[0], "features")
_STATIC = TEMPLATES.with_name("static")


def text(name: str) -> str:
    """Return the text of a style sheet or a script."""
    return (_STATIC / name).read_text(encoding="utf-8")


def interface() -> str:
    """Return the sheet of what is shown beside slides: the colours of `lecture`, type, spacing, radius.

    It is for whole pages and for shadow trees.
    """
    return sheet.palette("lecture").replace(":root", ":root, :host") + text("interface.css")


def page_sheet(name: str, words: Iterable[str]) -> str:
    """Return the sheet called ``name`` of a page of the program, with all that it needs, and the font for ``words``."""
    font = fonts.faces({OURS["lecture"].text_font}, frozenset("a").union(*words), ("normal",))
    return "".join((font, interface(), text("pages.css"), text(name)))


def sheets_of(features: Iterable[str]) -> str:
    """Return the style sheets of ``features``, by their names, in one; most have a small one."""
    paths = (_FEATURES / f"{name.replace('-', '_')}.css" for name in features)
    return "\n".join(path.read_text(encoding="utf-8").strip() for path in paths if path.is_file())


def template(name: str) -> str | None:
    """Return the text of a template, None if there is none of this name."""
    path = TEMPLATES / name
    return path.read_text(encoding="utf-8") if path.parent == TEMPLATES and path.is_file() else None
