"""Tells findings as SARIF 2.1.0, which GitHub's code scanning and many editors read.

The format is that of https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from deckbuild import __version__
from deckbuild.diagnostics.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deckbuild.check.finding import Finding
    from deckbuild.check.reports.report import Report
    from deckbuild.diagnostics.problem import Rule

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "note"}


def written(report: Report) -> str:
    """Return the findings as one run."""
    broken = {each.rule.code: each.rule for each in report.findings}
    rules = [broken[code] for code in sorted(broken)]
    driver = {"name": "deckbuild", "version": __version__, "rules": [_rule(each) for each in rules]}
    results = [_result(each, report, [rule.code for rule in rules]) for each in report.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rule(rule: Rule) -> dict[str, Any]:
    explanation = " ".join(rule.explanation.split())
    return {"id": rule.code, "name": rule.name, "fullDescription": {"text": explanation}}


def _result(finding: Finding, report: Report, codes: Sequence[str]) -> dict[str, Any]:
    text = f"{finding.message}; {finding.hint}" if finding.hint else finding.message
    found: dict[str, Any] = {
        "ruleId": finding.rule.code,
        "ruleIndex": codes.index(finding.rule.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "partialFingerprints": {"line/v1": _fingerprint(finding)},
    }
    path = report.path(finding)
    if path:
        region = {"startLine": finding.line, "startColumn": finding.column, "endLine": finding.end_line}
        place = {"artifactLocation": {"uri": quote(path)}, "region": region}
        found["locations"] = [{"physicalLocation": place}]
    if finding.slide:
        found["properties"] = {"slide": finding.slide, "states": list(finding.states)}
    return found


def _fingerprint(finding: Finding) -> str:
    """Return what stays the same when lines are put in above the finding."""
    known = f"{finding.file}\0{finding.rule.code}\0{finding.diagnostic.excerpt.strip()}"
    return blake2b(known.encode(errors="replace"), digest_size=8).hexdigest()
