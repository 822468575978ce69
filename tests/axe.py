"""What axe-core finds in a page, as tests compare it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from deckbuild import __path__

if TYPE_CHECKING:
    from playwright.sync_api import Page

_AXE = Path(__path__[0], "vendor", "axe", "axe.min.js")
_RUN = """async where => (await axe.run(where, {iframes: false})).violations.map(
  ({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(" ")}`)"""


def found(page: Page, where: str = "html") -> list[str]:
    """Return what axe-core's default rules find wrong in what the selector ``where`` names, and not in its frames."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    return list(page.evaluate(_RUN, where))
