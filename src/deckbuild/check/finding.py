"""What is found in a deck, as a value: a rule that is broken, where, on which slide, and in which of its states."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from deckbuild.diagnostics.problem import Diagnostic, Rule, Severity


class Finding(NamedTuple):
    """A broken rule at its element.

    ``diagnostic`` says what is wrong, with its place and the line that is shown; the element ends in ``end_line``.
    ``slide`` is the number of the slide, counted over all of the deck from 1; 0 stands for what is on no slide, such
    as a setting. ``states`` are the steps of the slide in which a browser shows it (0: no fragment yet), with `print`
    for the printed page; it is empty for what needs no browser. ``box`` is where that has seen the element: left, top,
    width and height, in px of the deck.
    """

    diagnostic: Diagnostic
    end_line: int
    slide: int = 0
    states: tuple[str, ...] = ()
    box: tuple[int, ...] = ()

    @property
    def rule(self) -> Rule:
        """The rule that is broken, with the severity that the settings give it."""
        return self.diagnostic.rule

    @property
    def severity(self) -> Severity:
        """How grave it is, as the settings of the deck grade it."""
        return self.rule.severity

    @property
    def message(self) -> str:
        """What is wrong."""
        return self.diagnostic.message

    @property
    def hint(self) -> str:
        """What to do; it may be empty."""
        return self.diagnostic.hint

    @property
    def file(self) -> str:
        """The path of the file, from the root of the project."""
        return self.diagnostic.location.path

    @property
    def line(self) -> int:
        """The line in which the element begins, from 1."""
        return self.diagnostic.location.line

    @property
    def column(self) -> int:
        """The column in which it begins, in characters from 1."""
        return self.diagnostic.location.column


def of_project(diagnostic: Diagnostic) -> Finding:
    """Return what is wrong with a project itself, such as a setting, as a finding."""
    return Finding(diagnostic, diagnostic.location.line)
