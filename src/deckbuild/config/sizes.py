"""Sizes in settings, such as 5 MB or the budget of a page, and the same words for messages."""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config.value_types import wrong
from deckbuild.diagnostics.source import Placed

if TYPE_CHECKING:
    from deckbuild.config.document import Value
    from deckbuild.config.value_types import Report
    from deckbuild.diagnostics.source import Source

# Thousands are 1000, as on disks and in browsers; the kibibytes and their like are there for who means 1024.
_UNITS = {"b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "kib": 2**10, "mib": 2**20, "gib": 2**30}
_SIZE = re.compile(r"(?P<number>\d{1,15}(?:\.\d{1,9})?)\s*(?P<unit>[kmg]?i?b)", re.IGNORECASE)
_PATTERN = r"^\s*[0-9]+(\.[0-9]+)?\s*([kKmMgG][iI]?)?[bB]\s*$"  # the same for JSON Schema


class Size(NamedTuple):
    """A number of bytes up to ``most``: a whole number, or one with its unit, such as 5 MB, 800 kB or 1.5 GiB."""

    most: float = inf

    def read(self, value: Value, source: Source, report: Report) -> int | None:  # noqa: ARG002 -- a kind's form
        """Return the size that ``value`` says, in bytes."""
        count = _count(value.plain)
        if count is None:
            wrong(value, report, "a size", "write it as 5 MB or 800 kB")
        elif count > self.most:
            wrong(value, report, f"a size of at most {size(int(self.most))}")
            return None
        return count

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of a size."""
        number: dict[str, Any] = {"type": "integer", "minimum": 0}
        if self.most < inf:
            number["maximum"] = int(self.most)
        return {"anyOf": [number, {"type": "string", "pattern": _PATTERN}]}


class Budget(NamedTuple):
    """The most bytes that a page may have, and the word that says so."""

    limit: int
    word: Placed


class BudgetSize:
    """A size, such as 5 MB, that knows where it is written."""

    def read(self, value: Value, source: Source, report: Report) -> Budget | None:
        """Return the budget that ``value`` says."""
        limit = Size().read(value, source, report)
        written = source.text[value.start : value.end]
        return None if limit is None else Budget(limit, Placed(written, source, value.start))

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of a size."""
        return Size().schema()


def _count(plain: Any) -> int | None:  # noqa: ANN401 -- a value of any kind
    """Return how many bytes a value says, None if it is no size."""
    if isinstance(plain, int) and not isinstance(plain, bool) and plain >= 0:
        return plain
    found = _SIZE.fullmatch(plain.strip()) if isinstance(plain, str) else None
    factor = _UNITS.get(found["unit"].lower()) if found else None
    return round(float(found["number"]) * factor) if found and factor else None


def size(count: int) -> str:
    """Return ``count`` bytes in words, as a setting can say them: 5 MB, 1.25 MB, 800 kB, 12 B."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= factor:
            return f"{count / factor:.2f}".rstrip("0").rstrip(".") + f" {unit}"
    return f"{count} B"
