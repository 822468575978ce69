"""The rules that `deckbuild explain` knows: those that decks break, those of `check`, and those of the live preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check import checking
from deckbuild.pipeline.rules import by_code, held_by, of_decks
from deckbuild.serve import problem_json

if TYPE_CHECKING:
    from deckbuild.diagnostics.problem import Rule


def all_rules() -> dict[str, Rule]:
    """Return the rules by their codes, in the order of the codes."""
    return by_code([*of_decks().values(), *checking.RULES, *held_by([problem_json]).values()])
