"""A deck as the rules look at it: its build, and each slide with its elements and their places in the source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from html import unescape
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.check import as_typed
from deckbuild.check.finding import Finding
from deckbuild.diagnostics.problem import place
from deckbuild.html.addresses import Addresses, Mention
from deckbuild.html.tree import Element, parse
from deckbuild.markdown.source_lines import ATTRIBUTE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from deckbuild.assets.asset import Asset
    from deckbuild.assets.embedding import Embedded
    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.problem import Diagnostic, Problem
    from deckbuild.diagnostics.source import Location
    from deckbuild.parsing.slides import Slide
    from deckbuild.pipeline.built_deck import Build
    from deckbuild.rendering.result import Rendered

NOTES = "notes"  # the class of what the speaker alone sees
# What holds no words of the author: code, formulas, drawings, programs.
_NO_PROSE = frozenset("pre code math svg script style template textarea".split())
_INLINE = "a|abbr|b|bdi|bdo|cite|del|dfn|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|var|wbr"
_INLINE_TAG = re.compile(rf"<!--.*?(?:-->|\Z)|</?(?:{_INLINE})(?:\s[^<>]*)?>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")


class Spot(NamedTuple):
    """A stretch of a slide's text: where it begins, from the start of that text, and its width in characters."""

    offset: int
    width: int = 1


class CheckedSlide:
    """One slide: its number in the deck (from 1), its text where it stands, as it was rendered, and in the page.

    In ``rendered`` addresses stand as they are written; in ``embedded`` marks stand for files, which ``assets`` has by
    their keys. ``described`` are the addresses of the pictures that have a text in `alt.yml`.
    """

    def __init__(
        self,
        number: int,
        source: Slide,
        rendered: Rendered,
        embedded: Embedded,
        settings: Settings,
        assets: Mapping[str, Asset],
        described: Collection[str] = (),
    ) -> None:
        self.number, self.source, self.rendered, self.embedded = number, source, rendered, embedded
        self.settings, self.assets, self.described = settings, assets, described

    @property
    def text(self) -> str:
        """The text of the slide, notes and the words behind its separator included."""
        return self.source.content.text

    @property
    def begin(self) -> int:
        """Where the first word of the slide stands in its text."""
        start = self.source.content.body[0] if self.text[self.source.content.body[0] :].strip() else 0
        rest = self.text[start:]
        return start + len(rest) - len(rest.lstrip()) if rest.strip() else 0

    @cached_property
    def root(self) -> Element:
        """The root of the slide's elements, with the addresses as they are written."""
        return parse(self.rendered.html)

    @cached_property
    def shown(self) -> list[Element]:
        """The elements that the audience sees, in document order: all but the notes, and what is in them."""
        found, at = list[Element](), 0
        for each in self.root.elements():
            if NOTES in classes(each):
                at = max(at, each.end)
            elif each.start >= at:
                found.append(each)
        return found

    @cached_property
    def prose(self) -> str:
        """The words that the audience reads, one block below the other: without code, formulas and drawings."""
        pieces, at = list[str](), 0
        for each in self.root.elements():
            if each.start >= at and (each.tag in _NO_PROSE or NOTES in classes(each)):
                pieces.append(self.rendered.html[at : each.start])
                at = each.end
        html = "".join([*pieces, self.rendered.html[at:]])
        return unescape(_TAG.sub("\n", _INLINE_TAG.sub("", html)))

    @property
    def is_dense(self) -> bool:
        """Whether its author says that it holds much: it has the layout `dense`."""
        return "dense" in self.embedded.attributes.get("class", "").split()

    def mention(self, address: str) -> Spot:
        """Return the first place at which an address is written; that of the first word, if it is not."""
        found = next(iter(Addresses(self.text).mentions(address)), None) if address else None
        return Spot(found.start, found.end - found.start) if found else Spot(self.begin)

    def spot(self, element: Element) -> Spot:
        """Return the place of an element: the line in which it begins; without one, that of the nearest before it."""
        return Spot(self._begin(self._lines.get(element.start, 0)))

    def line(self, number: int) -> Spot:
        """Return the place of a line of the text (from 0), without the blanks around it."""
        start = self._begin(number)
        return Spot(start, max(1, len(self.text[start:].split("\n", 1)[0].rstrip())))

    def named(self, elements: Iterable[Element], name: str) -> Iterator[tuple[Element, Spot]]:
        """Yield ``elements``, in document order, each where the address in its attribute ``name`` is written.

        One whose address is written nowhere in the text has the place of its line.
        """
        addresses, known, past = Addresses(self.text), dict[str, list[Mention]](), dict[str, int]()
        for element in elements:
            address = value(element, name).strip()
            spot = self.spot(element)
            least = max(spot.offset, past.get(address, 0))
            if address not in known:
                known[address] = addresses.mentions(address) if address else []
            at = bisect_left(known[address], least, key=lambda mention: mention.start)
            if at < len(known[address]):
                found = known[address][at]
                past[address] = found.end
                spot = Spot(found.start, found.end - found.start)
            yield element, spot

    def typed(
        self, pattern: re.Pattern[str], is_wrong: Callable[[str], bool] = bool
    ) -> Iterator[tuple[re.Match[str], Spot]]:
        """Yield what of ``pattern`` the audience reads as it was typed, if it ``is_wrong``, with its place in the text.

        What stands behind a backslash is meant so.
        """
        wrong = (each for each in pattern.finditer(self.prose) if is_wrong(each[0]))
        for found, offset in as_typed.placed(self.text, wrong):
            if self.text[offset - 1 : offset] != "\\":
                yield found, Spot(offset, len(found[0].strip()))

    def finding(self, problem: Problem) -> Finding:
        """Return a ``problem`` at an offset of the slide's text as a finding at its place in the file."""
        diagnostic = place(problem.moved(self.source.start), self.source.source)
        end = min(self.source.start + problem.offset + max(1, problem.width) - 1, self.source.end)
        return Finding(diagnostic, self.source.source.locate(end).line, self.number)

    @cached_property
    def _lines(self) -> dict[int, int]:
        """The line of each element (from 0, in the slide's text), by where the element begins."""
        found, line = dict[int, int](), 0
        for each in self.root.elements():
            own = value(each, ATTRIBUTE)
            line = int(own) if own.isdecimal() else line
            found[each.start] = line
        return found

    def _begin(self, line: int) -> int:
        """Return where a line of the slide's text begins, behind its blanks."""
        start = self._line_starts[min(line, len(self._line_starts) - 1)]
        end = self.text.find("\n", start)
        rest = self.text[start : end if end >= 0 else len(self.text)]
        return start + len(rest) - len(rest.lstrip())

    @cached_property
    def _line_starts(self) -> list[int]:
        """Where the lines of the slide's text begin."""
        return [0, *accumulate(len(each) + 1 for each in self.text.split("\n"))][:-1]


class CheckedDeck:
    """A deck to check: what was built of it, its slides in their order, and all decks of the project by their pages."""

    def __init__(self, build: Build, builds: Mapping[str, Build]) -> None:
        self.build, self.builds = build, builds
        assets = {each.asset.key: each.asset for each in build.files}
        embedded = [slide for stack in build.stacks for slide in stack.slides]
        described: dict[str, set[str]] = {}
        for path, address in build.described.pictures:
            described.setdefault(path, set()).add(address)
        parts = zip(build.divided, build.rendered, embedded, strict=False)  # one that could not be built has none
        self.slides = [
            CheckedSlide(number, source, rendered, page, build.settings, assets, described.get(source.source.path, ()))
            for number, (source, rendered, page) in enumerate(parts, 1)
        ]

    def number(self, location: Location) -> int:
        """Return the number of the slide (from 1) in whose lines a place lies; 0 if it lies in none."""
        starts = self._starts.get(location.path, [])
        at = bisect_right(starts, (location.line, len(self.slides) + 1)) - 1
        return starts[at][1] if at >= 0 else 0

    @cached_property
    def _starts(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """The lines in which slides begin, with their numbers, by the paths of their files."""
        found: dict[str, list[tuple[int, int]]] = {}
        for each in self.slides:
            line = each.source.source.locate(each.source.start).line
            found.setdefault(each.source.source.path, []).append((line, each.number))
        return {path: sorted(lines) for path, lines in found.items()}

    def of_build(self, diagnostic: Diagnostic) -> Finding:
        """Return what the build has found as a finding."""
        location = diagnostic.location
        return Finding(diagnostic, location.line, self.number(location))


def value(element: Element, name: str) -> str:
    """Return the value of an attribute; empty where an element has it not."""
    found = element.attributes.get(name)
    return found.value if found else ""


def classes(element: Element) -> list[str]:
    """Return the classes of an element."""
    return value(element, "class").split()
