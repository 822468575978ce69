"""Reads YAML into plain values that know their places.

Less than YAML, so that a setting means what it says and no text is costly: YAML 1.2's core types only (``no`` is a
word, not false), no aliases, no tags, no key twice, no deep nesting, and a limit on the size.
"""

from __future__ import annotations

import math
import re
from typing import Any

import yaml

from deckbuild.config.document import BAD_YAML, MOST, Document, Entry, Value
from deckbuild.diagnostics.problem import Problem

_DEEPEST = 20
_LONGER = "in a front matter limits.front_matter, set in deckbuild.yml, allows more"
_PROPERTIES = {"!": "tags", "&": "anchors"}  # what may stand before a value in YAML
_NULL, _BOOL = ("", "~", "null", "Null", "NULL"), {"true": True, "True": True, "false": False, "False": False}
_BOOL |= {"TRUE": True, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class _Reading:
    def __init__(self, text: str, base: int) -> None:
        self.text, self.base = text, base
        self.problems: list[Problem] = []

    def wrong(self, offset: int, message: str, hint: str = "", width: int = 1) -> None:
        self.problems.append(Problem(BAD_YAML, self.base + offset, message, hint, width))


def read(text: str, base: int = 0, most: int = MOST) -> Document:
    """Read the YAML in ``text``, up to ``most`` characters, which begins ``base`` into its file; never raises."""
    reading = _Reading(text, base)
    if len(text) > most:
        reading.wrong(0, f"settings of {len(text)} characters are too long; {most} are allowed", _LONGER)
        return Document((), tuple(reading.problems))
    node = _compose(reading)
    if node is None or reading.problems:
        return Document((), tuple(reading.problems))
    value = _value(node, reading)
    if not isinstance(node, yaml.MappingNode) and value.plain is not None:
        reading.wrong(value.start - base, "settings are written as name: value", width=value.end - value.start)
    return Document(value.entries, tuple(reading.problems))


def _compose(reading: _Reading) -> yaml.Node | None:
    loader = None
    try:
        loader = _Loader(reading.text)
        node: yaml.Node | None = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        problem = str(error.problem or error.context)
        ends_early = "stream end" in problem or "end of stream" in problem  # then the mark is at the end of the file
        mark = (error.context_mark if ends_early else None) or error.problem_mark
        reading.wrong(mark.index if mark else 0, f"this is not YAML: {problem}", _advice(problem))
    except yaml.reader.ReaderError as error:
        reading.wrong(error.position, f"the character {error.character:#x} is not allowed in YAML")
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError):
        reading.wrong(loader.index if loader else 0, "this is not YAML: a character or a number is out of range")
    else:
        return node
    return None


class _Loader(yaml.SafeLoader):
    """A loader that refuses, where they stand, aliases and deep nesting: to walk over them can take for ever."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:  # noqa: ANN401 -- its form
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML's types lack it
        mark: Any = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "aliases are not allowed", mark)
        if self._depth > _DEEPEST:
            raise yaml.composer.ComposerError(None, None, f"nested more than {_DEEPEST} deep", mark)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


def _value(node: yaml.Node, reading: _Reading) -> Value:
    start, end = node.start_mark.index, node.end_mark.index
    place = (reading.base + start, reading.base + end)
    if sign := _PROPERTIES.get(reading.text[start : start + 1]):
        reading.wrong(start, f"{sign} are not allowed", "put text that begins with ! or & into quotes", end - start)
    if isinstance(node, yaml.MappingNode):
        entries = _entries(node, reading)
        return Value({entry.name: entry.value.plain for entry in entries}, *place, entries=entries)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_value(item, reading) for item in node.value)
        return Value([item.plain for item in items], *place, items=items)
    if _SURROGATE.search(node.value):
        reading.wrong(start, "half a character (a surrogate) is not allowed", width=end - start)
    return Value(_scalar(node), *place)


def _entries(node: yaml.MappingNode, reading: _Reading) -> tuple[Entry, ...]:
    entries: dict[str, Entry] = {}
    for key, value in node.value:
        name, at = str(key.value), key.start_mark.index
        if not isinstance(key, yaml.ScalarNode) or _SURROGATE.search(name):
            reading.wrong(at, "a name is a single word or text")
        elif name in entries:
            reading.wrong(at, f"{name!r} stands here twice", "keep one of the two", len(name))
        else:
            entries[name] = Entry(name, reading.base + at, _value(value, reading))
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
    if _INTEGER.fullmatch(text):
        return int(text)
    number = float(text) if _NUMBER.fullmatch(text) else math.nan
    return number if math.isfinite(number) else text


def _advice(problem: str) -> str:
    """Return what to do about the slips that authors make most."""
    return next((advice for words, advice in _ADVICE.items() if words in problem), "")


_ADVICE = {
    "mapping values are not allowed": "put a value that holds a colon into quotes",
    "found unknown escape": "put a value that holds a backslash into single quotes",
    "cannot start any token": "indent with spaces, and put a value that begins with @, % or ` into quotes",
    "end of stream": "what begins here is never closed",
    "stream end": "what begins here is never closed",
    "expected <block end>": "names of one level begin in the same column",
    "expected alphabetic": "put text that begins with * or & into quotes",
    "aliases": "put text that begins with * into quotes",
}
