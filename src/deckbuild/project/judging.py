"""Gives what was found the severity that the settings say, and leaves out what they, or a slide, allow.

It stands behind all stages, and before anybody decides whether a page is written. What is an error by itself (no page
can be made of it, or it is unsafe) stays one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.config.rule_settings import is_allowed
from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.files.errors import MISSING_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from deckbuild.config.rule_settings import Level
    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.diagnostics.source import Location

NO_SUCH_RULE = Rule(
    "D116",
    "no-such-rule",
    Severity.WARNING,
    "`rules:` or a comment such as `<!-- deckbuild: allow D403 -->` names a rule that does not exist, or one that is\n"
    "an error and stays one: no page can be made of what it tells, or it is unsafe. `deckbuild explain` lists them.",
)


class Exemption(NamedTuple):
    """The lines of a file, from ``first`` to ``last``, in which a slide allows the rule of this code or name."""

    path: str
    first: int
    last: int
    rule: str

    def covers(self, place: Location) -> bool:
        """Return whether ``place`` lies in these lines."""
        return place.path == self.path and self.first <= place.line <= self.last


def judged(found: Iterable[Diagnostic], settings: Settings, exempt: Sequence[Exemption] = ()) -> Iterator[Diagnostic]:
    """Yield what was ``found``, as ``settings`` grade it, without what they or slides allow."""
    for each in found:
        if each.is_error:
            yield each
        elif not _is_allowed(each, settings, exempt):
            level = _level(each.rule, settings.rules)
            if level is None:
                yield each
            elif level.severity:
                yield each.graded(level.severity)


def is_called(rule: Rule, word: str) -> bool:
    """Return whether ``word`` is the code or the name of ``rule``."""
    return word.upper() == rule.code or word == rule.name


def _is_allowed(found: Diagnostic, settings: Settings, exempt: Sequence[Exemption]) -> bool:
    if found.address and found.rule != MISSING_FILE and is_allowed(found.address, settings.allow):
        return True
    return any(each.covers(found.location) and is_called(found.rule, each.rule) for each in exempt)


def _level(rule: Rule, levels: Mapping[str, Level]) -> Level | None:
    return next((level for word, level in levels.items() if is_called(rule, word)), None)
