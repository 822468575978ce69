"""The rules that need a browser, which shows each slide in each of its states: one module for each, with its `RULE`.

Listed here once, in `RULES`. Codes go from D640 to D689.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.page.overflow import OVERFLOW

if TYPE_CHECKING:
    from deckbuild.diagnostics.problem import Rule

RULES: tuple[Rule, ...] = (OVERFLOW,)
