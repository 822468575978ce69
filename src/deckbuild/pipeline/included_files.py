"""Reads the files that slides of a deck include, and divides them into their slides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.config import loading
from deckbuild.config.document import BAD_YAML
from deckbuild.config.limits import LARGEST_DECK
from deckbuild.diagnostics.problem import Diagnostic, place_all
from deckbuild.files.decoding import decode
from deckbuild.files.reader import NotRead
from deckbuild.pipeline.division import NO_SLIDE, divide
from deckbuild.project import limit_checks
from deckbuild.project.chapters import Chapter

if TYPE_CHECKING:
    from deckbuild.files.reader import File
    from deckbuild.parsing.slides import Slide
    from deckbuild.pipeline.division import DivideSource
    from deckbuild.project.loader import DeckFiles, Project


class IncludedFile(NamedTuple):
    """A file that slides include: its path, its slides in their stacks, and what is wrong with how it is divided."""

    path: str
    stacks: tuple[tuple[Slide, ...], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class IncludedFiles:
    """The files that slides of ``deck`` include, each read and divided once: as if it were a deck with its settings.

    Other decks of the project may be among them.
    """

    def __init__(self, deck: DeckFiles, project: Project, divide_source: DivideSource) -> None:
        self._deck, self._untrusted, self._divide_source = deck, project.untrusted, divide_source
        self._chapters = {each.source.path: each for one in project.decks for each in one.chapters}
        self._reader = project.reader.opened(self._chapters)
        self._known: dict[str, IncludedFile] = {}

    def named(self, name: str, beside: str) -> IncludedFile | NotRead:
        """Return the file of this ``name``, found as pictures are; why it is not read if it is not."""
        file = self._reader.named(name, beside, lambda _path: LARGEST_DECK)
        if isinstance(file, NotRead):
            return file
        if file.path not in self._known:
            self._known[file.path] = self._divided(file)
        return self._known[file.path]

    def _divided(self, file: File) -> IncludedFile:
        """Return a ``file`` with its slides; a chapter of a deck is the one that was read before."""
        settings = self._deck.settings
        known = self._chapters.get(file.path)
        source, undecoded = (known.source, ()) if known else decode(file.path, file.data)
        reading = loading.front_matter(source, settings.limits.front_matter, untrusted=self._untrusted)
        unread = place_all((each for each in reading.problems if each.rule == BAD_YAML), source)
        large = limit_checks.of_sources([source], settings.limits)
        if undecoded or large:
            return IncludedFile(file.path, (), (*undecoded, *large))
        chapters = (Chapter(source, reading.body),)
        alone = self._deck._replace(name=file.path, chapters=chapters, diagnostics=())
        division = divide(alone, self._divide_source)
        if any(each.rule == NO_SLIDE for each in division.diagnostics):
            return IncludedFile(file.path, (), unread)
        variables = tuple(reading.values.get("vars", {}).items())
        stacks = tuple(tuple([each._replace(variables=variables) for each in stack]) for stack in division.stacks)
        return IncludedFile(file.path, stacks, (*unread, *division.diagnostics))
