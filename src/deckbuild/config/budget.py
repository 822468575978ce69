"""The size that a deck's page may have, with the place where a setting says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config.sizes import Size
from deckbuild.diagnostics.source import Placed

if TYPE_CHECKING:
    from deckbuild.config.value_types import Report
    from deckbuild.config.yaml_reader import Value
    from deckbuild.diagnostics.source import Source


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
