"""Reads an HTML fragment with offsets, and changes it by edits, so that what no edit touches stays as it is.

1. cut the fragment into tags, comments and raw text (the tokenizer of the HTML standard, 13.2.5, in short);
2. nest the tags into elements, as a browser would: void elements, optional end tags, stray end tags;
3. collect edits to attributes and stretches, and apply them all at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<(?P<close>/?)(?P<tag>[a-zA-Z][^\s/>]*)(?P<attributes>(?:[^>=]|=\s*\"[^\"]*\"|=\s*'[^']*'|=)*)>"
    r"|<[!?][^>]*>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s/>=\"'][^\s/>=]*)(?:\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s>\"']+))?", re.DOTALL
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_RAW = frozenset({"script", "style", "textarea", "title"})
_P_ENDERS = frozenset(
    "address article aside blockquote div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p "
    "pre section table ul".split()
)
# What an opening tag ends when it is the innermost open element (HTML standard, 13.1.2.4 optional tags).
_ENDS = {
    **dict.fromkeys(_P_ENDERS, frozenset({"p"})),
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
}


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute in a start tag: its decoded value, and the characters it stands in."""

    value: str
    start: int
    end: int


@dataclass(eq=False, slots=True)
class Comment:
    """A comment: ``text`` is what stands between ``<!--`` and ``-->``."""

    text: str
    start: int
    end: int
    parent: Element


@dataclass(eq=False, slots=True)
class Element:
    """An element with its offsets; the root of a fragment has the tag ``""`` and stands around it."""

    tag: str
    start: int
    open_end: int
    parent: Element | None = None
    attributes: dict[str, Attribute] = field(default_factory=dict)
    nodes: list[Element | Comment] = field(default_factory=list)
    end: int = -1

    def elements(self) -> Iterator[Element]:
        """Yield the elements inside this one, in document order."""
        for node in self.walk():
            if isinstance(node, Element):
                yield node

    def comments(self) -> list[Comment]:
        """Return the comments inside this element, in document order."""
        return [node for node in self.walk() if isinstance(node, Comment)]

    def walk(self) -> Iterator[Element | Comment]:
        """Yield what is inside this element, in document order (without recursion: depth has no limit)."""
        pending = list(reversed(self.nodes))
        while pending:
            node = pending.pop()
            yield node
            if isinstance(node, Element):
                pending.extend(reversed(node.nodes))

    def last(self, tag: str) -> Element | None:
        """Return the last child element if it is a ``tag``."""
        children = [node for node in self.nodes if isinstance(node, Element)]
        return children[-1] if children and children[-1].tag == tag else None


def parse(html: str) -> Element:
    """Return the root of ``html``; whatever it holds is read, as in a browser nothing is an error."""
    root = Element("", 0, 0, end=len(html))
    here, at = root, 0
    while token := _TOKEN.search(html, at):
        at = token.end()
        if token["comment"] is not None:
            here.nodes.append(Comment(token["comment"], token.start(), token.end(), here))
        elif token["tag"] and token["close"]:
            here = _closed(here, token["tag"].lower(), token)
        elif token["tag"]:
            here, at = _opened(here, html, token)
    _finish(here, len(html))
    return root


def _opened(here: Element, html: str, token: re.Match[str]) -> tuple[Element, int]:
    """Add the element that ``token`` opens; return the innermost open element and where to read on."""
    tag = token["tag"].lower()
    while here.parent and here.tag in _ENDS.get(tag, ()):
        here.end = token.start()
        here = here.parent
    element = Element(tag, token.start(), token.end(), here, end=token.end())
    for found in _ATTRIBUTE.finditer(html, token.start("attributes"), token.end("attributes")):
        value = unescape((found["value"] or "").strip("\"'"))
        element.attributes.setdefault(found["name"].lower(), Attribute(value, found.start(), found.end()))
    here.nodes.append(element)
    if tag in _VOID or html[token.end() - 2] == "/":
        return here, token.end()
    if tag in _RAW:
        element.end = _raw_end(html, tag, token.end())
        return here, element.end
    return element, token.end()


def _raw_end(html: str, tag: str, at: int) -> int:
    """Return where the raw text element ``tag`` ends: behind its end tag, or with the fragment."""
    found = re.compile(rf"</{tag}[^>]*>", re.IGNORECASE).search(html, at)
    return found.end() if found else len(html)


def _closed(here: Element, tag: str, token: re.Match[str]) -> Element:
    """Close the nearest open ``tag`` and what is open inside it; a stray end tag closes nothing."""
    holder: Element | None = here
    while holder and holder.tag != tag:
        holder = holder.parent
    if holder is None or holder.parent is None:
        return here
    _finish(here, token.start(), holder)
    holder.end = token.end()
    return holder.parent


def _finish(here: Element, at: int, until: Element | None = None) -> None:
    """End ``here`` and its parents up to ``until`` at the offset ``at``."""
    element: Element | None = here
    while element and element is not until and element.parent:
        element.end = at
        element = element.parent


@dataclass(slots=True)
class Edits:
    """Changes to one fragment, collected in any order and applied at once."""

    html: str
    _stretches: list[tuple[int, int, str]] = field(default_factory=list)
    _attributes: dict[Element, dict[str, str]] = field(default_factory=dict)

    def replace(self, start: int, end: int, text: str) -> None:
        """Put ``text`` in the place of the characters from ``start`` up to ``end``."""
        self._stretches.append((start, end, text))

    def set(self, element: Element, name: str, value: str) -> None:
        """Set an attribute; the last value that is set for a name holds."""
        self._attributes.setdefault(element, {})[name] = value

    def get(self, element: Element, name: str) -> str:
        """Return the attribute as it will be, an empty text if there is none."""
        changed = self._attributes.get(element, {})
        if name in changed:
            return changed[name]
        attribute = element.attributes.get(name)
        return attribute.value if attribute else ""

    def apply(self) -> str:
        """Return the fragment with all edits."""
        pieces, at = [], 0
        for start, end, text in sorted([*self._stretches, *self._attribute_edits()], key=lambda edit: edit[:2]):
            pieces += [self.html[at:start], text]
            at = end
        return "".join(pieces) + self.html[at:]

    def _attribute_edits(self) -> Iterator[tuple[int, int, str]]:
        for element, values in self._attributes.items():
            added = ""
            for name, value in values.items():
                old = element.attributes.get(name)
                if old:
                    yield old.start, old.end, attribute(name, value)
                else:
                    added += " " + attribute(name, value)
            close = element.open_end - (2 if self.html[element.open_end - 2] == "/" else 1)
            yield close, close, added


def attribute(name: str, value: str) -> str:
    """Return ``name="value"`` with the value escaped."""
    return f'{name}="{escape(value, quote=False).replace(chr(34), "&quot;")}"'
