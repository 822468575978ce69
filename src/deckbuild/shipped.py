"""The templates, style sheets and scripts of pages that ship with this program."""

from __future__ import annotations

from pathlib import Path

from deckbuild import __path__

FOLDER = Path(__path__[0], "templates")


def text(name: str) -> str:
    """Return the text of one of them."""
    return (FOLDER / name).read_text(encoding="utf-8")
