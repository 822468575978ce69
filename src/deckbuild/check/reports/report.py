"""What a report tells: findings, and how much was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import COMMAND_LINE, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deckbuild.check.finding import Finding


class Report(NamedTuple):
    """The ``findings`` of a run, the names of the ``decks`` that were looked at, and how many ``slides`` these have.

    ``prefix`` stands before the path of a file to name it from the current folder.
    """

    findings: Sequence[Finding]
    decks: Sequence[str]
    slides: int
    prefix: str = ""

    @property
    def faults(self) -> list[Finding]:
        """The errors and warnings: what is told without asking."""
        return [each for each in self.findings if each.severity is not Severity.INFORMATION]

    def path(self, finding: Finding) -> str:
        """Return the path of a finding's file from the current folder; empty if it is about no file."""
        return "" if finding.file == COMMAND_LINE else f"{self.prefix}{finding.file}"
