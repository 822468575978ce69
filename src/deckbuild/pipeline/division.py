"""Divides the files of a deck into its stacks of slides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from deckbuild.diagnostics.problem import Diagnostic, Rule, Severity, about_file, place_all
from deckbuild.parsing import foreign_decks, slides
from deckbuild.project import limit_checks

if TYPE_CHECKING:
    from deckbuild.diagnostics.source import Source
    from deckbuild.parsing.slides import Dialect, Slide
    from deckbuild.project.chapters import Chapter
    from deckbuild.project.loader import DeckFiles


class DivideSource(Protocol):
    """Divides the text of one file, as `slides.divide` does."""

    def __call__(self, source: Source, start: int, dialect: Dialect, *, keep_empty: bool) -> slides.Division:
        """Return the stacks of ``source`` from the offset ``start`` on, and what is wrong."""


NO_FILE = Rule(
    "D117",
    "no-files",
    Severity.ERROR,
    "None of the files of a deck is there, so no page can be made of it. What is wrong with each is told, too.",
)
NO_SLIDE = Rule(
    "D204",
    "no-slides",
    Severity.WARNING,
    "A deck has no slides: its files are empty, so its page has a single slide with nothing on it. Write something;\n"
    "`!SUB` on a line of its own begins the next slide.",
)
UNDIVIDED = Rule(
    "D212",
    "undivided",
    Severity.WARNING,
    "A long file is one slide, because it holds no separator. `!SUB` on a line of its own begins the next slide; so\n"
    "does `---` in a deck without `!SUB` and `!SLIDE`, if neither `separator` nor `verticalSeparator` is set.",
)
_LONG = 60  # lines that one slide may have before we doubt that it is meant as one


class ForeignDeck(NamedTuple):
    """A deck that was written for another tool, and the chapter that gave it away."""

    chapter: Chapter
    found: foreign_decks.Foreign


class _Look(NamedTuple):
    """How the separators of a deck look, whether it has any, and the other tool that it was written for."""

    dialect: Dialect
    is_divided: bool
    foreign: ForeignDeck | None = None


class Division(NamedTuple):
    """The stacks of a deck, and what is wrong with how it is divided.

    ``is_native`` says that separators of our own divide it, so that no other tool reads it; ``is_ours`` that no
    separators of another tool do, or that our features are written as that tool writes its own. ``foreign`` is the
    tool that it was written for. ``aside`` are all slides of the files of which it includes some.
    """

    stacks: tuple[tuple[Slide, ...], ...]
    diagnostics: tuple[Diagnostic, ...]
    is_native: bool = False
    foreign: ForeignDeck | None = None
    is_ours: bool = False
    aside: tuple[Slide, ...] = ()

    @property
    def slides(self) -> list[Slide]:
        """The slides of all stacks, in their order."""
        return [slide for stack in self.stacks for slide in stack]


def divide(deck: DeckFiles, divide_source: DivideSource = slides.divide) -> Division:
    """Return the slides of ``deck`` in their stacks: each chapter begins one.

    An empty deck is one empty slide; one that is too long, or of which no file was read, has none.
    """
    dialect, is_divided, foreign = _look(deck)
    stacks: list[tuple[Slide, ...]] = []
    found: list[Diagnostic] = [] if is_divided else _undivided(deck)
    for each in deck.chapters:
        body = foreign.found.body if foreign and foreign.chapter is each else each.body
        division = divide_source(each.source, body, dialect, keep_empty=deck.settings.keep_empty)
        stacks += division.stacks
        found += place_all(division.problems, each.source)
    too_many = limit_checks.of_slides(sum(map(len, stacks)), deck.path, deck.settings.limits)
    if too_many:
        return Division((), (*found, *too_many))
    if deck.chapters and not stacks:
        stacks.append((slides.nothing(deck.chapters[0].source),))
        found.append(about_file(NO_SLIDE, deck.path, f"the deck {deck.name} has no slides; its page is empty"))
    elif not (stacks or any(each.is_error for each in deck.diagnostics)):
        found.append(about_file(NO_FILE, deck.path, f"the deck {deck.name} has no files"))
    is_ours = dialect.words or (foreign is not None and foreign.found.tool.has_features)
    return Division(tuple(stacks), tuple(found), is_divided and dialect.words, foreign, is_ours)


def _look(deck: DeckFiles) -> _Look:
    """Return how the deck is divided: as its settings say, else as its lines show.

    A deck of one slide has our dialect, but `Note:` begins notes in it, as in reveal.js.
    """
    about = deck.settings
    if about.separator or about.verticalSeparator:
        set_one = slides.dialect(about.separator, about.verticalSeparator, about.notesSeparator)
        return _Look(set_one, _has(deck, set_one))
    ours = slides.native(about.notesSeparator)
    if _has(deck, ours):
        return _Look(ours, is_divided=True)
    if foreign := _foreign(deck):
        return _Look(foreign.found.dialect, _has(deck, foreign.found.dialect), foreign)
    theirs = slides.dialect(notes=about.notesSeparator)
    if _has(deck, theirs):
        return _Look(theirs, is_divided=True)
    return _Look(slides.native(about.notesSeparator or slides.REVEAL_MD[2]), is_divided=False)


def _has(deck: DeckFiles, dialect: Dialect) -> bool:
    return any(slides.has_separators(chapter.source, chapter.body, dialect) for chapter in deck.chapters)


def _foreign(deck: DeckFiles) -> ForeignDeck | None:
    """Return the other tool that the deck was written for; None if it may be any."""
    known = ((chapter, foreign_decks.find(chapter.source.text, chapter.body)) for chapter in deck.chapters)
    return next((ForeignDeck(chapter, found) for chapter, found in known if found), None)


def _undivided(deck: DeckFiles) -> list[Diagnostic]:
    """Report the long files of a deck that has no separator."""
    hint = "!SUB on a line of its own begins the next slide"
    if deck.settings.separator or deck.settings.verticalSeparator:
        hint = "separator and verticalSeparator, as they are set, match nothing here"
    lengths = [(each.source.path, each.source.text[each.body :].strip().count("\n") + 1) for each in deck.chapters]
    long = [(path, length) for path, length in lengths if length > _LONG]
    return [about_file(UNDIVIDED, path, f"these {length} lines are one slide", hint) for path, length in long]
