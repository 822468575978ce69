"""The differences that are known: `differences.json` gives each its reason."""

from __future__ import annotations

import json
from pathlib import Path

FILE = Path(__file__).resolve().parent / "differences.json"


def reasons() -> dict[str, str]:
    """Return the reason of each known difference, by `source/id`."""
    groups: list[dict[str, object]] = json.loads(FILE.read_text("utf-8"))
    return {str(case): str(group["reason"]) for group in groups for case in _cases(group)}


def _cases(group: dict[str, object]) -> list[object]:
    cases = group["cases"]
    return cases if isinstance(cases, list) else []
