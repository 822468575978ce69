"""The whole way, from a project to its built decks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from deckbuild import policy, slides
from deckbuild.assets import embed
from deckbuild.assets.embedding import Embedder
from deckbuild.deck import generator, page, stack
from deckbuild.diagnostics import Diagnostic, Rule, Severity, about_file, place_all
from deckbuild.ids import unique
from deckbuild.render import Renderer
from deckbuild.templating import Templates, installed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from deckbuild.config import Settings
    from deckbuild.project import DeckFiles, Project

    Watched = Callable[[Sequence[slides.Slide], str], Iterable[slides.Slide]]

NO_SLIDE = Rule(
    "D204",
    "no-slides",
    Severity.ERROR,
    "A deck has no slides: its files are empty. Write something; `!SUB` on a line of its own begins the next slide.",
)


@dataclass(frozen=True, slots=True)
class Build:
    """A deck as built: the page (empty if a template failed), its numbers, and what is wrong with it."""

    name: str
    title: str
    settings: Settings
    html: str
    slides: int
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_good(self) -> bool:
        """Whether the page may take the place of the last one: nothing in it is an error."""
        return not any(diagnostic.is_error for diagnostic in self.diagnostics)


def iterate(every: Sequence[slides.Slide], name: str) -> Iterable[slides.Slide]:  # noqa: ARG001 -- a Watched
    """Watch nothing."""
    return every


def build(project: Project, watched: Watched = iterate) -> Iterator[Build]:
    """Yield the decks of ``project``, one after the other, as they are built.

    ``watched`` is handed the slides of each deck and its name, and yields the slides back: for progress.
    """
    templates = _templates(project)
    for deck in project.decks:
        yield build_deck(deck, project, templates, watched)


def build_deck(deck: DeckFiles, project: Project, templates: Templates, watched: Watched) -> Build:
    """Build one deck: divide, render, embed, make ids unique, put together."""
    groups, problems = _divided(deck)
    renderer = Renderer(deck.settings.markdown_extensions, strips=project.untrusted)
    embedder = Embedder(project.gate)
    every = [slide for group in groups for slide in group]
    embedded = iter(unique([embed(embedder, renderer.render(each), each.whole) for each in watched(every, deck.name)]))
    stacks = tuple(stack(tuple(islice(embedded, len(group)))) for group in groups)
    made = page(deck.name, deck.settings, stacks, embedder, templates, untrusted=project.untrusted)
    wrong = [wrong for each in stacks for slide in each.slides for wrong in slide.diagnostics]
    found = sorted([*deck.diagnostics, *problems, *wrong], key=lambda each: each.location)
    return Build(deck.name, made.title, deck.settings, made.html, len(every), (*found, *made.diagnostics))


def _divided(deck: DeckFiles) -> tuple[list[tuple[slides.Slide, ...]], list[Diagnostic]]:
    """Return the slides of a deck in their stacks; each chapter begins a new one."""
    dialect = _dialect(deck)
    groups: list[tuple[slides.Slide, ...]] = []
    problems: list[Diagnostic] = []
    for each in deck.chapters:
        division = slides.divide(each.source, each.body, dialect, keep_empty=deck.settings.keep_empty)
        groups += division.stacks
        problems += place_all(division.problems, each.source)
    if not groups and deck.chapters:
        first = deck.chapters[0].source.path
        problems.append(about_file(NO_SLIDE, first, f"the deck {deck.name} has no slides"))
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


def start_page(project: Project, builds: Sequence[Build]) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the page that lists the decks of ``project``."""
    sheet = installed("index.css")
    values = {"project": project.settings, "decks": builds, "sheet": sheet, "generator": generator()}
    html, wrong = _templates(project).fill("index.html.jinja", {**values, "untrusted": project.untrusted})
    return policy.start_page(html) if project.untrusted else html, wrong


def _templates(project: Project) -> Templates:
    """Return the templates of ``project``; a stranger's own are not used."""
    return Templates(None if project.untrusted else project.gate)
