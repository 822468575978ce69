"""Tells which ids of a slide, of those that the deck has more than once, may become others, and exchanges them."""

from __future__ import annotations

import re
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

from deckbuild.html.id_references import follow
from deckbuild.html.tree import Edits, parse

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from deckbuild.assets.embedding import Embedded
    from deckbuild.html.id_references import Follow
    from deckbuild.html.tree import Element

    # An id, and the drawing that it stands in (None: in none): two drawings of a slide may have the same id.
    Key = tuple[Element | None, str]

# Where a tag, a directive, or an attribute list of an extension (`{#id}`) gives an element its id.
_GIVEN = re.compile(
    r"(?<![\w-])id\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))|\{[^}\n]*?#(?P<listed>[\w:.-]+)",
    re.IGNORECASE,
)


class SharedIds:
    """Those ids of ``slide`` that are ``shared`` with other elements of the deck; ``text`` is what the author wrote.

    ``movable`` ones may become others: those inside SVG, and those that no author wrote. The ``author``'s stay (each as
    often as the slide has it), and ``still`` ones inside SVG, that nothing names: drawing programs give each shape one.
    """

    def __init__(self, slide: Embedded, text: str, shared: Collection[str]) -> None:
        self._html = slide.html
        self.places = written(text)
        self._drawings: dict[Element, Element | None] = {}  # the elements, each with the drawing that it stands in
        for element in parse(slide.html).elements():
            around = self._drawings.get(element.parent) if element.parent else None
            self._drawings[element] = around or (element if element.tag == "svg" else None)
        names = set(shared) - {each.written for each in slide.headings}
        own = [(drawing, name) for drawing, name in map(self._key, self._drawings) if name in names]
        of_section = [each["id"] for each in (slide.attributes, slide.stack) if each.get("id") in shared]
        self.author = [*of_section, *(name for drawing, name in own if not drawing and name in self.places)]
        self.movable = [each for each in dict.fromkeys(own) if self._is_movable(*each)]
        self.still = {name for _, name in own} - {name for _, name in self.movable}

    def renamed(self, new: Mapping[Key, str]) -> str:
        """Return the slide's HTML with these ``new`` ids; what names one follows, in a drawing that drawing's own."""
        author, anywhere = set(self.author), dict[str, str]()
        inside: dict[Element | None, dict[str, str]] = {}
        for (drawing, name), other in new.items():
            inside.setdefault(drawing, {})[name] = other
            if name not in author:
                anywhere.setdefault(name, other)
        edits = Edits(self._html)
        for element, drawing in self._drawings.items():
            follow(element, edits, _exchanging(inside.get(drawing, {}), anywhere))
            if self._key(element) in new:
                edits.set(element, "id", new[self._key(element)])
        return edits.apply()

    def _key(self, element: Element) -> Key:
        """Return the id of ``element``, empty if it has none, and the drawing that it stands in."""
        own = element.attributes.get("id")
        return self._drawings[element], own.value if own else ""

    def _is_movable(self, drawing: Element | None, name: str) -> bool:
        return name in self._named if drawing else name not in self.places

    @cached_property
    def _named(self) -> set[str]:
        """The ids that something in the slide names."""
        found: set[str] = set()

        def keep(name: str) -> str:
            found.add(name)
            return name

        for element in self._drawings:
            follow(element, Edits(self._html), keep)
        return found


def _exchanging(inside: Mapping[str, str], anywhere: Mapping[str, str]) -> Follow:
    """Return what puts the other ids in the place of those ``inside`` a drawing, else of those ``anywhere``."""
    return lambda name: inside.get(name) or anywhere.get(name, name)


def written(text: str) -> dict[str, list[int]]:
    """Return the ids that an author's ``text`` gives to elements, each with the offsets at which it stands."""
    found: dict[str, list[int]] = {}
    for each in _GIVEN.finditer(text):
        group = each.lastgroup or ""
        found.setdefault(unescape(each[group]), []).append(each.start(group))
    return found
