r"""What settings say of formulas: `math: {macros: {"\\RR": "\\mathbb{R}"}}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deckbuild.config.mapping import UNKNOWN_SETTING
from deckbuild.config.value_types import shown, wrong
from deckbuild.diagnostics.problem import nearest

if TYPE_CHECKING:
    from deckbuild.config.document import Value
    from deckbuild.config.value_types import Report
    from deckbuild.diagnostics.source import Source

_MACROS = "macros"


class FormulaMacros:
    """The macros of formulas: the name of each and its text in TeX, in which `#1` is its first argument.

    They are read without the name around them, so that those of a deck and those of its project are merged one by one.
    """

    def read(self, value: Value, source: Source, report: Report) -> dict[str, Any] | None:  # noqa: ARG002 -- a kind's form
        """Return the macros, by their names."""
        if not isinstance(value.plain, dict):
            wrong(value, report, "a mapping of name: value")
            return None
        found: dict[str, Any] = {}
        for entry in value.entries:
            if entry.name == _MACROS:
                found |= _macros(entry.value, report)
            else:
                message = f"unknown setting of math {shown(entry.name)}"
                hint = nearest(entry.name, [_MACROS])
                report(entry.start, message, hint, width=len(entry.name), rule=UNKNOWN_SETTING)
        return found

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the mapping."""
        macros = {"type": ["object", "null"], "additionalProperties": {"type": "string"}}
        return {"type": "object", "properties": {_MACROS: macros}, "additionalProperties": False}


def _macros(value: Value, report: Report) -> dict[str, str]:
    """Return the macros of a mapping; what is no text in it is told."""
    if value.plain is not None and not isinstance(value.plain, dict):
        wrong(value, report, "a mapping of name: value")
    found = {}
    for entry in value.entries or ():
        if isinstance(entry.value.plain, str):
            found[entry.name] = entry.value.plain
        else:
            wrong(entry.value, report, "a text in TeX")
    return found
