"""A deck as the rules look at it: its build, and each slide with its elements and their places in the source."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.check.finding import Finding
from deckbuild.diagnostics.problem import place
from deckbuild.html.addresses import Addresses
from deckbuild.html.tree import Element, parse
from deckbuild.markdown.source_lines import ATTRIBUTE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from deckbuild.assets.embedding import Embedded
    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.problem import Problem
    from deckbuild.parsing.slides import Slide
    from deckbuild.pipeline.built_deck import Build
    from deckbuild.rendering.result import Rendered

NOTES = "notes"  # the class of what the speaker alone sees


class Spot(NamedTuple):
    """A stretch of a slide's text: where it begins, from the start of that text, and its width in characters."""

    offset: int
    width: int = 1


class CheckedSlide:
    """One slide: its number in the deck (from 1), its text where it stands, as it was rendered, and in the page.

    In ``rendered`` addresses stand as they are written; in ``embedded`` marks stand for files. ``described`` are the
    addresses of the pictures that have a text in `alt.yml`.
    """

    def __init__(
        self,
        number: int,
        source: Slide,
        rendered: Rendered,
        embedded: Embedded,
        settings: Settings,
        described: Collection[str] = (),
    ) -> None:
        self.number, self.source, self.rendered, self.embedded = number, source, rendered, embedded
        self.settings, self.described = settings, described

    @property
    def text(self) -> str:
        """The text of the slide, notes and separator's words included."""
        return self.source.content.text

    @cached_property
    def root(self) -> Element:
        """The root of the slide's elements, with the addresses as they are written."""
        return parse(self.rendered.html)

    @cached_property
    def shown(self) -> list[Element]:
        """The elements that the audience sees, in document order: all but the notes, and what is in them."""
        notes = [(each.start, each.end) for each in self.root.elements() if NOTES in _classes(each)]
        return [each for each in self.root.elements() if not any(start <= each.start < end for start, end in notes)]

    def spot(self, element: Element) -> Spot:
        """Return the place of an element: the line in which it begins; without one, that of the nearest before it."""
        return Spot(self._begin(self._lines.get(element.start, 0)))

    def named(self, elements: Iterable[Element], name: str) -> Iterator[tuple[Element, Spot]]:
        """Yield ``elements``, in document order, each where the address in its attribute ``name`` is written.

        One whose address is written nowhere in the text has the place of its line.
        """
        addresses, past = Addresses(self.text), dict[str, int]()
        for element in elements:
            address = element.attributes[name].value.strip() if name in element.attributes else ""
            spot = self.spot(element)
            least = max(spot.offset, past.get(address, 0))
            found = next((each for each in addresses.mentions(address) if each.start >= least), None)
            if address and found:
                past[address] = found.end
                spot = Spot(found.start, found.end - found.start)
            yield element, spot

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
            own = each.attributes.get(ATTRIBUTE)
            line = int(own.value) if own and own.value.isdecimal() else line
            found[each.start] = line
        return found

    def _begin(self, line: int) -> int:
        """Return where a line of the slide's text begins, behind its blanks."""
        starts = [0, *accumulate(len(each) + 1 for each in self.text.split("\n"))]
        start = starts[min(line, len(starts) - 2)]
        rest = self.text[start:].split("\n", 1)[0]
        return start + len(rest) - len(rest.lstrip())


class CheckedDeck(NamedTuple):
    """A deck to check: what was built of it, and its slides in their order."""

    build: Build
    slides: Sequence[CheckedSlide]

    @property
    def settings(self) -> Settings:
        """The settings of the deck."""
        return self.build.settings


def checked(build: Build) -> CheckedDeck:
    """Return a deck with its slides, ready for rules; one that could not be built has none."""
    embedded = [slide for stack in build.stacks for slide in stack.slides]
    described: dict[str, set[str]] = {}
    for path, address in build.described.pictures:
        described.setdefault(path, set()).add(address)
    parts = zip(build.divided, build.rendered, embedded, strict=False)
    slides = [
        CheckedSlide(number, source, rendered, page, build.settings, described.get(source.source.path, ()))
        for number, (source, rendered, page) in enumerate(parts, 1)
    ]
    return CheckedDeck(build, slides)


def _classes(element: Element) -> list[str]:
    found = element.attributes.get("class")
    return found.value.split() if found else []
