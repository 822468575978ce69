"""Sizes in settings, such as 5 MB, and the same words for messages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from deckbuild.config.kinds import wrong

if TYPE_CHECKING:
    from deckbuild.config.kinds import Report
    from deckbuild.config.yamltext import Value
    from deckbuild.source import Source

# Thousands are 1000, as on disks and in browsers; the kibibytes and their like are there for who means 1024.
_UNITS = {"b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "kib": 2**10, "mib": 2**20, "gib": 2**30}
_SIZE = re.compile(r"(?P<number>\d{1,15}(?:\.\d{1,9})?)\s*(?P<unit>[kmg]?i?b)", re.IGNORECASE)
_PATTERN = r"^\s*[0-9]+(\.[0-9]+)?\s*([kKmMgG][iI]?)?[bB]\s*$"  # the same for JSON Schema


@dataclass(frozen=True, slots=True)
class Size:
    """A number of bytes: a whole number, or one with its unit, such as 5 MB, 800 kB or 1.5 GiB."""

    def read(self, value: Value, source: Source, report: Report) -> int | None:  # noqa: ARG002 -- a kind's form
        """Return the size that ``value`` says, in bytes."""
        if isinstance(value.plain, int) and not isinstance(value.plain, bool) and value.plain >= 0:
            return value.plain
        found = _SIZE.fullmatch(value.plain.strip()) if isinstance(value.plain, str) else None
        if found and (factor := _UNITS.get(found["unit"].lower())):
            return round(float(found["number"]) * factor)
        wrong(value, report, "a size", "write it as 5 MB or 800 kB")
        return None

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of a size."""
        return {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": _PATTERN}]}


def size(count: int) -> str:
    """Return ``count`` bytes in words, as a setting can say them: 5 MB, 1.25 MB, 800 kB, 12 B."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= factor:
            return f"{count / factor:.2f}".rstrip("0").rstrip(".") + f" {unit}"
    return f"{count} B"
