"""Compares a deck's page with its next state, and says in a few operations how the one becomes the other.

The browser applies them to the page that it shows. Between two pages whose frames differ (scripts, templates, the
page's head) there is no such way: they are loaded anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from typing import TYPE_CHECKING, Any

from deckbuild.markup import attribute

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from deckbuild.build import Build, Lines
    from deckbuild.deck import Stack

    Operation = dict[str, Any]
    Stretch = tuple[int, int, int, int]  # from and to in the old sequence, from and to in the new one

_SHEET = '<style data-sheet="'
_OPTIONS = "Reveal.initialize(Object.assign("


@dataclass(frozen=True, slots=True)
class Group:
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
        inner = "\n".join(self.slides)
        return f"<section{_written(self.attributes)}>\n{inner}\n</section>"


@dataclass(frozen=True, slots=True)
class Apart:
    """A page taken apart; ``frame`` is all of its HTML that stands in no other field."""

    frame: str
    title: str
    sheets: tuple[str, ...]
    options: str
    stacks: tuple[Group, ...]
    lines: tuple[tuple[Lines, ...], ...]
    hidden: tuple[tuple[int, int | None], ...] = ()  # slides that reveal.js takes out of the page when it starts


@dataclass(frozen=True, slots=True)
class Listing:
    """The page that lists the decks: its `<main>`, and what stands around it."""

    frame: str
    main: str


def take_apart(made: Build) -> Apart | None:
    """Return the page of ``made`` in its parts; None if a project's template writes sections in a way of its own."""
    groups = tuple(map(_group, made.stacks))
    found = _sections(made.html, groups)
    if found is None:
        return None
    before, between, after = found
    title, before = _cut(before, "<title>", "</title>")
    sheets, before = _sheets(before)
    options, after = _options(after)
    frame = "\0".join((before, between, after))
    return Apart(frame, unescape(title), sheets, options, groups, made.lines, tuple(_hidden(made.stacks)))


def listing(page: str) -> Listing:
    """Return the page that lists the decks in its parts."""
    main, frame = _cut(page, "<main>", "</main>")
    return Listing(frame, f"<main>{main}</main>")


def _hidden(stacks: Sequence[Stack]) -> Iterator[tuple[int, int | None]]:
    for h, stack in enumerate(stacks):
        hidden = [v for v, slide in enumerate(stack.slides) if slide.attributes.get("data-visibility") == "hidden"]
        if stack.attributes.get("data-visibility") == "hidden" or (stack.is_single and hidden):
            yield h, None
        else:
            yield from ((h, v) for v in hidden)


def _group(stack: Stack) -> Group:
    slides = tuple(f"<section{_written(each.attributes)}>\n{each.html}\n</section>" for each in stack.slides)
    return Group(slides, None if stack.is_single else stack.attributes)


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f" {attribute(name, value)}" for name, value in attributes.items())


def _sections(page: str, groups: Sequence[Group]) -> tuple[str, str, str] | None:
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


def difference(old: Apart | Listing, new: Apart | Listing) -> dict[str, Any] | None:
    """Return the message (without its numbers) that makes ``new`` of ``old``; None if only a reload can."""
    if old.frame != new.frame:
        return None
    if isinstance(old, Apart) and isinstance(new, Apart):
        return _patch(old, new)
    return {"kind": "decks", "main": new.main} if isinstance(new, Listing) and new.main != "<main></main>" else None


def _patch(old: Apart, new: Apart) -> dict[str, Any] | None:
    options = json.loads(new.options)
    if len(old.sheets) != len(new.sheets) or json.loads(old.options).keys() - options.keys():
        return None  # the default of an option that is not set any more is not known to the page
    sheets = {str(number): new.sheets[number] for number in _changed(old.sheets, new.sheets)}
    return {
        "kind": "patch",
        "title": new.title,
        "operations": list(_operations(old.stacks, new.stacks)),
        "sheets": sheets,
        "options": options if new.options != old.options else None,
        "lines": new.lines,
        "edited": _edited(old.stacks, new.stacks),
    }


def _changed(old: Sequence[Any], new: Sequence[Any]) -> list[int]:
    """Return the places at which two equally long sequences differ."""
    return [at for at, (before, after) in enumerate(zip(old, new, strict=True)) if before != after]


def _operations(old: Sequence[Group], new: Sequence[Group]) -> Iterator[Operation]:
    for start, end, at, stop in _stretches(old, new):
        common = min(end - start, stop - at)
        for step in range(common):
            yield from _within(at + step, old[start + step], new[at + step])
        rest = [each.html for each in new[at + common : stop]]
        if rest or end - start > common:
            yield {"at": at + common, "remove": end - start - common, "html": rest}


def _within(at: int, old: Group, new: Group) -> Iterator[Operation]:
    """Yield what makes the stack ``new`` of the stack ``old``, the one at ``at``."""
    if old.attributes is None or new.attributes is None:
        yield {"at": at, "remove": 1, "html": [new.html]}
        return
    if old.attributes != new.attributes:
        yield {"stack": at, "attributes": dict(new.attributes)}
    for start, end, begin, stop in _stretches(old.slides, new.slides):
        common = min(end - start, stop - begin)
        if common:
            yield {"stack": at, "at": begin, "remove": common, "html": list(new.slides[begin : begin + common])}
        rest = list(new.slides[begin + common : stop])
        if rest or end - start > common:
            yield {"stack": at, "at": begin + common, "remove": end - start - common, "html": rest}


def _stretches(old: Sequence[Any], new: Sequence[Any]) -> Iterator[Stretch]:
    """Yield the stretches in which ``new`` differs from ``old``, in order.

    What is the same at both ends is passed over first: an edit leaves nearly everything there.
    """
    begin = _same(old, new)
    tail = _same(old[begin:][::-1], new[begin:][::-1])
    before, after = old[begin : len(old) - tail], new[begin : len(new) - tail]
    if len(before) == len(after) and not _moved(before, after):
        yield from ((begin + at, begin + at + 1, begin + at, begin + at + 1) for at in _changed(before, after))
        return
    codes = SequenceMatcher(None, _keys(before), _keys(after), autojunk=False).get_opcodes()
    yield from (
        (begin + start, begin + end, begin + at, begin + stop)
        for kind, start, end, at, stop in codes
        if kind != "equal"
    )


def _same(old: Sequence[Any], new: Sequence[Any]) -> int:
    """Return how many items at the beginning are the same."""
    pairs = zip(old, new, strict=False)
    return next((at for at, (before, after) in enumerate(pairs) if before != after), min(len(old), len(new)))


def _moved(old: Sequence[Any], new: Sequence[Any]) -> bool:
    """Return whether an item of ``old`` stands at another place of ``new``."""
    differing = _changed(old, new)
    return bool({*_keys([old[at] for at in differing])} & {*_keys([new[at] for at in differing])})


def _keys(items: Sequence[Any]) -> list[str]:
    return [item if isinstance(item, str) else f"{item.attributes is None}{item.html}" for item in items]


def _edited(old: Sequence[Group], new: Sequence[Group]) -> list[int] | None:
    """Return where the first slide stands whose text is new: stack and place in it."""
    stretches = list(_stretches(old, new))
    known = {slide for start, end, _, _ in stretches for group in old[start:end] for slide in group.slides}
    places = (
        (h, v, slide) for _, _, at, stop in stretches for h in range(at, stop) for v, slide in enumerate(new[h].slides)
    )
    return next(([h, v] for h, v, slide in places if slide not in known), None)
