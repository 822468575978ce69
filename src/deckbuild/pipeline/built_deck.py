"""A deck as it is assembled and as it was built: its page, its files, and what is wrong with it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.assets.alternative_texts import Described
from deckbuild.page import weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from deckbuild.assets.asset import Asset
    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.files.reader import FileReader
    from deckbuild.page.assembly import Page
    from deckbuild.page.layout import Held
    from deckbuild.page.parts import Include
    from deckbuild.page.sections import Stack
    from deckbuild.page.weight import Weight
    from deckbuild.parsing.slides import Slide
    from deckbuild.pipeline.embedding import EmbeddedDeck
    from deckbuild.pipeline.leaving_out import Part
    from deckbuild.project.judging import Exemption
    from deckbuild.project.loader import DeckFiles
    from deckbuild.rendering.result import Rendered

    Lines = tuple[str, int, int]


class AssembledDeck(NamedTuple):
    """A deck as it is before its page is laid out; ``assets`` are the files in the place of the page's marks.

    ``embedded`` are its slides, ``divided`` the same as they were divided; ``exempt`` says where these allow rules to
    be broken. ``described`` are the texts of `alt.yml` that its pictures have.
    """

    name: str
    settings: Settings
    page: Page
    assets: Mapping[str, Asset]
    diagnostics: tuple[Diagnostic, ...]
    embedded: EmbeddedDeck
    divided: tuple[tuple[Slide, ...], ...]
    described: Described
    exempt: tuple[Exemption, ...] = ()

    @property
    def title(self) -> str:
        """The title of the deck's page."""
        return self.page.title

    @property
    def slide_count(self) -> int:
        """How many slides the deck has."""
        return _count(self.embedded.stacks)

    @property
    def lines(self) -> tuple[tuple[Lines, ...], ...]:
        """For each slide in its stack its file's path, and the first and the last line of its text (from 1)."""
        found = _lines(slide for slides in self.divided for slide in slides)
        return tuple(tuple(islice(found, len(slides))) for slides in self.divided)


class VariantPage(NamedTuple):
    """The page of a variant, and what it is made of: slides, and ``assets`` in the place of its marks.

    So are the project's own ``templates``, and the values of ``variables``. ``left_out`` is what it must not have; to
    look into pictures, ``files`` are read.
    """

    deck: DeckFiles
    left_out: Sequence[Part]
    slides: Sequence[Slide]
    page: Page
    assets: Mapping[str, Asset]
    files: FileReader
    templates: Sequence[str]
    variables: Mapping[str, str]


class Build(NamedTuple):
    """A deck as it was built.

    ``html`` is the page, empty if a template failed; ``files`` are those that it shows, ``linked`` those beside it that
    it links, by their paths from it. ``stacks`` are the slides as they stand in the page; ``includes`` are its style
    sheets and scripts. ``divided`` and ``rendered`` are the slides before, in their order, and ``exempt`` says where
    they allow rules to be broken: for `deckbuild check`. ``described`` are the texts of `alt.yml` that its pictures
    have.
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
    divided: Sequence[Slide] = ()
    rendered: Sequence[Rendered] = ()
    exempt: tuple[Exemption, ...] = ()
    described: Described = Described()

    @property
    def slide_count(self) -> int:
        """How many slides the deck has."""
        return _count(self.stacks)

    @property
    def is_good(self) -> bool:
        """Whether the page may take the place of the last one: nothing in it is an error."""
        return not any(diagnostic.is_error for diagnostic in self.diagnostics)

    @property
    def weights(self) -> tuple[Weight, ...]:
        """What the page is made of, and the files beside it that it links."""
        slides = [slide.html for stack in self.stacks for slide in stack.slides]
        return weight.of_page(self.html, self.includes, self.files, slides)


def budgeted(made: Build) -> Build:
    """Return ``made``, with an error in it when its page is larger than its budget."""
    budget = made.settings.size_budget
    wrong = weight.over_budget(made.weights, budget) if budget else None
    return made._replace(diagnostics=(*made.diagnostics, wrong)) if wrong else made


def _count(stacks: Iterable[Stack]) -> int:
    """Return how many slides ``stacks`` have."""
    return sum(len(stack.slides) for stack in stacks)


def _lines(slides: Iterable[Slide]) -> Iterator[Lines]:
    """Yield where the text of each of ``slides`` stands; lines are counted on from one slide to the next."""
    source, at, line = None, 0, 1
    for slide in slides:
        if slide.source is not source or slide.start < at:  # a file may be included twice, in any order
            source, at, line = slide.source, 0, 1
        first = line + source.text.count("\n", at, slide.start)
        at = max(slide.start, slide.end - 1)
        line = first + source.text.count("\n", slide.start, at)
        yield source.path, first, line
