"""The variables of slides, `vars: {course: {term: Spring}}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from deckbuild.config.value_types import wrong
from deckbuild.features.variable_marks import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.config.document import Value
    from deckbuild.config.value_types import Report
    from deckbuild.diagnostics.source import Source


def is_name(text: str) -> bool:
    """Return whether ``text`` is a name that slides can use for a variable."""
    return re.fullmatch(NAME, text) is not None


class Variables:
    """A mapping of names to texts, or to further mappings; names inside of these follow a dot."""

    def read(self, value: Value, source: Source, report: Report) -> dict[str, str] | None:
        """Return the texts by their names."""
        if not isinstance(value.plain, dict):
            wrong(value, report, "a mapping of name: value")
            return None
        return dict(self._texts(value, source, report, ""))

    def _texts(self, value: Value, source: Source, report: Report, prefix: str) -> Iterator[tuple[str, str]]:
        for entry in value.entries:
            name = f"{prefix}{entry.name}"
            if not is_name(name):
                message = f"{entry.name!r} is no name of a variable"
                report(entry.start, message, "letters, digits, - and _ make one", width=len(entry.name))
            elif entry.value.entries:
                yield from self._texts(entry.value, source, report, f"{name}.")
            elif isinstance(entry.value.plain, (list, dict)):
                wrong(entry.value, report, "a text or a mapping")
            elif entry.value.plain is not None:
                is_text = isinstance(entry.value.plain, str)
                yield name, entry.value.plain if is_text else source.text[entry.value.start : entry.value.end]

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the mapping."""
        return {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean", "object", "null"]}}
