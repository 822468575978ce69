"""Reads an HTML fragment with offsets, and changes it by edits, so that what no edit touches stays as it is.

1. cut the fragment into tags, comments and raw text (`tags`);
2. nest the tags into elements, as a browser would: void elements, optional end tags, stray end tags;
3. collect edits to attributes and stretches, and apply them all at once.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.html.tokenizer import (
    COLOURS,
    ENDS,
    FOREIGN,
    HTML_AGAIN,
    RAW,
    TOKEN,
    VOID,
    Tag,
    attribute,
    past,
    raw_end,
    read_tag,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

_NESTING = ("blockquote", "li", "ol", "ul")
_MOST_UNFINISHED = 10  # each is looked for up to the end of the text


class Comment(NamedTuple):
    """A comment: ``text`` is what stands between ``<!--`` and ``-->``; ``closed`` is false without the latter."""

    text: str
    start: int
    end: int
    parent: Element
    closed: bool = True


class Element:
    """An element with its offsets; the root of a fragment has the tag ``""`` and stands around it.

    New attributes are put in at ``tail``. ``closed`` says whether it ends where the author says so.
    """

    __slots__ = ("attributes", "closed", "end", "foreign", "nodes", "open_end", "parent", "start", "tag", "tail")

    def __init__(self, tag: Tag, parent: Element | None, end: int) -> None:
        self.tag, self.start, self.open_end, self.tail = tag.name, tag.start, tag.end, tag.tail
        self.attributes, self.parent, self.end = tag.attributes, parent, end
        self.nodes: list[Element | Comment] = []
        self.closed = self.foreign = False

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
        child = next((node for node in reversed(self.nodes) if isinstance(node, Element)), None)
        return child if child and child.tag == tag else None


class Tree(NamedTuple):
    """What was read: the elements, the end tags that end nothing, and the stretches of tags that never end.

    Such a tag is text, but for its ``<``. ``depth`` is how deep lists and quotes are nested.
    """

    root: Element
    strays: tuple[Tag, ...]
    unfinished: tuple[tuple[int, int], ...]
    depth: int


def parse(html: str) -> Element:
    """Return the root of ``html``; whatever it holds is read, as in a browser nothing is an error."""
    return read(html).root


def read(html: str, pieces: Iterable[tuple[int, int]] = ()) -> Tree:
    """Return the elements of ``html``, and what in it fits nowhere.

    What begins in one of the ``pieces`` (where each starts and ends, in their order) ends there, too.
    """
    return _Reader(html).tree(pieces)


class _Reader:
    """One walk over the tags; ``here`` is the innermost open element, ``open`` counts the open ones by tag."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.root = self.here = Element(Tag("", 0, 0, 0, {}, slash=False), None, len(html))
        self.root.closed = True
        self.until = len(html)
        self.open: Counter[str] = Counter()
        self.strays: list[Tag] = []
        self.unfinished: list[tuple[int, int]] = []
        self.depth = 0

    def tree(self, pieces: Iterable[tuple[int, int]]) -> Tree:
        at = 0
        for start, end in pieces:
            self._tokens(at, start)
            self._piece(start, end)
            at = end
        self._tokens(at, len(self.html))
        self._end(self.root, len(self.html))
        return Tree(self.root, tuple(self.strays), tuple(self.unfinished), self.depth)

    def _piece(self, start: int, end: int) -> None:
        """Read a piece, in which nothing is open at its start, nor at its end."""
        holder, around, self.open = self.here, self.open, Counter()
        self._tokens(start, end)
        self._end(holder, end)
        self.open = around

    def _tokens(self, at: int, until: int) -> None:
        self.until = until
        while token := TOKEN.search(self.html, at, until):
            at = self._read(token)
            if self.here.tag == "code":  # its colours nest in nothing, hold nothing, and are most tags of many slides
                at = past(COLOURS, self.html, at, until)

    def _read(self, token: re.Match[str]) -> int:
        """Take one token; return where to read on."""
        if token["comment"]:
            closed = token["done"] != ""
            self.here.nodes.append(Comment(token["text"] or "", token.start(), token.end(), self.here, closed))
            return token.end()
        if not token["tag"]:
            return token.end() if token["bogus"] else self._unfinished(token.start())
        tag = read_tag(self.html, token)
        if tag is None or tag.name == "plaintext":  # an element that nothing can end
            return self._unfinished(token.start())
        return self._close(tag) if token["close"] else self._open(tag)

    def _unfinished(self, start: int) -> int:
        """Take a tag that never ends for text, and with it all that follows when there are many."""
        end = start + 1 if len(self.unfinished) < _MOST_UNFINISHED else self.until
        self.unfinished.append((start, end))
        return end

    def _open(self, tag: Tag) -> int:
        """Add the element that ``tag`` opens, and make it the innermost open one if it can hold anything."""
        while self.here.parent and self.here.tag in ENDS.get(tag.name, ()):
            self._end(self.here.parent, tag.start)
        element = Element(tag, self.here, tag.end)
        element.foreign = tag.name in FOREIGN or (self.here.foreign and self.here.tag not in HTML_AGAIN)
        if tag.name == "image" and not element.foreign:
            element.tag = "img"  # HTML standard, 13.2.6.4.7
        element.closed = tag.slash if element.foreign else element.tag in VOID
        self.here.nodes.append(element)
        if tag.name in RAW and not element.foreign:
            end_tag = raw_end(self.html, tag, self.until)
            element.end, element.closed = end_tag.end, end_tag.is_there
        elif not element.closed:
            self.here = element
            self.open[tag.name] += 1
            if tag.name in _NESTING:
                self.depth = max(self.depth, sum(self.open[each] for each in _NESTING))
        return element.end

    def _close(self, tag: Tag) -> int:
        """Close the nearest open element of this tag and what is open inside it; a stray closes nothing."""
        if not self.open[tag.name]:
            if tag.name not in ("p", "br"):  # a browser reads these two as elements without content
                self.strays.append(tag)
            return tag.end
        while self.here.tag != tag.name and self.here.parent:
            self._end(self.here.parent, tag.start)
        holder = self.here
        self._end(holder.parent or self.root, tag.end)
        holder.closed = True
        return tag.end

    def _end(self, until: Element, at: int) -> None:
        """End the open elements inside ``until`` at the offset ``at``."""
        while self.here is not until and self.here.parent:
            self.here.end = at
            self.open[self.here.tag] -= 1
            self.here = self.here.parent


class Edits:
    """Changes to one fragment, collected in any order and applied at once."""

    def __init__(self, html: str) -> None:
        self.html = html
        self._stretches: list[tuple[int, int, str]] = []
        self._attributes: dict[Element, dict[str, str]] = {}

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
            yield element.tail, element.tail, added
