"""Checks the links of a deck to its own slides: `#/2/1` is a slide that is there, `#part` an id of an element."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from deckbuild.diagnostics.problem import Problem, Rule, Severity, nearest, place
from deckbuild.html.source_map import Places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from deckbuild.assets.embedding import Embedded
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.page.sections import Stack
    from deckbuild.parsing.slides import Slide

DEAD_LINK = Rule(
    "D312",
    "dead-link",
    Severity.WARNING,
    "A link leads to a slide that the deck does not have. `#/2/1` is the slide 1 of the stack 2, both counted from 0;\n"
    "`#deep-part` is the slide with the heading `Deep part`, or with an element that has this id.",
)
# A number of reveal.js, or a name with the number of a step behind it (controllers/location.js, getIndicesFromHash).
_NUMBERS = re.compile(r"\d{0,9}(?:/\d{0,9})*\Z", re.ASCII)
_STEP = re.compile(r"/-?\d+\Z", re.ASCII)


class Targets(NamedTuple):
    """Where links of a deck may lead: how many slides each stack has, the ``first`` number, ids, and the ``page``.

    Slides that reveal.js hides have no number.
    """

    sizes: Sequence[int]
    first: int
    ids: frozenset[str]
    page: Callable[[], str]

    @classmethod
    def of(cls, stacks: Sequence[Stack], page: Callable[[], str], first: int) -> Targets:
        """Return the targets in the ``stacks`` of a ``page``."""
        shown = (sum(map(_is_shown, each.slides)) if _is_shown(each) else 0 for each in stacks)
        slides = [slide for each in stacks for slide in each.slides]
        sections = [*(each.attributes for each in stacks), *(each.attributes for each in slides)]
        ids = frozenset(name for slide in slides for name in slide.ids)
        ids |= {attributes["id"] for attributes in sections if "id" in attributes}
        return cls([size for size in shown if size], first, ids, page)

    def lack(self, address: str) -> tuple[str, str] | None:
        """Return what is wrong with a link to ``address``, and what to do; None if it leads to a slide."""
        name = address.removeprefix("#").removeprefix("/")
        if not _NUMBERS.match(name):
            return self._lacks_id(unquote(_STEP.sub("", name)))
        h, v = ([int(each or self.first) - self.first for each in name.split("/")] + [0, 0])[:2]
        if 0 <= h < len(self.sizes) and 0 <= v < self.sizes[h]:
            return None
        return f"there is no slide {address}", f"the deck has {self._count(h)}"

    def _count(self, h: int) -> str:
        """Return which numbers there are: those of the stack ``h``, if that is there."""
        if 0 <= h < len(self.sizes):
            return f"#/{h + self.first} to #/{h + self.first}/{self.sizes[h] - 1 + self.first}"
        return f"#/{self.first} to #/{len(self.sizes) - 1 + self.first}"

    def _lacks_id(self, name: str) -> tuple[str, str] | None:
        if name in self.ids or self._has(name):
            return None
        hint = nearest(name, self.ids) or "ids are those of headings and slides"
        return f"nothing in the deck has the id {name!r}", hint

    def _has(self, name: str) -> bool:
        """Return whether an element of the page has the name: in a template, as `data-id`, or as an old anchor."""
        given = rf"\b(?:id|name)=[\"']?{re.escape(escape(name))}[\"'\s>]"
        return re.search(given, self.page()) is not None


def check(
    stacks: Sequence[Stack], divided: Iterable[Slide], page: Callable[[], str], first: int
) -> Iterator[Diagnostic]:
    """Report links that lead to no slide; ``divided`` are the slides before, ``first`` is the number of the first.

    ``page`` is asked for the HTML of the page, if the slides alone do not tell.
    """
    slides = [slide for each in stacks for slide in each.slides]
    linking = [(slide.anchors, each.whole) for slide, each in zip(slides, divided, strict=True) if slide.anchors]
    if not linking:
        return
    targets = Targets.of(stacks, page, first)
    for anchors, text in linking:
        places = Places(text.text)
        for address in anchors:
            if wrong := targets.lack(address):
                mention = places.address(address)
                width = mention.end - mention.start
                yield place(Problem(DEAD_LINK, text.start + mention.start, *wrong, width), text.source)


def _is_shown(part: Stack | Embedded) -> bool:
    return part.attributes.get("data-visibility") != "hidden"
