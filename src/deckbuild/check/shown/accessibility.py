"""Tells what axe-core finds on a slide: what keeps people without eyes, or without a mouse, from its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check.shown.seen import Told
from deckbuild.diagnostics.problem import Rule, Severity

if TYPE_CHECKING:
    from deckbuild.check.shown.seen import Seen

RULE = Rule(
    "D650",
    "accessibility",
    Severity.WARNING,
    "One of the default rules of axe-core finds something on a slide that keeps some people from its content. The\n"
    "hint names that rule; https://dequeuniversity.com/rules/axe/4.14 says more about each.",
)
_OF_THEMES = frozenset({"link-in-text-block"})  # rules of axe-core that style sheets alone break


def told(seen: Seen) -> Told:
    """Say it in the words of axe-core, and name its rule."""
    help_text = seen.about["help"]
    message = f"this {seen.kind} is not for everybody: {help_text[:1].lower()}{help_text[1:]}"
    rule = seen.about["key"]
    look = rule if seen.is_plain and rule in _OF_THEMES else ""
    return Told(RULE, message, f"the rule {rule} of axe-core", look)
