"""Shows diagnostics as text: place, what is wrong, the line with a caret, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

import click

from deckbuild.diagnostics.control_characters import visible
from deckbuild.diagnostics.problem import COMMAND_LINE, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deckbuild.diagnostics.problem import Diagnostic

MOST = 20  # problems shown at once; more are counted
LONGEST = 300  # characters of a shown line
_LEAST = 60  # characters of a message that are shown behind the longest path
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFORMATION: "blue"}
_BY_WEIGHT = list(Severity)


def text(diagnostics: Sequence[Diagnostic], prefix: str = "", width: int = LONGEST) -> str:
    """Return ``diagnostics`` as a terminal of ``width`` columns shows them; ``prefix`` stands before each path."""
    shown = [one(diagnostic, prefix, width) for diagnostic in first(diagnostics)]
    more = count(diagnostics) - len(shown)
    if more:
        shown.append(f"and {more} more")
    return "\n".join(shown)


def first(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the ``MOST`` that matter most, in the order in which they came: no warning hides an error."""
    by_weight = sorted(range(len(diagnostics)), key=lambda at: _BY_WEIGHT.index(diagnostics[at].rule.severity))
    return [diagnostics[at] for at in sorted(by_weight[:MOST])]


def count(diagnostics: Iterable[Diagnostic]) -> int:
    """Return how many problems there are, with those that were only counted."""
    return sum(1 + diagnostic.more for diagnostic in diagnostics)


def one(diagnostic: Diagnostic, prefix: str = "", width: int = LONGEST) -> str:
    """Return one diagnostic: `FILE:LINE:COLUMN: error: message [CODE]`, then its line, a caret, and a hint.

    The line is cut to ``width`` columns: where it went on below, the caret would point at nothing.
    """
    severity = diagnostic.rule.severity
    path = "" if diagnostic.location.path == COMMAND_LINE else prefix
    place = visible(f"{path}{diagnostic.location}")
    kind = click.style(severity.value, fg=_COLOURS[severity], bold=True)
    room = max(_LEAST, LONGEST - len(f"{place}: {severity.value}:  [{diagnostic.rule.code}]"))
    message = f"{_cut(diagnostic.message, room)} {click.style(f'[{diagnostic.rule.code}]', dim=True)}"
    lines = [f"{click.style(place, bold=True)}: {kind}: {message}"]
    if diagnostic.excerpt.strip():
        lines += _excerpt(diagnostic, min(width, LONGEST))
    if diagnostic.hint:
        lines.append(f"  {click.style('hint:', fg='cyan')} {_cut(diagnostic.hint, LONGEST - 8)}")
    return "\n".join(lines)


def _cut(words: str, room: int) -> str:
    shown = visible(words)
    return shown if len(shown) <= room else f"{shown[: room - 1]}…"


def _excerpt(diagnostic: Diagnostic, width: int) -> list[str]:
    """Return the line and under it the caret, cut to a window around the caret when the line is long."""
    number = str(diagnostic.location.line)
    column = diagnostic.location.column - 1 - diagnostic.skipped
    first, shown = _window(diagnostic.excerpt, column, width - len(f"  {number} | "))
    before, marked = shown[: column - first], shown[column - first :][: diagnostic.width]
    carets = "^" * max(1, columns(marked))
    colour = _COLOURS[diagnostic.rule.severity]
    bar = click.style("|", dim=True)
    return [
        f"  {click.style(number, dim=True)} {bar} {visible(shown)}",
        f"  {' ' * len(number)} {bar} {_blank(before)}{click.style(carets, fg=colour)}",
    ]


def _window(line: str, column: int, room: int) -> tuple[int, str]:
    """Return the part of ``line`` around ``column`` that can be shown in ``room`` characters, and where it begins."""
    for before, width in (
        (len(line), len(line)),
        (60, 160),
        (room // 3, room),
        (10, 40),
    ):  # a control character is shown as up to six
        first = max(0, column - before)
        shown = line[first : first + width]
        if max(len(shown), len(visible(shown[: room + 1])), columns(shown[: room + 1])) <= room:
            break
    return first, shown


def _blank(words: str) -> str:
    """Return blanks as wide as ``words`` are on a terminal; a tab stays one, because its width is the terminal's."""
    return "\t".join(" " * columns(part) for part in words.split("\t"))


def columns(words: str) -> int:
    """Return how many columns of a terminal ``words`` take: most characters one, Chinese ones two, accents none."""
    wide = {"W": 2, "F": 2}
    shown = visible(words)
    return sum(0 if combining(each) else wide.get(east_asian_width(each), 1) for each in shown)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many there are of each severity in words, an empty text if there are none."""
    found = list(diagnostics)
    counts = [
        (count(each for each in found if each.rule.severity is severity), severity.value) for severity in Severity
    ]
    return ", ".join(f"{number} {word}{'s' * (number > 1)}" for number, word in counts if number)


def faults(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the errors and warnings among ``diagnostics``: what an author is told without asking."""
    return [each for each in diagnostics if not each.is_information]
