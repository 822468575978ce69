"""The settings about rules: which severity a rule has, and which addresses on the network are no problem."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config.value_types import Text, wrong
from deckbuild.diagnostics.problem import Severity, nearest
from deckbuild.diagnostics.source import Placed

if TYPE_CHECKING:
    from deckbuild.config.document import Value
    from deckbuild.config.value_types import Report
    from deckbuild.diagnostics.source import Source

OFF = "off"
_LEVELS = {OFF: None, **{severity.value: severity for severity in reversed(Severity)}}
_ADDRESS = re.compile(r"(?:https?:)?//[^\s/?#]+(?P<path>[/?#]\S*)?", re.IGNORECASE)


class Level(NamedTuple):
    """What a setting says of a rule: its severity (None: it is switched off), and the word that names the rule."""

    severity: Severity | None
    word: Placed


class Levels:
    """The severities of rules: a mapping of codes or names to off, info, warning or error."""

    def read(self, value: Value, source: Source, report: Report) -> dict[str, Level] | None:
        """Return the level of each rule that ``value`` names."""
        if not isinstance(value.plain, dict):
            wrong(value, report, "a mapping of rule: severity")
            return None
        found: dict[str, Level] = {}
        for entry in value.entries:
            plain = OFF if entry.value.plain is False else entry.value.plain
            if isinstance(plain, str) and plain in _LEVELS:
                found[entry.name] = Level(_LEVELS[plain], Placed(entry.name, source, entry.start))
            elif plain is not None:
                wrong(entry.value, report, f"one of {', '.join(_LEVELS)}", nearest(str(plain), _LEVELS))
        return found

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the mapping."""
        return {"type": "object", "additionalProperties": {"enum": [*_LEVELS, False, None]}}


class Prefix:
    """The beginning of addresses on the network, such as https://www.youtube.com/, with a whole host in it."""

    def read(self, value: Value, source: Source, report: Report) -> str | None:
        """Return the beginning; one of a host alone ends with a slash."""
        text = Text().read(value, source, report)
        if text is None:
            return None
        found = _ADDRESS.fullmatch(text)
        if found is None:
            wrong(value, report, "the beginning of addresses", "write it as https://www.youtube.com/")
            return None
        return text if found["path"] else f"{text}/"

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of an address."""
        return {"type": "string", "pattern": r"^(https?:)?//"}


def is_allowed(address: str, allowed: tuple[str, ...]) -> bool:
    """Return whether ``address`` begins as one of those that are ``allowed``; in a host capital letters do not count.

    `https://www.youtube.com` is taken for `https://www.youtube.com/`, so that no other host begins so.
    """
    return any(_folded(address).startswith(_folded(each)) for each in allowed)


def _folded(address: str) -> str:
    """Return ``address`` with its scheme and host in small letters, and a slash behind them."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return address
    path = found["path"] or "/"
    return address[: len(address) - len(found["path"] or "")].lower() + path
