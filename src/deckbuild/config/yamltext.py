"""Reads YAML into plain values that know their places.

Less than YAML, so that a setting means what it says and no text is costly: YAML 1.2's core types only (``no`` is a
word, not false), no aliases, no tags, no key twice, no deep nesting, and a limit on the size.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from deckbuild.diagnostics import Problem, Rule, Severity

BAD_YAML = Rule(
    "D101",
    "bad-yaml",
    Severity.ERROR,
    "deckbuild.yml or a front matter cannot be read as YAML. Settings are lines of `name: value`; text that holds\n"
    "`: `, `#` or begins with a sign goes into quotes; indent with spaces. Aliases (*), anchors (&), tags (!), a\n"
    "name twice, and more than 64 kB or 20 levels are refused.",
)
_MOST_CHARACTERS = 64 * 1024
_DEEPEST = 20
_NULL, _BOOL = ("", "~", "null", "Null", "NULL"), {"true": True, "True": True, "false": False, "False": False}
_INTEGER = re.compile(r"[-+]?\d{1,18}$")
_NUMBER = re.compile(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d{1,3})?$")


@dataclass(frozen=True, slots=True)
class Value:
    """A value from ``start`` up to ``end`` in the text: a scalar, or a list or mapping of values."""

    plain: Any
    start: int
    end: int
    items: tuple[Value, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A name and its value in a mapping; ``start`` is the name's offset."""

    name: str
    start: int
    value: Value


@dataclass(frozen=True, slots=True)
class Document:
    """The settings of a text, empty where it has none, and what is wrong with it."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Reading:
    base: int
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, offset: int, message: str, hint: str = "", width: int = 1) -> None:
        self.problems.append(Problem(BAD_YAML, self.base + offset, message, hint, width))


def read(text: str, base: int = 0) -> Document:
    """Read the YAML in ``text``, which begins ``base`` characters into its file; never raises."""
    reading = _Reading(base)
    if len(text) > _MOST_CHARACTERS:
        reading.wrong(0, f"settings of {len(text)} characters are too long; {_MOST_CHARACTERS} are allowed")
        return Document((), tuple(reading.problems))
    node = _compose(text, reading)
    if node is None or reading.problems:
        return Document((), tuple(reading.problems))
    value = _value(node, reading, 0)
    if not isinstance(node, yaml.MappingNode) and value.plain is not None:
        reading.wrong(value.start - base, "settings are written as name: value", width=value.end - value.start)
    return Document(value.entries, tuple(reading.problems))


def _compose(text: str, reading: _Reading) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = mark.index if mark else 0
        reading.wrong(at, f"this is not YAML: {error.problem or error.context}", _advice(str(error.problem)))
    except yaml.reader.ReaderError as error:
        reading.wrong(error.position, f"the character {error.character:#x} is not allowed in YAML")
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        reading.wrong(0, f"this is not YAML: {type(error).__name__}")
    else:
        return node
    return None


class _Loader(yaml.SafeLoader):
    """A loader that refuses aliases where they stand: walking over expanded ones can take for ever."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:  # noqa: ANN401 -- its form
        if self.check_event(yaml.AliasEvent):
            event: Any = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML's types lack it
            raise yaml.composer.ComposerError(None, None, "aliases are not allowed", event.start_mark)
        return super().compose_node(parent, index)


def _value(node: yaml.Node, reading: _Reading, depth: int) -> Value:
    start, end = node.start_mark.index, node.end_mark.index
    place = (reading.base + start, reading.base + end)
    if depth > _DEEPEST:
        reading.wrong(start, f"settings nested more than {_DEEPEST} deep")
        return Value(None, *place)
    if isinstance(node, yaml.MappingNode):
        entries = _entries(node, reading, depth)
        return Value({entry.name: entry.value.plain for entry in entries}, *place, entries=entries)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_value(item, reading, depth + 1) for item in node.value)
        return Value([item.plain for item in items], *place, items=items)
    if node.start_mark.buffer and node.tag and not node.tag.startswith("tag:yaml.org,2002:"):
        reading.wrong(start, f"the tag {node.tag} is not allowed", width=end - start)
    return Value(_scalar(node), *place)


def _entries(node: yaml.MappingNode, reading: _Reading, depth: int) -> tuple[Entry, ...]:
    entries: dict[str, Entry] = {}
    for key, value in node.value:
        name, at = str(key.value), key.start_mark.index
        if not isinstance(key, yaml.ScalarNode):
            reading.wrong(at, "a name is a single word or text")
        elif name in entries:
            reading.wrong(at, f"{name!r} stands here twice", "keep one of the two", len(name))
        else:
            entries[name] = Entry(name, reading.base + at, _value(value, reading, depth + 1))
    return tuple(entries.values())


def _scalar(node: yaml.Node) -> Any:  # noqa: ANN401 -- a scalar of any type
    """Return the value of a scalar after YAML 1.2's core schema; quoted and block text is text."""
    text: str = node.value
    if getattr(node, "style", None):
        return text
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INTEGER.match(text):
        return int(text)
    number = float(text) if _NUMBER.match(text) else math.nan
    return number if math.isfinite(number) else text


def _advice(problem: str) -> str:
    """Return what to do about the slips that authors make most."""
    if "mapping values are not allowed" in problem or "found unknown escape" in problem:
        return "put a value that holds a colon or a backslash into single quotes"
    if "cannot start any token" in problem:
        return "indent with spaces, and put a value that begins with @, % or ` into quotes"
    return ""
