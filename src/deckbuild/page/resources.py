"""The templates, style sheets and scripts of pages that ship with this program."""

from __future__ import annotations

from pathlib import Path

from deckbuild import __path__

TEMPLATES = Path(__path__[0], "page", "templates")
_STATIC = TEMPLATES.with_name("static")


def text(name: str) -> str:
    """Return the text of a style sheet or a script."""
    return (_STATIC / name).read_text(encoding="utf-8")


def template(name: str) -> str | None:
    """Return the text of a template, None if there is none of this name."""
    path = TEMPLATES / name
    return path.read_text(encoding="utf-8") if path.parent == TEMPLATES and path.is_file() else None
