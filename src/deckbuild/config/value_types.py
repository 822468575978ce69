"""The kinds of values that settings have: each reads a YAML value, and says itself as JSON Schema."""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from deckbuild.diagnostics.problem import Rule, Severity, nearest
from deckbuild.diagnostics.source import Placed

if TYPE_CHECKING:
    from collections.abc import Callable

    from deckbuild.config.document import Value
    from deckbuild.diagnostics.source import Source

BAD_SETTING = Rule(
    "D103",
    "bad-setting",
    Severity.WARNING,
    "A setting has a value that it cannot have. The message says what is wanted and what stands there.",
)
_PERCENTAGE = r"^(0*[1-9][0-9]*(\.[0-9]+)?|0*\.[0-9]*[1-9][0-9]*)%$"  # more than 0 %
_PIXELS = r"^[1-9][0-9]{0,8}$"  # as a text, which reveal.js takes, too
_MANY = 20  # names, too many for a hint
_LONGEST = 60  # characters of a wrong value that a message shows


class Report(Protocol):
    """Takes what is wrong with the value, or the name, at an offset."""

    def __call__(self, offset: int, message: str, hint: str = "", width: int = 1, rule: Rule = BAD_SETTING) -> None:
        """Report one problem."""


class Kind(Protocol):
    """A kind of value."""

    def read(self, value: Value, source: Source, report: Report) -> Any:  # noqa: ANN401 -- of any kind
        """Return what ``value`` means, or None after reporting why it cannot be used."""

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of such a value."""


def wrong(value: Value, report: Report, wanted: str, hint: str = "") -> None:
    """Report that something else is wanted than ``value``."""
    report(value.start, f"{wanted} is wanted here, not {shown(value.plain)}", hint, max(1, value.end - value.start))


def shown(plain: Any) -> str:  # noqa: ANN401 -- of any kind
    """Return a wrong value as its author knows it: as it is written, cut when it is long."""
    if isinstance(plain, (list, dict)):
        return "a list" if isinstance(plain, list) else "a mapping"
    if plain is None:
        return "nothing"
    text = repr(plain) if isinstance(plain, str) else _yaml(plain)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


class Text:
    """A text; numbers are taken as they are written."""

    def read(self, value: Value, source: Source, report: Report) -> str | None:
        if isinstance(value.plain, (str, int, float)) and not isinstance(value.plain, bool):
            written = source.text[value.start : value.end]
            return value.plain if isinstance(value.plain, str) else written
        wrong(value, report, "a text")
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "number"]}


class Switch:
    """True or false."""

    def read(self, value: Value, source: Source, report: Report) -> bool | None:  # noqa: ARG002 -- a kind's form
        if isinstance(value.plain, bool):
            return value.plain
        words = {"yes": "true", "on": "true", "no": "false", "off": "false"}
        meant = words.get(str(value.plain).lower(), "")
        wrong(value, report, "true or false", f"write {meant}" if meant else "")
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class Regex:
    """A regular expression over lines, written as for JavaScript."""

    def read(self, value: Value, source: Source, report: Report) -> str | None:
        text = Text().read(value, source, report)
        if text is None:
            return None
        translated = re.sub(r"\(\?<(?![=!])\w+>", "(", text).replace(r"\/", "/").replace("[^]", r"[\s\S]")
        try:
            matches_nothing = re.compile(f"(?:{translated})", re.MULTILINE).fullmatch("")
        except re.error as error:
            wrong(value, report, "a regular expression", str(error))
            return None
        if matches_nothing:
            wrong(value, report, "a regular expression that matches some text")
            return None
        return translated

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "regex"}


class Word(NamedTuple):
    """A name out of a list, made when it is needed, or the path of a file that ends in ``files``.

    ``meant`` returns the name of the list that is meant by one of another tool, or an empty text.
    """

    names: Callable[[], tuple[str, ...]]
    what: str
    files: str = ""
    meant: Callable[[str], str] = lambda _text: ""

    def read(self, value: Value, source: Source, report: Report) -> Placed | None:
        text = Text().read(value, source, report)
        if text is None:
            return None
        if text in self.names():
            return _placed(text, value, source)
        name = self.meant(text)
        if name or (self.files and ("/" in text or text.endswith(self.files))):
            return _placed(name or text, value, source)
        names = self.names()
        listed = f"there are {', '.join(names)}" if len(names) < _MANY else f"`deckbuild themes` lists each {self.what}"
        hint = nearest(text, names) or listed
        report(value.start, f"there is no {self.what} {shown(text)}", hint, max(1, value.end - value.start))
        return None

    def schema(self) -> dict[str, Any]:
        names, ending = {"enum": list(self.names())}, re.escape(self.files)
        return {"anyOf": [names, {"type": "string", "pattern": f"/|{ending}$"}]} if self.files else names


class File:
    """The path of a file of the project; an empty one is as if it were not there."""

    def read(self, value: Value, source: Source, report: Report) -> Placed | None:
        text = Text().read(value, source, report)
        return _placed(text, value, source) if text else None

    def schema(self) -> dict[str, Any]:
        return Text().schema()


class Several(NamedTuple):
    """A list of values of one kind; a single value is a list of one. What is wrong in it is left out."""

    kind: Kind

    def read(self, value: Value, source: Source, report: Report) -> tuple[Any, ...]:
        items = value.items if isinstance(value.plain, list) else (value,)
        found = tuple(self.kind.read(item, source, report) for item in items)
        return tuple(each for each in found if each is not None)

    def schema(self) -> dict[str, Any]:
        one = self.kind.schema()
        return {"anyOf": [one, {"type": "array", "items": one}]}


class Choice(NamedTuple):
    """One of a few words or values."""

    values: tuple[str | bool, ...]

    def read(self, value: Value, source: Source, report: Report) -> Any:  # noqa: ANN401, ARG002 -- of any kind
        if any(type(value.plain) is type(known) and value.plain == known for known in self.values):  # 0 is not false
            return value.plain
        words = [known for known in self.values if isinstance(known, str)]
        known = ", ".join(_yaml(each) for each in self.values)
        wrong(value, report, f"one of {known}", nearest(str(value.plain), words))
        return None

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.values)}


class Length:
    """A width or a height of slides: a number of pixels, or a part of the window in percent, as a text."""

    def read(self, value: Value, source: Source, report: Report) -> Any:  # noqa: ANN401, ARG002 -- of any kind
        plain = value.plain
        is_number = isinstance(plain, (int, float)) and not isinstance(plain, bool) and 1 <= plain < inf
        if is_number or (isinstance(plain, str) and re.fullmatch(_PERCENTAGE, plain)):
            return plain
        if isinstance(plain, str) and re.fullmatch(_PIXELS, plain):
            return int(plain)
        pixels = re.fullmatch(r"(\d+) ?px", plain) if isinstance(plain, str) else None
        wrong(
            value,
            report,
            "a number of pixels, or a percentage,",
            f"write {pixels[1]}" if pixels else "such as 960 or 100%",
        )
        return None

    def schema(self) -> dict[str, Any]:
        texts = [{"type": "string", "pattern": pattern} for pattern in (_PERCENTAGE, _PIXELS)]
        return {"anyOf": [{"type": "number", "minimum": 1}, *texts]}


class Number(NamedTuple):
    """A number from ``least`` on; with ``false`` also false."""

    least: float = -inf
    false: bool = False

    def read(self, value: Value, source: Source, report: Report) -> Any:  # noqa: ANN401, ARG002 -- of any kind
        plain = value.plain
        if self.false and plain is False:
            return plain
        if isinstance(plain, (int, float)) and not isinstance(plain, bool) and self.least <= plain < inf:
            return plain
        least = f" of at least {self.least:g}" if self.least > -inf else ""
        wrong(value, report, f"a number{least}")
        return None

    def schema(self) -> dict[str, Any]:
        number: dict[str, Any] = {"type": "number"}
        if self.least > -inf:
            number["minimum"] = self.least
        return {"anyOf": [number, {"const": False}]} if self.false else number


class Anything:
    """Any value that YAML can say; for what only reveal.js or a plugin understands."""

    def read(self, value: Value, source: Source, report: Report) -> Any:  # noqa: ANN401, ARG002 -- of any kind
        return value.plain

    def schema(self) -> dict[str, Any]:
        return {}


def _placed(text: str, value: Value, source: Source) -> Placed:
    quoted = source.text[value.start : value.start + 1] in ("'", '"')
    return Placed(text, source, value.start + quoted)


def _yaml(value: str | bool | float) -> str:
    return value if isinstance(value, str) else str(value).lower()
