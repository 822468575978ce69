"""Reads a project from disk: its settings, and the sources of its decks.

A project is a folder with `slides/` (and, when wanted, `images/`, `templates/`, `deckbuild.yml`), or one `.md` file.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config import loading, reveal_md
from deckbuild.config.settings import Settings, resolve
from deckbuild.config.untrusted import templates, without_scripts
from deckbuild.diagnostics.problem import Diagnostic, Rule, Severity, about_file, about_word, place_all
from deckbuild.diagnostics.source import Placed, Source
from deckbuild.files.decoding import decode
from deckbuild.files.errors import complaint
from deckbuild.files.reader import File, FileReader, NotRead, Reason
from deckbuild.project import discovery, limit_checks
from deckbuild.project.discovery import SLIDES
from deckbuild.project.root import CONFIG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

NO_SLIDES = Rule(
    "D105",
    "no-decks",
    Severity.ERROR,
    "A project has no decks: no `.md` file lies in its `slides/` folder, and deckbuild.yml names none.",
)
LATER_SETTINGS = Rule(
    "D106",
    "settings-not-used",
    Severity.WARNING,
    "A chapter that is not the first file of its deck has a front matter. Only the first file's settings count;\n"
    "move them there, or into deckbuild.yml.",
)
OUTPUT = "dist"  # where decks are built to, if no other folder is named


class Chapter(NamedTuple):
    """A file of a deck: its text, and the offset at which the slides begin behind the front matter."""

    source: Source
    body: int


class DeckFiles(NamedTuple):
    """A deck as it lies on disk, ready to be built."""

    name: str
    chapters: tuple[Chapter, ...]
    settings: Settings
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def path(self) -> str:
        """The path of the deck's first file; its name if it has none."""
        return self.chapters[0].source.path if self.chapters else self.name


class Project(NamedTuple):
    """A project as it was read; ``reader`` knows each file that was looked at. An ``untrusted`` one is a stranger's."""

    root: Path
    reader: FileReader
    decks: tuple[DeckFiles, ...] = ()
    settings: Settings = Settings()
    diagnostics: tuple[Diagnostic, ...] = ()
    untrusted: bool = False


def read(
    root: Path,
    only: str = "",
    overrides: Mapping[str, Any] | None = None,
    *,
    allowed: Iterable[Path] = (),
    output: Path | None = None,
    untrusted: bool = False,
) -> Project:
    """Read the project at ``root``; ``only`` names a single file, ``overrides`` are settings that win.

    Files below the folders ``allowed`` may be used too. ``output`` is where the decks will be built to: from then on
    neither that nor the decks themselves can be put into a page.
    """
    loader = _Loader(
        FileReader(root.resolve(), tuple(folder.resolve() for folder in allowed)), overrides or {}, untrusted
    )
    loader.reveal_md()
    loader.config()
    loader.diagnostics += templates(loader.reader) if untrusted else ()
    plan = loader.plan(only)
    loader.is_only = len(plan) == 1 and "/" not in only
    decks = [loader.deck(name, files, layer) for name, files, layer in plan]
    if not decks:
        loader.diagnostics.append(about_file(NO_SLIDES, SLIDES, "this project has no decks", "put a .md file there"))
    loader.reader.close(chapter.source.path for deck in decks for chapter in deck.chapters)
    loader.reader.close(_pages(loader.reader.root, output or root / OUTPUT, [deck.name for deck in decks]))
    settings = resolve(*loader.before, loader.layer, loader.overrides)
    return Project(loader.reader.root, loader.reader, tuple(decks), settings, tuple(loader.diagnostics), untrusted)


def _pages(root: Path, output: Path, names: Sequence[str]) -> Iterator[str]:
    """Yield what is built: all of dist/, since old pages may lie there; of another folder the pages alone."""
    folder = PurePosixPath(Path(os.path.relpath(os.path.realpath(output), root)).as_posix())
    if folder.as_posix() == OUTPUT:
        yield OUTPUT
    yield from ((folder / f"{name}.html").as_posix() for name in ("index", *names))


_OF_THE_PROJECT = ("title", "description")
_Plan = tuple[str, list[Placed], "Mapping[str, Any]"]


class _Loader:
    def __init__(self, reader: FileReader, overrides: Mapping[str, Any], untrusted: bool) -> None:
        self.reader, self.overrides, self.untrusted = reader, overrides, untrusted
        self.layer: dict[str, Any] = {}
        self.is_only = False  # whether the project has a single deck
        self.before: list[dict[str, Any]] = []  # what reveal-md's files set; deckbuild.yml wins
        self.diagnostics: list[Diagnostic] = []

    def reveal_md(self) -> None:
        """Read the settings of reveal-md, if the project has them."""
        settings = partial(reveal_md.settings, untrusted=self.untrusted)
        for name, meaning in ((reveal_md.OPTIONS_FILE, reveal_md.options), (reveal_md.SETTINGS_FILE, settings)):
            file = self.reader.read(PurePosixPath(name))
            if isinstance(file, File):
                source, wrong = decode(file.path, file.data)
                values, problems = meaning(source)
                self.before.append(values)
                self.diagnostics += wrong or place_all(problems, source)
            else:
                self._refused(name, file)

    def config(self) -> None:
        """Read deckbuild.yml, if there is one."""
        file = self.reader.read(PurePosixPath(CONFIG))
        if isinstance(file, File):
            source, wrong = decode(file.path, file.data)
            reading = loading.project_file(source, untrusted=self.untrusted)
            self.layer = dict(reading.values)
            self.diagnostics += wrong or place_all(reading.problems, source)
        else:
            self._refused(CONFIG, file)

    def _refused(self, name: str, file: NotRead) -> None:
        """Report settings that are there and cannot be read."""
        if file.why is not Reason.MISSING:
            rule, _, message, hint = complaint(name, file)
            self.diagnostics.append(about_file(rule, name, message, hint))

    def plan(self, only: str) -> list[_Plan]:
        """Return the decks to read: name, files, and the settings that deckbuild.yml has for each."""
        named = [
            (deck.name.text, list(deck.chapters) or [self._default(deck.name)], deck.settings)
            for deck in self.layer.pop("decks", ())
        ]
        if only:
            alone: _Plan = (PurePosixPath(only).stem, [Placed(only)], {})
            return [next((plan for plan in named if plan[1][0].text == only), alone)]
        if named:
            return named
        found = discovery.find(self.reader)
        self.diagnostics += found.diagnostics
        return [(name, files, {}) for name, files in found.decks]

    def deck(self, name: str, files: list[Placed], layer: Mapping[str, Any]) -> DeckFiles:
        """Read one deck."""
        about = (*self.before, self._of_decks(), layer)
        most = resolve(*about, self.overrides).limits.front_matter
        chapters, front, wrong = self._chapters(files, most)
        settings = resolve(*about, front, self.overrides)
        if self.untrusted:
            settings, refused = without_scripts(settings)
            self.diagnostics += [each for each in refused if each not in self.diagnostics]
        more, _, later = self._chapters(settings.chapters, most, is_first=False)
        every = (*chapters, *more)
        large = limit_checks.of_sources([chapter.source for chapter in every], settings.limits)
        return DeckFiles(name, () if large else every, settings, (*wrong, *later, *large))

    def _of_decks(self) -> dict[str, Any]:
        """Return what deckbuild.yml sets for each deck: of several, its title and description are the project's."""
        return {name: value for name, value in self.layer.items() if self.is_only or name not in _OF_THE_PROJECT}

    def _default(self, name: Placed) -> Placed:
        return Placed(f"{SLIDES}/{name.text}.md", name.source, name.offset)

    def _chapters(
        self, files: Sequence[Placed], most: int, *, is_first: bool = True
    ) -> tuple[list[Chapter], dict[str, Any], list[Diagnostic]]:
        """Read files; return them, the settings of the first one's front matter, and what is wrong."""
        chapters: list[Chapter] = []
        front: dict[str, Any] = {}
        wrong: list[Diagnostic] = []
        for file in files:
            found = self.reader.named(file.text, file.source.path if file.source else "")
            if isinstance(found, NotRead):
                rule, _, message, hint = complaint(file.text, found)
                found_there = about_file(rule, file.text, message, hint)  # in slides/: no file names it
                wrong.append(about_word(rule, file, message, hint) if file.source else found_there)
                continue
            if large := limit_checks.too_long(found.path, found.data):
                wrong += large
                continue
            source, undecoded = decode(found.path, found.data)
            reading = loading.front_matter(source, most, untrusted=self.untrusted)
            wrong += undecoded or place_all(reading.problems, source)
            if is_first and not chapters:
                front = reading.values
            elif reading.values:
                wrong.append(about_file(LATER_SETTINGS, source.path, "only the first chapter's settings count"))
            chapters.append(Chapter(source, reading.body))
        return chapters, front, wrong
