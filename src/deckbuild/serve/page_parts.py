"""The parts of a page that a browser can exchange: slides, head, style sheets, options; the rest is its frame."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from html import unescape
from types import MappingProxyType
from typing import TYPE_CHECKING

from deckbuild.page import sections
from deckbuild.page.assembly import SECTIONS, filled
from deckbuild.page.layout import STORE, linked
from deckbuild.serve import page_head
from deckbuild.serve.page_head import About

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deckbuild.assets.asset import Asset
    from deckbuild.page.sections import Stack
    from deckbuild.pipeline.built_deck import AssembledDeck, Lines

NOTHING: Mapping[object, StackParts] = MappingProxyType({})
_OPTIONS = "window.options = Object.assign("


@dataclass(frozen=True, slots=True)
class StackParts:
    """A stack as it stands in the page: the HTML of its slides' sections, and its own section's attributes.

    A stack of one slide has no section of its own: ``attributes`` is None. ``hidden`` are the places of the slides that
    reveal.js takes out of the page, None for all of the stack.
    """

    slides: tuple[str, ...]
    attributes: Mapping[str, str] | None
    hidden: tuple[int | None, ...] = ()
    digest: bytes = b""  # tells its HTML from any other

    @property
    def html(self) -> str:
        """The HTML of the whole stack."""
        if self.attributes is None:
            return self.slides[0]
        return sections.around(self.attributes, self.slides)


@dataclass(frozen=True, slots=True)
class DeckParts:
    """The page of a deck in its parts; ``frame`` is all of its HTML that stands in no other field."""

    frame: str
    title: str
    sheets: Mapping[str, str]
    options: str
    stacks: tuple[StackParts, ...]
    lines: tuple[tuple[Lines, ...], ...]
    hidden: tuple[tuple[int, int | None], ...] = ()  # slides that reveal.js takes out of the page when it starts
    about: About = field(default_factory=About)

    @property
    def revision(self) -> str:
        """What tells the page from any other."""
        sheets = (part for sheet in self.sheets.items() for part in sheet)
        rest = "\0".join((self.frame, self.title, repr(self.about), *sheets, self.options))
        return blake2b(b"".join((hashed(rest), *(each.digest for each in self.stacks))), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class StartPageParts:
    """The page that lists the decks: its `<main>`, and what stands around it."""

    frame: str
    main: str


def parts_of(
    deck: AssembledDeck, addresses: Mapping[str, str], known: Mapping[object, StackParts] = NOTHING
) -> DeckParts | None:
    """Return the page of ``deck`` in its parts; None if a project's template writes sections its own way.

    ``addresses`` are those of its files, by their keys; ``known`` the parts of stacks by their `_keys`.
    """
    page = deck.page
    if page.frame.count(SECTIONS) != 1:
        return None
    stacks = tuple(
        [known.get(key) or _stack(stack, addresses) for key, stack in zip(_keys(deck), page.stacks, strict=True)]
    )
    hidden = tuple((h, v) for h, stack in enumerate(stacks) for v in stack.hidden)
    before, _, after = page.frame.partition(SECTIONS)
    title, before = _cut(before, "<title>", "</title>")
    about, before = page_head.about(before)
    sheets, before = page_head.sheets(before)
    options, after = _options(after)

    def put_in(text: str) -> str:
        return linked(filled(text, page.texts), addresses).replace(STORE, "")

    return DeckParts(
        put_in(f"{before}\n{after}"),
        unescape(title),
        {number: put_in(css) for number, css in sheets.items()},
        options,
        stacks,
        deck.lines,
        hidden,
        replace(about, icon=put_in(about.icon)),
    )


def known_stacks(
    deck: AssembledDeck | None, parts: DeckParts | StartPageParts | None, assets: Mapping[str, Asset]
) -> Mapping[object, StackParts]:
    """Return the ``parts`` of the stacks of ``deck`` by their `_keys`, if its files are among ``assets`` now."""
    if deck is None or not isinstance(parts, DeckParts) or not deck.assets.items() <= assets.items():
        return NOTHING
    return dict(zip(_keys(deck), parts.stacks, strict=True))


def _keys(deck: AssembledDeck) -> Iterator[object]:
    """Yield what tells each stack of ``deck`` from those before: its identity, and what its page has put into it."""
    for embedded, placed in zip(deck.embedded.stacks, deck.page.stacks, strict=True):
        said = () if placed is embedded else tuple([frozenset(slide.attributes.items()) for slide in placed.slides])
        yield id(embedded), said


def start_page_parts(page: str) -> StartPageParts:
    """Return the page that lists the decks in its parts."""
    main, frame = _cut(page, "<main>", "</main>")
    return StartPageParts(frame, f"<main>{main}</main>")


def _stack(stack: Stack, addresses: Mapping[str, str]) -> StackParts:
    """Return a stack with links to its files, as the page has them."""
    slides = [linked(sections.of_slide(slide), addresses) for slide in stack.slides]
    around = {name: linked(value, addresses) for name, value in stack.attributes.items()}
    digest = hashed(sections.around(around, slides))
    return StackParts(tuple(slides), None if stack.is_single else around, tuple(_hidden(stack)), digest)


def hashed(html: str) -> bytes:
    """Return what tells ``html`` from any other."""
    return blake2b(html.encode("utf-8", errors="replace"), digest_size=8).digest()


def _hidden(stack: Stack) -> Iterator[int | None]:
    """Yield the places of the slides that reveal.js takes out; None if it takes out all of the stack."""
    hidden = [v for v, slide in enumerate(stack.slides) if slide.attributes.get("data-visibility") == "hidden"]
    is_all = stack.attributes.get("data-visibility") == "hidden" or (stack.is_single and hidden)
    yield from (None,) if is_all else hidden


def _cut(text: str, opening: str, closing: str) -> tuple[str, str]:
    """Return what stands between ``opening`` and ``closing``, and ``text`` without it."""
    start = text.find(opening) + len(opening)
    end = text.find(closing, start)
    return (text[start:end], text[:start] + text[end:]) if start >= len(opening) and end >= 0 else ("", text)


def _options(tail: str) -> tuple[str, str]:
    """Return the options that reveal.js starts with, as JSON, and ``tail`` without them."""
    start = tail.find(_OPTIONS) + len(_OPTIONS)
    if start < len(_OPTIONS):
        return "{}", tail
    try:
        _, end = json.JSONDecoder().raw_decode(tail, start)
    except ValueError:  # a project's template writes them its own way
        return "{}", tail
    return tail[start:end], tail[:start] + tail[end:]
