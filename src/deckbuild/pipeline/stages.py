"""The whole way, from a project to its built decks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from deckbuild.assets import resize
from deckbuild.diagnostics.problem import Diagnostic, Rule, Severity, about_file, place_all
from deckbuild.page.layouts import SINGLE, Layout
from deckbuild.parsing import slides
from deckbuild.project import limit_checks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from deckbuild.assets.resize import Shrink
    from deckbuild.config.loading import Settings
    from deckbuild.page.assembly import Stack
    from deckbuild.page.layout import Held
    from deckbuild.page.stylesheets_and_scripts import Part
    from deckbuild.page.weight import Weight
    from deckbuild.parsing.slides import Slide
    from deckbuild.project.loader import DeckFiles, Project
    from deckbuild.rendering.result import Rendered

    Lines = tuple[str, int, int]
    Extensions = Mapping[str, Mapping[str, Any]]
    Hold = Callable[[Callable[[], "Build"], DeckFiles], "Build"]


class Render(Protocol):
    """Renders the slides of a deck."""

    def __call__(
        self, slides: Sequence[Slide], extensions: Extensions, name: str, *, strips: bool
    ) -> Sequence[Rendered]:
        """Return the ``slides`` of the deck ``name``, rendered with Markdown ``extensions``; ``strips`` strangers'."""


NO_SLIDE = Rule(
    "D204",
    "no-slides",
    Severity.ERROR,
    "A deck has no slides: its files are empty. Write something; `!SUB` on a line of its own begins the next slide.",
)


class Build(NamedTuple):
    """A deck as built: the page (empty if a template failed), its files and numbers, and what is wrong with it.

    ``linked`` are the files beside the page that it links, by their paths from it. ``stacks`` are the slides that stand
    in the page, ``divided`` the same as they were divided; ``parts`` are its sheets and scripts.
    """

    name: str
    title: str
    settings: Settings
    html: str
    slides: int
    files: tuple[Held, ...]
    linked: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...]
    parts: tuple[Part, ...] = ()
    stacks: tuple[Stack, ...] = ()
    divided: tuple[tuple[Slide, ...], ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether the page may take the place of the last one: nothing in it is an error."""
        return not any(diagnostic.is_error for diagnostic in self.diagnostics)

    @property
    def weights(self) -> tuple[Weight, ...]:
        """What the page is made of, and the files beside it that it links."""
        from deckbuild.page.weight import of_page

        return of_page(self.html, self.parts, self.files, [slide.html for each in self.stacks for slide in each.slides])

    @property
    def lines(self) -> tuple[tuple[Lines, ...], ...]:
        """For each slide in its stack its file's path, and the first and the last line of its text."""
        return tuple(tuple(map(_lines, slides)) for slides in self.divided)


def plainly(slides: Sequence[Slide], extensions: Extensions, name: str, *, strips: bool) -> list[Rendered]:  # noqa: ARG001
    """Render each slide, one after the other."""
    from deckbuild.rendering.renderer import Renderer

    renderer = Renderer(extensions, strips=strips)
    return [renderer.render(slide) for slide in slides]


def unheld(make: Callable[[], Build], deck: DeckFiles) -> Build:  # noqa: ARG001 -- a Hold
    """Build a deck without any limit."""
    return make()


def build(
    project: Project,
    render: Render = plainly,
    layout: Layout = SINGLE,
    shrink: Shrink = resize.smaller,
    hold: Hold = unheld,
) -> Iterator[Build]:
    """Yield the decks of ``project``, one after the other, as they are built.

    ``render`` makes HTML of the slides of each deck; ``shrink`` makes pictures smaller, for decks that want it;
    ``hold`` is handed what builds a deck, and the deck, and returns what was built: within a limit, say.
    """
    for deck in project.decks:
        yield hold(partial(build_deck, deck, project, render, layout, shrink), deck)


def build_deck(deck: DeckFiles, project: Project, render: Render, layout: Layout, shrink: Shrink) -> Build:
    """Build one deck: divide, render, then all that makes a page of it, which is loaded while slides are rendered."""
    groups, problems = _divided(deck)
    every = [slide for group in groups for slide in group]
    rendered = render(every, deck.settings.markdown_extensions, deck.name, strips=project.untrusted)
    from deckbuild.pipeline.finish import finish

    made = finish(deck, project, groups, rendered, layout, shrink)
    found = sorted([*deck.diagnostics, *problems, *made.in_slides], key=lambda each: each.location)
    about = (deck.name, made.page.title, deck.settings, made.page.html, len(every), made.page.files, made.linked)
    return Build(*about, (*found, *made.elsewhere), made.page.parts, made.stacks, tuple(groups))


def budgeted(made: Build) -> Build:
    """Return ``made``, with an error in it when its page is larger than its budget."""
    from deckbuild.page.weight import over_budget

    budget = made.settings.size_budget
    wrong = over_budget(made.weights, budget) if budget else None
    return made._replace(diagnostics=(*made.diagnostics, wrong)) if wrong else made


def _lines(slide: Slide) -> Lines:
    """Return where the text of ``slide`` stands: path, first and last line."""
    text = slide.whole
    last = max(text.start, text.end - 1)
    return text.source.path, text.source.locate(text.start).line, text.source.locate(last).line


def _divided(deck: DeckFiles) -> tuple[list[tuple[Slide, ...]], list[Diagnostic]]:
    """Return the slides of a deck in their stacks; each chapter begins a new one."""
    dialect = _dialect(deck)
    groups: list[tuple[Slide, ...]] = []
    problems: list[Diagnostic] = []
    for each in deck.chapters:
        division = slides.divide(each.source, each.body, dialect, keep_empty=deck.settings.keep_empty)
        groups += division.stacks
        problems += place_all(division.problems, each.source)
    many = limit_checks.of_slides(sum(map(len, groups)), deck.path, deck.settings.limits)
    if many:
        return [], [*problems, *many]
    if not groups and deck.chapters:
        problems.append(about_file(NO_SLIDE, deck.path, f"the deck {deck.name} has no slides"))
    return groups, problems


def _dialect(deck: DeckFiles) -> slides.Dialect:
    """Return how the deck is divided: as its settings say, else as its lines show, else by `!SUB`."""
    about = deck.settings
    if about.separator or about.verticalSeparator or about.notesSeparator:
        return slides.dialect(about.separator, about.verticalSeparator, about.notesSeparator)
    for candidate in (slides.NATIVE, slides.dialect()):
        if any(slides.has_separators(each.source, each.body, candidate) for each in deck.chapters):
            return candidate
    return slides.NATIVE
