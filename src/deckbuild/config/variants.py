"""The variants of a deck, `variants: {student: {…}, teacher: {…}}`: versions of it with settings of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config.mapping import or_nothing
from deckbuild.config.value_types import wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.config.document import Value
    from deckbuild.config.mapping import Table
    from deckbuild.config.value_types import Report
    from deckbuild.diagnostics.source import Source

ALL = "all"  # stands for each of them on the command line
_NAME = rf"(?!{ALL}$)[A-Za-z][A-Za-z0-9_-]*"


class Variants(NamedTuple):
    """A mapping of the names of variants to the settings that each has in the place of the deck's."""

    settings: Table

    def read(self, value: Value, source: Source, report: Report) -> dict[str, dict[str, Any]] | None:
        """Return the settings of each variant by its name."""
        if not isinstance(value.plain, dict):
            wrong(value, report, "a mapping of name: settings")
            return None
        return dict(self._each(value, source, report))

    def _each(self, value: Value, source: Source, report: Report) -> Iterator[tuple[str, dict[str, Any]]]:
        for entry in value.entries:
            if not re.fullmatch(_NAME, entry.name):
                hint = "its page gets this name: letters, digits, - and _"
                report(entry.start, f"a variant cannot be called {entry.name!r}", hint, len(entry.name))
            elif entry.value.plain is None:
                yield entry.name, {}
            else:
                yield entry.name, self.settings.read(entry.value, source, report) or {}

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the variants."""
        names = {"pattern": f"^{_NAME}$"}
        return {"type": "object", "propertyNames": names, "additionalProperties": or_nothing(self.settings.schema())}
