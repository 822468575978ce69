"""Tells findings as commands of GitHub Actions, which shows them as annotations in a pull request.

The commands are those of https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Severity

if TYPE_CHECKING:
    from deckbuild.check.finding import Finding
    from deckbuild.check.reports.report import Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "notice"}
_IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_VALUES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def written(report: Report) -> str:
    """Return a command for each finding, in a line of its own."""
    return "\n".join(_command(each, report.path(each)) for each in report.findings)


def _command(finding: Finding, path: str) -> str:
    place = {"file": path, "line": finding.line, "endLine": finding.end_line} if path else {}
    column = {"col": finding.column} if path and finding.line == finding.end_line else {}  # else GitHub takes none
    given = {**place, **column, "title": f"{finding.rule.code} {finding.rule.name}"}
    words = ",".join(f"{name}={str(value).translate(_IN_VALUES)}" for name, value in given.items())
    text = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    return f"::{_COMMANDS[finding.severity]} {words}::{text.translate(_IN_TEXT)}"
