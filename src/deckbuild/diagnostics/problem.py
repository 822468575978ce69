"""What is wrong, as values: rules, problems at an offset, and diagnostics at a place.

A stage returns its problems; nothing between a source and a build prints or raises them. Codes go by stage:
D1 settings and project, D2 slides, D3 directives, D4 assets, D5 deck and templates, D6 checks, D7 features.
"""

from __future__ import annotations

from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from deckbuild.diagnostics.source import Location, Placed, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


COMMAND_LINE = "command line"  # what stands in a location where a file's path does
MOST = 100  # problems of one severity that are kept of a file, or of a slide while it is rendered
_LONGEST = 400  # characters of a line that are kept; of a longer one the part around the problem:
_BEFORE, _PART = 60, 160  # characters before the problem, and all together
NEAREST = "did you mean "  # begins the hint with the nearest right name
_LONGEST_MESSAGE = 1000  # characters


class Severity(Enum):
    """How bad a problem is, the worst first.

    An error is what no page can be made of, or what is unsafe: the page is not written, and the exit code is 1. With a
    warning the page is written; ``--strict`` takes it for an error. Information fails nothing.
    """

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "info"


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
    more: int = 0  # problems of the same text and severity that were only counted
    address: str = ""  # that it is about

    def moved(self, by: int) -> Problem:
        """Return the same problem ``by`` characters further on: from a slide's text to its file's."""
        return self._replace(offset=self.offset + by)


class Diagnostic(NamedTuple):
    """A problem at its place, with the line it stands in (empty when there is none to show) and those around it.

    Of a long line ``excerpt`` is the part around the problem, which begins ``skipped`` characters into the line.
    ``more`` is the number of problems of the same severity in the same file that were counted and not kept.
    ``address`` is the one that it is about, if it is about one.
    """

    rule: Rule
    location: Location
    message: str
    hint: str = ""
    excerpt: str = ""
    width: int = 1
    around: tuple[str | None, str | None] = (None, None)
    skipped: int = 0
    more: int = 0
    address: str = ""

    def __str__(self) -> str:
        """Return it on one line: `FILE:LINE:COLUMN: error: message [CODE] (hint)`."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.location}: {self.rule.severity.value}: {self.message} [{self.rule.code}]{hint}"

    def graded(self, severity: Severity) -> Diagnostic:
        """Return the same diagnostic with another severity."""
        return self._replace(rule=self.rule._replace(severity=severity))

    @property
    def word(self) -> str:
        """What it points at, in the line that it stands in."""
        start = self.location.column - 1 - self.skipped
        return self.excerpt[start : start + self.width]

    @property
    def is_error(self) -> bool:
        """Whether the build must not be used."""
        return self.fails(strict=False)

    @property
    def is_information(self) -> bool:
        """Whether it is no fault, but good to know."""
        return self.rule.severity is Severity.INFORMATION

    def fails(self, *, strict: bool) -> bool:
        """Return whether it fails a build; a warning does so only in a ``strict`` one."""
        return self.rule.severity is Severity.ERROR or (strict and self.rule.severity is Severity.WARNING)


P = TypeVar("P", Problem, Diagnostic)


class Capped(Generic[P]):
    """Problems of one text, or diagnostics of several files: the first ``MOST`` of each severity.

    The last one that is kept says in ``more`` how many others there were.
    """

    def __init__(self, problems: Iterable[P] = ()) -> None:
        self._kept: list[P] = []
        self._numbers: Counter[tuple[str, Severity]] = Counter()  # how many were kept
        self._more: Counter[tuple[str, Severity]] = Counter()  # how many were only counted
        self.extend(problems)

    def __iter__(self) -> Iterator[P]:
        """Yield what is kept, in the order in which it came."""
        last = {_key(problem): at for at, problem in enumerate(self._kept)}
        for at, problem in enumerate(self._kept):
            key = _key(problem)
            yield problem._replace(more=self._more[key] if last[key] == at else 0)

    def add(self, problem: P) -> None:
        """Keep a problem, or count it."""
        key = _key(problem)
        self._more[key] += problem.more
        if self._numbers[key] < MOST:
            self._numbers[key] += 1
            self._kept.append(problem)
        else:
            self._more[key] += 1

    def extend(self, problems: Iterable[P]) -> None:
        """Keep problems, or count them."""
        for problem in problems:
            self.add(problem)

    def counts(self, rule: Rule, path: str = "") -> bool:
        """Count a problem of ``rule`` in the file at ``path`` and return True, if it would not be kept."""
        key = path, rule.severity
        is_full = self._numbers[key] >= MOST
        self._more[key] += is_full
        return is_full


def _key(problem: Problem | Diagnostic) -> tuple[str, Severity]:
    """Return what problems have in common that are counted together."""
    path = problem.location.path if isinstance(problem, Diagnostic) else ""
    return path, problem.rule.severity


def place(problem: Problem, source: Source) -> Diagnostic:
    """Give a problem its place in ``source``."""
    location = source.locate(min(problem.offset, len(source.text)))
    length = source.length(location.line)
    width = max(1, min(problem.width, length - location.column + 1))
    skipped = max(0, location.column - 1 - _BEFORE) if length > _LONGEST else 0
    excerpt = source.line(location.line, skipped, _PART if length > _LONGEST else _LONGEST)
    around = source.around(location.line, _LONGEST)
    message = shortened(problem.message, _LONGEST_MESSAGE)
    shown = (message, problem.hint, excerpt, width, around, skipped)
    return Diagnostic(problem.rule, location, *shown, problem.more, problem.address)


def place_all(problems: Iterable[Problem], source: Source) -> tuple[Diagnostic, ...]:
    """Give each of ``problems`` its place in ``source``; of many the first, with the number of the others."""
    return tuple(place(problem, source) for problem in Capped(problems))


def shortened(words: str, most: int) -> str:
    """Return ``words``, cut to ``most`` characters when they are more."""
    return words if len(words) <= most else f"{words[: most - 1]}…"


def about_word(rule: Rule, word: Placed, message: str, hint: str = "") -> Diagnostic:
    """Return a diagnostic that points at ``word`` where a file (or the command line) says it."""
    if word.source is None:
        return Diagnostic(rule, Location(COMMAND_LINE, 1, 1), message, hint)
    return place(Problem(rule, word.offset, message, hint, max(1, len(word.text))), word.source)


def about_line(rule: Rule, source: Source, line: int, message: str, hint: str = "") -> Diagnostic:
    """Return a diagnostic about all of a ``line`` (from 1) of ``source`` but the blanks around it."""
    text = source.line(line)
    start = sum(source.length(number) + 1 for number in range(1, line)) + len(text) - len(text.lstrip())
    return place(Problem(rule, start, message, hint, len(text.strip())), source)


def about_file(rule: Rule, path: str, message: str, hint: str = "") -> Diagnostic:
    """Return a diagnostic about a file as a whole; it stands at line 1."""
    return Diagnostic(rule, Location(path, 1, 1), message, hint)


def nearest(word: str, names: Iterable[str]) -> str:
    """Return a hint that names the nearest right name, or an empty text when none is near."""
    found = closest(word, names)
    return f"{NEAREST}{found!r}?" if found else ""


def closest(word: str, names: Iterable[str], likeness: float = 0.6) -> str:
    """Return the one of ``names`` that is nearest to ``word``, capitals or not; an empty text when none is near.

    ``likeness`` is the least that counts as near, from 0 to 1.
    """
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in names}
    found = get_close_matches(word.lower(), by_lower, n=1, cutoff=likeness)
    return by_lower[found[0]] if found else ""
