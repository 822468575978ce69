"""What is wrong, as values: rules, problems at an offset, and diagnostics at a place.

A stage returns its problems; nothing between a source and a build prints or raises them. Codes go by stage:
D1 settings and project, D2 slides, D3 directives, D4 assets, D5 deck and templates, D6 checks.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.source import Location, Placed, Source

if TYPE_CHECKING:
    from collections.abc import Iterable


COMMAND_LINE = "command line"  # what stands in a location where a file's path does


class Severity(Enum):
    """How bad a problem is: an error ends a build with exit code 1, a warning only with ``--strict``."""

    ERROR = "error"
    WARNING = "warning"


class Rule(NamedTuple):
    """A kind of problem: ``code`` (D401), ``name`` (missing-file), and what ``deckbuild explain`` says."""

    code: str
    name: str
    severity: Severity
    explanation: str


class Problem(NamedTuple):
    """A rule broken at ``offset`` in a text, ``width`` characters long, before it has a place in a file."""

    rule: Rule
    offset: int
    message: str
    hint: str = ""
    width: int = 1

    def moved(self, by: int) -> Problem:
        """Return the same problem ``by`` characters further on: from a slide's text to its file's."""
        return Problem(self.rule, self.offset + by, self.message, self.hint, self.width)


class Diagnostic(NamedTuple):
    """A problem at its place, with the line it stands in (empty when there is none to show) and those around it."""

    rule: Rule
    location: Location
    message: str
    hint: str = ""
    excerpt: str = ""
    width: int = 1
    around: tuple[str | None, str | None] = (None, None)

    def __str__(self) -> str:
        """Return it on one line: `FILE:LINE:COLUMN: error: message [CODE] (hint)`."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.location}: {self.rule.severity.value}: {self.message} [{self.rule.code}]{hint}"

    @property
    def is_error(self) -> bool:
        """Whether the build must not be used."""
        return self.rule.severity is Severity.ERROR


def place(problem: Problem, source: Source) -> Diagnostic:
    """Give a problem its place in ``source``."""
    location = source.locate(min(problem.offset, len(source.text)))
    line = source.line(location.line)
    width = max(1, min(problem.width, len(line) - location.column + 1))
    around = source.around(location.line)
    return Diagnostic(problem.rule, location, problem.message, problem.hint, line, width, around)


def place_all(problems: Iterable[Problem], source: Source) -> tuple[Diagnostic, ...]:
    """Give each of ``problems`` its place in ``source``."""
    return tuple(place(problem, source) for problem in problems)


def about_word(rule: Rule, word: Placed, message: str, hint: str = "") -> Diagnostic:
    """Return a diagnostic that points at ``word`` where a file (or the command line) says it."""
    if word.source is None:
        return Diagnostic(rule, Location(COMMAND_LINE, 1, 1), message, hint)
    return place(Problem(rule, word.offset, message, hint, max(1, len(word.text))), word.source)


def about_file(rule: Rule, path: str, message: str, hint: str = "") -> Diagnostic:
    """Return a diagnostic about a file as a whole; it stands at line 1."""
    return Diagnostic(rule, Location(path, 1, 1), message, hint)


def nearest(word: str, names: Iterable[str]) -> str:
    """Return a hint that names the nearest right name, or an empty text when none is near."""
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in names}
    found = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return f"did you mean {by_lower[found[0]]!r}?" if found else ""
