"""Takes the complaints about the addresses of one slide: each becomes a problem where the address stands."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from deckbuild.assets.resolver import NOT_THERE
from deckbuild.diagnostics.problem import Problem

if TYPE_CHECKING:
    from deckbuild.assets.resolver import Complain
    from deckbuild.diagnostics.problem import Capped, Rule
    from deckbuild.html.source_map import Places


def complaining(problems: Capped[Problem], places: Places) -> Complain:
    """Return what adds a complaint to ``problems``, at the place in the text where the address stands."""

    def complain(rule: Rule, address: str, message: str, hint: str) -> None:
        if problems.counts(rule):  # to look for its place takes time
            return
        mention = places.address(address)
        width = mention.end - mention.start
        problems.add(Problem(rule, mention.start, message, hint, width, address=address))

    return complain


def noting(why: dict[str, str], complain: Complain) -> Complain:
    """Return ``complain``, after which ``why`` has the addresses whose files are not there."""

    def noted(rule: Rule, address: str, message: str, hint: str) -> None:
        if rule in NOT_THERE:
            why.setdefault(address, message.removeprefix(f"the file {unquote(address)} "))
        complain(rule, address, message, hint)

    return noted
