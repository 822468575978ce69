"""The rules that need a browser, which shows each slide in each of its states: one module for each, with its `RULE`.

Those that have a function here are listed in `IN_PAGES`; it is given the page of a deck, opened and ready. Codes go
from D640 to D689.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.page.overflow import OVERFLOW

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from playwright.async_api import Page

    from deckbuild.check.deck import CheckedDeck
    from deckbuild.check.finding import Finding
    from deckbuild.diagnostics.problem import Rule

IN_PAGES: dict[tuple[Rule, ...], Callable[[Page, CheckedDeck], Awaitable[Iterable[Finding]]]] = {}
RULES: tuple[Rule, ...] = (OVERFLOW,)
