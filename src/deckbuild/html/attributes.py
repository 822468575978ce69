"""Reads attributes as authors write them in comments and behind separators."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

# Attributes that HTML and reveal.js know without a value; any other bare word is most likely a slip.
_BARE = frozenset(
    "allowfullscreen async autoplay checked contenteditable controls defer disabled download hidden inert loop "
    "muted open playsinline readonly reversed selected".split()
)
_PAIR = re.compile(
    r"""(?P<name>[^\s"'=<>/,;]+)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s"'=<>`][^\s"'<>`]*(?=\s|$))|(?=\s|$))"""
)
_WORD = re.compile(r"\S+")
# A class or an id; or a value in quotes, in which there is none.
_SHORT = re.compile(r""""[^"]*"|'[^']*'|(?<!\S)(?P<sign>[.#])(?P<name>[^\s.#"'=<>{}]+)(?=[\s.#]|$)""")
_HANDLER = re.compile(r"on(?!ly$)", re.IGNORECASE)  # no other attribute begins so, of HTML or of ours


class Word(NamedTuple):
    """A word that is no attribute, ``offset`` characters into the text that was read."""

    text: str
    offset: int


def read(text: str) -> tuple[dict[str, str], tuple[Word, ...]]:
    r"""Return the attributes in ``text`` and the words that are none, programs (``onclick="…"``) among them.

    Double quotes, single quotes and bare values are understood, over several lines; names without a value
    count when they begin with ``data-`` or ``aria-`` or are boolean attributes of HTML.
    """
    found: dict[str, str] = {}
    strange: list[Word] = []
    at = 0
    while word := _WORD.search(text, at):
        pair = _PAIR.match(text, word.start())
        if pair and (pair["value"] is not None or _bare(pair["name"])) and not _HANDLER.match(pair["name"]):
            found[pair["name"]] = _unquoted(pair["value"] or "")
        else:
            strange.append(Word((pair or word)[0], word.start()))
        at = (pair or word).end()
    return found, tuple(strange)


def in_braces(text: str) -> tuple[dict[str, str], tuple[Word, ...]]:
    """Return what ``read`` does for ``text`` in braces, where classes and ids are short: `{.class #id name=value}`.

    So pandoc, Quarto and kramdown write attributes, the latter with a colon behind the first brace.
    """
    found: dict[str, str] = {}
    inside = re.sub(r"^\{:?|\}$", lambda each: " " * len(each[0]), text)
    for each in _SHORT.finditer(inside):
        if each["sign"]:
            name = "class" if each["sign"] == "." else "id"
            found[name] = merged(found.get(name, ""), name, each["name"])
    rest, strange = read(_SHORT.sub(lambda each: " " * len(each[0]) if each["sign"] else each[0], inside))
    return joined(found, rest), strange


def behind_separator(text: str) -> tuple[dict[str, str], tuple[Word, ...]]:
    """Return the attributes in the ``text`` behind the separator of a slide, in braces or not, and the other words."""
    return in_braces(text) if text.startswith("{") else read(text)


def merged(old: str, name: str, value: str) -> str:
    """Return the value of ``name`` after ``value`` is set: classes add up, anything else is replaced."""
    if name != "class":
        return value
    return " ".join(dict.fromkeys(f"{old} {value}".split()))


def joined(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes ``old`` with those of ``new`` set on top."""
    return {**old, **{name: merged(old.get(name, ""), name, value) for name, value in new.items()}}


def _bare(name: str) -> bool:
    return name.startswith(("data-", "aria-")) or name.lower() in _BARE


def _unquoted(value: str) -> str:
    return value[1:-1] if value[:1] in ("'", '"') else value
