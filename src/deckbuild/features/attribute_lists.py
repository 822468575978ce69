"""Reads attributes as pandoc, Quarto and kramdown write them: `{.class #id name=value}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.html import attributes

if TYPE_CHECKING:
    from deckbuild.html.attributes import Word

# A class or an id; or a value in quotes, in which there is none.
_SHORT = re.compile(r""""[^"]*"|'[^']*'|(?<!\S)(?P<sign>[.#])(?P<name>[^\s.#"'=<>{}]+)(?=[\s.#]|$)""")


def read(text: str) -> tuple[dict[str, str], tuple[Word, ...]]:
    """Return the attributes in ``text``, which stands between braces, and the words that are none."""
    found: dict[str, str] = {}
    for each in _SHORT.finditer(text):
        if each["sign"]:
            name = "class" if each["sign"] == "." else "id"
            found[name] = attributes.merged(found.get(name, ""), name, each["name"])
    rest, strange = attributes.read(_SHORT.sub(lambda each: " " * len(each[0]) if each["sign"] else each[0], text))
    return attributes.joined(found, rest), strange
