"""Picks slides of a file that another one includes: by an id, or by their numbers."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import nearest
from deckbuild.features.include import Word
from deckbuild.parsing import scanner
from deckbuild.rendering.heading_ids import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deckbuild.parsing.slides import Slide

_RANGE = re.compile(r"\s*(?P<first>\d{1,9})\s*(?P<range>-\s*(?P<last>\d{0,9}))?\s*")
# An id as an attribute, or in braces; and the two ways to write a heading.
_ID = re.compile(r"""\bid=["']?(?P<value>[^\s"'<>{}]+)|\{[^{}\n]*?#(?P<short>[\w-]+)""")
_HEADING = re.compile(
    r"^ {0,3}(?:#{1,6}[ \t]+(?P<text>[^\n]*?)[ \t#]*|(?P<above>[^\s#][^\n]*)\n {0,3}(?:=+|-+)[ \t]*)$", re.MULTILINE
)
_MARKS = re.compile(r"\{[^{}]*\}|\]\([^()]*\)|<[^>]*>|[*`~]|(?<!\w)_+|_+(?!\w)")  # which no id of a heading holds


class Selection(NamedTuple):
    """Slides in their stacks, and what is wrong: the word that names some that are not there, a message and a hint."""

    stacks: tuple[tuple[Slide, ...], ...]
    word: Word = Word()
    message: str = ""
    hint: str = ""


def with_id(stacks: Iterable[tuple[Slide, ...]], wanted: Word) -> Selection:
    """Return the slide that has the id that is ``wanted``."""
    ids: dict[str, Slide] = {}
    for slide in (each for stack in stacks for each in stack):
        for name in _ids(slide):
            ids.setdefault(name, slide)
    if wanted.text in ids:
        return Selection(((ids[wanted.text],),))
    hint = nearest(wanted.text, ids) or "ids are those of slides and headings"
    return Selection((), wanted, f"no slide of the file has the id {wanted.text!r}", hint)


def _ids(slide: Slide) -> Iterator[str]:
    """Yield the ids that stand on a ``slide``, outside of code, and those that its headings get."""
    text = slide.content.text
    code = scanner.opaque(text)
    for found, region in scanner.placed(_ID.finditer(text), code):
        if region is None or found.end() <= region.start or region.kind is scanner.Kind.COMMENT:
            yield found["value"] or found["short"]
    for found, region in scanner.placed(_HEADING.finditer(text), code):
        if region is None or found.start() < region.start:
            yield slug(_MARKS.sub("", found["text"] or found["above"] or "").replace("[", "").strip())


def with_numbers(stacks: Sequence[tuple[Slide, ...]], wanted: Word) -> Selection:
    """Return the slides whose numbers are ``wanted``, such as `2,5-7`, in this order; they stay in their stacks."""
    every = [(at, each) for at, stack in enumerate(stacks) for each in stack]
    picked: list[tuple[int, Slide]] = []
    wrong, begin = Selection(()), wanted.start
    for written in wanted.text.split(","):
        numbers = _numbers(written, len(every))
        if not numbers or numbers[-1] > len(every):
            message, hint = _missing(written, numbers, len(every))
            wrong = Selection((), Word(written, begin), message, hint)
        picked += [every[number - 1] for number in numbers if number <= len(every)]
        begin += len(written) + 1
    groups = groupby(picked, key=lambda each: each[0])
    return wrong._replace(stacks=tuple(tuple(slide for _, slide in group) for _, group in groups))


def _numbers(written: str, count: int) -> range:
    """Return the numbers that `3`, `3-5` or `3-` says; at most one behind ``count``, and none if it says no number."""
    found = _RANGE.fullmatch(written)
    if not found:
        return range(0)
    first = int(found["first"])
    last = int(found["last"] or max(first, count)) if found["range"] else first
    return range(first, min(last, max(first, count + 1)) + 1) if 0 < first <= last else range(0)


def _missing(written: str, numbers: range, count: int) -> tuple[str, str]:
    """Return what is wrong with a number, or a range of them, and what to do."""
    if not numbers:
        return f"{written.strip()!r} are no numbers of slides", "write them as 2,5-7"
    slides = "1 slide" if count == 1 else f"{count} slides"
    return f"the file has {slides}, and no slide {max(numbers[0], count + 1)}", f"the last one is {count}"
