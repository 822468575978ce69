"""A deck as it was built: its page, its files, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.page import weight

if TYPE_CHECKING:
    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.page.assembly import Stack
    from deckbuild.page.includes import Include
    from deckbuild.page.layout import Held
    from deckbuild.page.weight import Weight
    from deckbuild.parsing.slides import Slide

    Lines = tuple[str, int, int]


class Build(NamedTuple):
    """A deck as it was built.

    ``html`` is the page, empty if a template failed; ``files`` are those that it shows, ``linked`` those beside it that
    it links, by their paths from it. ``stacks`` are the slides as they stand in the page, ``divided`` the same as they
    were divided; ``includes`` are its style sheets and scripts.
    """

    name: str
    title: str
    settings: Settings
    html: str = ""
    files: tuple[Held, ...] = ()
    linked: dict[str, bytes] = {}  # noqa: RUF012 -- never changed
    diagnostics: tuple[Diagnostic, ...] = ()
    includes: tuple[Include, ...] = ()
    stacks: tuple[Stack, ...] = ()
    divided: tuple[tuple[Slide, ...], ...] = ()

    @property
    def slide_count(self) -> int:
        """How many slides the deck has."""
        return sum(map(len, self.divided))

    @property
    def is_good(self) -> bool:
        """Whether the page may take the place of the last one: nothing in it is an error."""
        return not any(diagnostic.is_error for diagnostic in self.diagnostics)

    @property
    def weights(self) -> tuple[Weight, ...]:
        """What the page is made of, and the files beside it that it links."""
        slides = [slide.html for stack in self.stacks for slide in stack.slides]
        return weight.of_page(self.html, self.includes, self.files, slides)

    @property
    def lines(self) -> tuple[tuple[Lines, ...], ...]:
        """For each slide in its stack its file's path, and the first and the last line of its text (from 1)."""
        return tuple(tuple(map(_lines, slides)) for slides in self.divided)


def budgeted(made: Build) -> Build:
    """Return ``made``, with an error in it when its page is larger than its budget."""
    budget = made.settings.size_budget
    wrong = weight.over_budget(made.weights, budget) if budget else None
    return made._replace(diagnostics=(*made.diagnostics, wrong)) if wrong else made


def _lines(slide: Slide) -> Lines:
    """Return where the text of ``slide`` stands: path, first and last line."""
    text = slide.whole
    last = max(text.start, text.end - 1)
    return text.source.path, text.source.locate(text.start).line, text.source.locate(last).line
