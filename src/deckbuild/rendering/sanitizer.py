"""Takes out of a slide's HTML all that could run or load a program: for decks from strangers (`--untrusted`).

The HTML is not mended but written anew, token by token, out of what `allowed` names: each `<` of the result begins a
tag from that list, with its attributes in double quotes and no `<`, `>` or `"` inside them. So it does not matter how
a browser nests the tags, or how often it reads and writes them: there is nothing else to find.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Problem, Rule, Severity
from deckbuild.html.tokenizer import RAW, TOKEN, VOID, attribute, read_tag
from deckbuild.rendering import allowlist

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deckbuild.html.source_map import Places
    from deckbuild.html.tokenizer import Tag
    from deckbuild.rendering.draft import Draft

STRIPPED = Rule(
    "D407",
    "stripped",
    Severity.WARNING,
    "With --untrusted a deck may come from anyone, so elements, attributes and addresses that could run a program or\n"
    "load a page (<script>, <iframe>, <form>, onclick, javascript: and others that are not known to be harmless) are\n"
    "taken out. Text, pictures, tables, code, films of the project and drawings in SVG stay.",
)
_TEXT_ONLY = frozenset({"style", "title"})
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_REFERENCE = re.compile(r"&(?=[\w#])")


class _Taken(NamedTuple):
    """Something that was taken out: how it may be written, the likeliest first, and what there is to say."""

    written: tuple[str, ...]
    message: str


def strip(draft: Draft) -> Draft:
    """Return ``draft``, and the attributes of its sections, without programs."""
    writer = _Writer(draft.html)
    html, section, stack = writer.html(), writer.section(draft.attributes), writer.section(draft.stack)
    problems = _placed(writer.taken, draft.places) if writer.taken else []
    return draft._replace(html=html, tree=None, attributes=section, stack=stack).told(problems)


def _placed(taken: list[_Taken], places: Places) -> list[Problem]:
    """Find what was taken out in the text of the slide."""
    places = places.anew()
    problems = []
    for each in taken:
        needle = next((written for written in each.written if written and written in places.text), "")
        problems.append(
            Problem(STRIPPED, places.next(needle) if needle else 0, each.message, width=max(1, len(needle)))
        )
    return problems


class _Writer:
    """One walk over the tokens of a slide."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.taken: list[_Taken] = []

    def html(self) -> str:
        """Return the slide, written anew."""
        at = 0
        while token := TOKEN.search(self.source, at):
            self._text(at, token.start())
            at = self._token(token)
        self._text(at, len(self.source))
        return "".join(self.pieces)

    def section(self, attributes: Mapping[str, str]) -> dict[str, str]:
        """Return those of a section's ``attributes`` that may stay."""
        kept = {}
        for name, value in attributes.items():
            if allowlist.is_allowed("section", name.lower(), value):
                kept[name.lower()] = value
            else:
                written = (f'{name}="{value}"', f"{name}='{value}'", f"{name}={value}", name)
                self.taken.append(_Taken(written, f"--untrusted takes {name} out of this slide"))
        return kept

    def _text(self, start: int, end: int) -> None:
        self.pieces.append(self.source[start:end].replace("<", "&lt;"))

    def _token(self, token: re.Match[str]) -> int:
        """Write one token; return where to read on. Comments, and what browsers take for one, are left out."""
        if not token["tag"]:
            return token.end()
        tag = read_tag(self.source, token)
        if tag is None:  # it never ends, so all that follows is text
            self._text(token.start(), len(self.source))
            return len(self.source)
        return self._end_tag(tag) if token["close"] else self._start_tag(tag)

    def _start_tag(self, tag: Tag) -> int:
        if not allowlist.is_element(tag.name, {name: each.value for name, each in tag.attributes.items()}):
            return self._take_out(tag)
        if tag.name in _TEXT_ONLY:
            return self._raw(tag)
        self._open(tag)
        return tag.end

    def _end_tag(self, tag: Tag) -> int:
        if tag.name in allowlist.ELEMENTS - VOID:
            self.pieces.append(f"</{tag.name}>")
        return tag.end

    def _open(self, tag: Tag) -> None:
        """Write a start tag with those of its attributes that may stay."""
        pieces = [tag.name]
        for name, each in tag.attributes.items():
            if allowlist.is_allowed(tag.name, name, each.value):
                pieces.append(attribute(name, each.value))
            else:
                written = (self.source[each.start : each.end], each.value, name)
                self.taken.append(_Taken(written, f"--untrusted takes {name} out of this <{tag.name}>"))
        self.pieces.append(f"<{' '.join(pieces)}{'/' * tag.slash}>")

    def _take_out(self, tag: Tag) -> int:
        """Leave out a start tag, and what stands in the element if that is of no use without it."""
        message = f"--untrusted takes out this <{tag.name}>"
        self.taken.append(_Taken((self.source[tag.start : tag.end], f"<{tag.name}"), message))
        return self._end(tag)[1] if tag.name in allowlist.WITH_CONTENT and not tag.slash else tag.end

    def _raw(self, tag: Tag) -> int:
        """Write an element of plain text or CSS: in either no character may look like a tag or a reference."""
        inner_end, end = (tag.end, tag.end) if tag.slash else self._end(tag)
        inner = self.source[tag.end : inner_end]
        if tag.name == "style":
            if not allowlist.is_style(inner):
                self._take_out(tag)
                return end
            inner = _REFERENCE.sub(r"\\26 ", _CDATA.sub("", inner).replace("<", r"\3c "))
        self._open(tag)
        self.pieces.append(f"{inner.replace('<', '&lt;')}</{tag.name}>")
        return end

    def _end(self, tag: Tag) -> tuple[int, int]:
        """Return where the content of an element ends, and where its end tag does."""
        tags = re.compile(rf"<(?P<close>/?){re.escape(tag.name)}(?=[\s/>])[^>]*>", re.IGNORECASE)
        depth = 1
        for found in tags.finditer(self.source, tag.end):
            depth += -1 if found["close"] else tag.name not in RAW
            if not depth:
                return found.start(), found.end()
        return len(self.source), len(self.source)
