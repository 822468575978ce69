"""Tells findings as a terminal shows them: place, what is wrong, the line with a caret, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.diagnostics import terminal

if TYPE_CHECKING:
    from deckbuild.check.reports.report import Report


def written(report: Report) -> str:
    """Return all findings, and behind them how many there are in how many decks."""
    told = [terminal.one(each.diagnostic, report.prefix) for each in report.findings]
    return "\n".join([*told, _summary(report)])


def _summary(report: Report) -> str:
    decks = len(report.decks)
    looked = f"{decks} deck{'s' * (decks != 1)}, {report.slides} slide{'s' * (report.slides != 1)}"
    found = terminal.summary(each.diagnostic for each in report.findings)
    return f"{looked}: {found or 'nothing found'}"
