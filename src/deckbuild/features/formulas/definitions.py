r"""Macros that formulas define: `\newcommand`, `\def` and their kin hold from there to the end of the deck."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.parsing import scanner

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NAME = r"\\(?:[a-zA-Z]+|[^a-zA-Z\s])"
_HEADS = (
    re.compile(
        rf"\\(?:(?:re)?newcommand|providecommand)\*?\s*(?:\{{\s*(?P<name>{_NAME})\s*\}}|(?P<bare>{_NAME}))\s*"
        r"(?:\[(?P<count>[1-9])\]\s*)?(?:\[(?P<default>[^\]]*)\]\s*)?(?=\{)"
    ),
    re.compile(
        rf"\\DeclareMathOperator(?P<star>\*?)\s*(?:\{{\s*(?P<name>{_NAME})\s*\}}|(?P<bare>{_NAME}))\s*"
        r"(?P<operator>(?=\{))"
    ),
    re.compile(rf"\\[gex]?def\s*(?P<bare>{_NAME})(?P<parameters>[^{{}}\\]*)(?=\{{)"),
)
_LET = re.compile(rf"\\let\s*(?P<bare>{_NAME})\s*=?\s*(?:{_NAME}|\S)")
_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})[ \t]*math(?!\S)")
_BEGIN = re.compile(r"\\(?:(?:re)?newcommand|providecommand|DeclareMathOperator|[gex]?def|let)(?![a-zA-Z])")


class Definition(NamedTuple):
    """A macro: its ``name``, the ``source`` that defines it, and the ``text`` by which Temml does.

    ``default`` is that of its first argument, if that may be left out.
    """

    name: str
    source: str
    text: str
    default: str | None = None


def taken(tex: str) -> tuple[tuple[Definition, ...], str]:
    """Return the macros that a formula defines, and the formula with blanks in their place.

    A definition that has no end stays: Temml then says what is wrong with it.
    """
    found: list[Definition] = []
    at = 0
    while begin := _BEGIN.search(tex, at):
        definition, end = _read(tex, begin.start())
        if definition:
            found.append(definition)
            tex = tex[: begin.start()] + " " * (end - begin.start()) + tex[end:]
        at = end
    return tuple(found), tex


def of_slide(text: str) -> str:
    """Return the definitions in a slide's ``text``, wherever they stand outside of code, as pandoc takes them, too."""
    if not _BEGIN.search(text):
        return ""
    found, _ = taken("".join(text[start:end] for start, end in outside_code(text)))
    return "".join(each.source for each in found)


def outside_code(text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of ``text`` in which formulas may stand: from where to where. A fence of formulas is no code."""
    at = 0
    for region in scanner.regions(text):
        yield at, region.start
        if _FENCE.match(text, region.start):
            yield region.start, region.end
        at = region.end
    yield at, len(text)


def of_settings(macros: Mapping[str, str]) -> tuple[Definition, ...]:
    """Return the macros that settings define, by their names; how many arguments they take is seen in their texts."""
    return tuple(_of_setting(f"\\{name.removeprefix(chr(92))}", text) for name, text in macros.items())


def question(definitions: Sequence[Definition]) -> dict[str, object]:
    """Return ``definitions`` as `engine.js` wants them; the last one of a name counts."""
    defaults = {each.name: each.default for each in definitions}
    given = {name: value for name, value in defaults.items() if value is not None}
    return {"definitions": "".join(each.text for each in definitions), "defaults": given}


def _of_setting(name: str, text: str) -> Definition:
    count = max(map(int, re.findall(r"#([1-9])", text)), default=0)
    return Definition(name, "", f"\\def{name}{_parameters(1, count)}{{{text}}}")


def _read(tex: str, at: int) -> tuple[Definition | None, int]:
    """Return the definition that begins at the offset ``at``, and where it ends."""
    if let := _LET.match(tex, at):
        return Definition(let["bare"], let[0], f"{let[0]} "), let.end()
    head = next(filter(None, (each.match(tex, at) for each in _HEADS)), None)
    end = _closed(tex, head.end()) if head else 0
    if head is None or not end:
        return None, at + 1
    return _made(head, tex[head.end() : end]), end


def _made(head: re.Match[str], body: str) -> Definition:
    """Return the definition that begins with ``head``, of a ``body`` with its braces."""
    parts = head.groupdict()
    name, source = parts.get("name") or parts["bare"], f"{head[0]}{body}"
    if "operator" in parts:
        return Definition(name, source, f"\\def{name}{{\\operatorname{parts['star']}{body}}}")
    if "parameters" in parts:
        return Definition(name, source, f"\\def{name}{parts['parameters']}{body}")
    count = int(parts["count"] or 0)
    if parts["default"] is None:
        return Definition(name, source, f"\\def{name}{_parameters(1, count)}{body}")
    return Definition(name, source, f"\\def{name}@with[#1]{_parameters(2, count)}{body}", parts["default"])


def _parameters(first: int, last: int) -> str:
    return "".join(f"#{number}" for number in range(first, last + 1))


def _closed(tex: str, at: int) -> int:
    """Return where the braces end that open at the offset ``at``; 0 if they do not."""
    depth = 0
    for brace in re.finditer(r"\\.|[{}]", tex[at:], re.DOTALL):
        depth += (brace[0] == "{") - (brace[0] == "}")
        if not depth and brace[0] == "}":
            return at + brace.end()
    return 0
