"""Loads what makes PDFs only when one is made: without pypdf, which it needs, the command still says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def load() -> ModuleType:
    """Return the module `making`."""
    from deckbuild.pdf import making

    return making
