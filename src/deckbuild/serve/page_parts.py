"""The parts of a page that a browser can exchange: slides, style sheets, options, title; the rest is its frame."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from deckbuild.page import sections
from deckbuild.page.layout import linked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from deckbuild.page.sections import Stack
    from deckbuild.pipeline.built_deck import Build, Lines

_SHEET = '<style data-sheet="'
_OPTIONS = "Reveal.initialize(Object.assign("


@dataclass(frozen=True, slots=True)
class StackParts:
    """A stack as it stands in the page: the HTML of its slides' sections, and its own section's attributes.

    A stack of one slide has no section of its own: ``attributes`` is None.
    """

    slides: tuple[str, ...]
    attributes: Mapping[str, str] | None

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
    sheets: tuple[str, ...]
    options: str
    stacks: tuple[StackParts, ...]
    lines: tuple[tuple[Lines, ...], ...]
    hidden: tuple[tuple[int, int | None], ...] = ()  # slides that reveal.js takes out of the page when it starts


@dataclass(frozen=True, slots=True)
class StartPageParts:
    """The page that lists the decks: its `<main>`, and what stands around it."""

    frame: str
    main: str


def parts_of(made: Build) -> DeckParts | None:
    """Return the served page of ``made`` in its parts; None if a project's template writes sections its own way."""
    addresses = {held.asset.key: held.link for held in made.files}
    groups = tuple(_group(stack, addresses) for stack in made.stacks)
    found = _sections(made.html, groups)
    if found is None:
        return None
    before, between, after = found
    title, before = _cut(before, "<title>", "</title>")
    sheets, before = _sheets(before)
    options, after = _options(after)
    frame = "\0".join((before, between, after))
    return DeckParts(frame, unescape(title), sheets, options, groups, made.lines, tuple(_hidden(made.stacks)))


def start_page_parts(page: str) -> StartPageParts:
    """Return the page that lists the decks in its parts."""
    main, frame = _cut(page, "<main>", "</main>")
    return StartPageParts(frame, f"<main>{main}</main>")


def _hidden(stacks: Sequence[Stack]) -> Iterator[tuple[int, int | None]]:
    for h, stack in enumerate(stacks):
        hidden = [v for v, slide in enumerate(stack.slides) if slide.attributes.get("data-visibility") == "hidden"]
        if stack.attributes.get("data-visibility") == "hidden" or (stack.is_single and hidden):
            yield h, None
        else:
            yield from ((h, v) for v in hidden)


def _group(stack: Stack, addresses: Mapping[str, str]) -> StackParts:
    """Return a stack with links to its files, as the page has them."""
    slides = map(sections.of_slide, stack.slides)
    laid_out = (linked(slide, addresses) if "\0" in slide else slide for slide in slides)
    around = {name: linked(value, addresses) for name, value in stack.attributes.items()}
    return StackParts(tuple(laid_out), None if stack.is_single else around)


def _sections(page: str, groups: Sequence[StackParts]) -> tuple[str, str, str] | None:
    """Return what stands in ``page`` before, between and behind the sections of ``groups``; None if one is missing.

    One follows the other, so that as a rule no search is needed.
    """
    if not groups:
        return None
    first = at = page.find(groups[0].html)
    between: list[str] = []
    for group in groups:
        html = group.html
        start = at if page.startswith(html, at) else page.find(html, at)
        if start < 0:
            return None
        between.append(page[at:start].strip())
        at = start + len(html)
        at += page.startswith("\n", at)
    return page[:first], "".join(between), page[at:]


def _cut(text: str, opening: str, closing: str) -> tuple[str, str]:
    """Return what stands between ``opening`` and ``closing``, and ``text`` without it."""
    start = text.find(opening) + len(opening)
    end = text.find(closing, start)
    return (text[start:end], text[:start] + text[end:]) if start >= len(opening) and end >= 0 else ("", text)


def _sheets(head: str) -> tuple[tuple[str, ...], str]:
    """Return the style sheets that the template has numbered, and ``head`` without them."""
    sheets: list[str] = []
    pieces: list[str] = []
    at = 0
    while (opening := head.find(f'{_SHEET}{len(sheets)}">', at)) >= 0:
        start = head.index(">", opening) + 1
        end = head.find("</style", start)
        sheets.append(head[start:end])
        pieces.append(head[at:start])
        at = end
    return tuple(sheets), "".join((*pieces, head[at:]))


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
