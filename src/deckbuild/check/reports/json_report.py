"""Tells findings as JSON, for other programs; `deckbuild schema findings` prints its schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from deckbuild.diagnostics.problem import Severity

if TYPE_CHECKING:
    from deckbuild.check.finding import Finding
    from deckbuild.check.reports.report import Report

VERSION = 1  # of the format: it changes when a name goes, or means something else


def written(report: Report) -> str:
    """Return the findings as JSON."""
    decks = {"decks": list(report.decks), "slides": report.slides}
    about = {"version": VERSION, **decks, "findings": [_plain(each) for each in report.findings]}
    return json.dumps(about, indent=2, ensure_ascii=False)


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "endLine": finding.end_line,
        "slide": finding.slide or None,
        "states": list(finding.states),
    }


def _text(description: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- keywords of JSON Schema
    return {"type": "string", "description": description, **more}


def _number(description: str) -> dict[str, Any]:
    return {"type": "integer", "minimum": 1, "description": description}


def schema() -> dict[str, Any]:
    """Return the JSON Schema of what ``written`` returns."""
    of_finding = {
        "code": _text("The code of the rule.", pattern=r"^D[1-9]\d\d$"),
        "name": _text("Its name.", pattern=r"^[a-z]+(-[a-z]+)*$"),
        "severity": _text("How grave it is, as the settings grade it.", enum=[each.value for each in Severity]),
        "message": _text("What is wrong."),
        "hint": _text("What to do; it may be empty."),
        "file": _text("The path of the file, from the root of the project; 'command line' for a setting given there."),
        "line": _number("The line in which the element begins."),
        "column": _number("The column in which it begins, in characters."),
        "endLine": _number("The line in which it ends."),
        "slide": {
            **_number("The number of the slide, counted over all of its deck; null for what is on no slide."),
            "type": ["integer", "null"],
        },
        "states": {
            "type": "array",
            "items": {"type": "string", "pattern": r"^(\d+|print)$"},
            "description": "The steps of the slide in which a browser shows it: 0 before its first fragment, and "
            "'print' on paper. Empty for what needs no browser.",
        },
    }
    about = {
        "version": {"const": VERSION, "description": "The version of this format."},
        "decks": {"type": "array", "items": {"type": "string"}, "description": "The decks that were looked at."},
        "slides": {"type": "integer", "minimum": 0, "description": "How many slides they have."},
        "findings": {"type": "array", "items": _object(of_finding)},
    }
    name = "What `deckbuild check --format json` prints"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, **_object(about)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
