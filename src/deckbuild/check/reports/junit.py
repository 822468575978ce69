"""Tells findings as JUnit's XML, which GitLab, Jenkins and Azure show as tests: each deck is one, and each fault fails.

The form is that of Jenkins, which the others read, too: https://github.com/testmoapp/junitxml.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

if TYPE_CHECKING:
    from deckbuild.check.finding import Finding
    from deckbuild.check.reports.report import Report

_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


def written(report: Report) -> str:
    """Return one suite, with a test for each fault, and one for each deck, which says that it was looked at."""
    faults = report.faults
    counts = {"tests": str(len(report.decks) + len(faults)), "failures": str(len(faults))}
    suites = Element("testsuites", {"name": "deckbuild", **counts})
    suite = SubElement(suites, "testsuite", {"name": "deckbuild check", **counts, "errors": "0", "skipped": "0"})
    for name in report.decks:
        SubElement(suite, "testcase", classname="deckbuild", name=_clean(f"{name} is checked"))
    for each in faults:
        _failed(suite, each, report.path(each))
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode")


def _failed(suite: Element, finding: Finding, path: str) -> None:
    """Add the test that a finding fails."""
    place = f"{path or finding.file}:{finding.line}"
    about = {"classname": _clean(path or finding.file), "name": f"{finding.rule.code} {finding.rule.name}, {place}"}
    test = SubElement(suite, "testcase", {name: _clean(value) for name, value in about.items()})
    if path:
        test.attrib |= {"file": _clean(path), "line": str(finding.line)}
    failure = SubElement(test, "failure", type=finding.severity.value, message=_clean(finding.message))
    failure.text = _clean(str(finding.diagnostic))


def _clean(text: str) -> str:
    """Return ``text`` without the characters that XML has not."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
