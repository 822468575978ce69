"""Reads a project from disk: its settings, and the sources of its decks.

A project is a folder with `slides/` (and, when wanted, `images/`, `templates/`, `deckbuild.yml`), or one `.md` file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from deckbuild import config
from deckbuild.assets.embedding import refusal
from deckbuild.decoding import decode
from deckbuild.diagnostics import Diagnostic, Rule, Severity, about_file, about_word, place_all
from deckbuild.gate import File, Gate
from deckbuild.source import Placed, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

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
CONFIG = "deckbuild.yml"
SLIDES = "slides"


class NoProject(Exception):
    """There is nothing to build at a path; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A file of a deck: its text, and the offset at which the slides begin behind the front matter."""

    source: Source
    body: int


@dataclass(frozen=True, slots=True)
class DeckFiles:
    """A deck as it lies on disk, ready to be built."""

    name: str
    chapters: tuple[Chapter, ...]
    settings: config.Settings
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A project as it was read; ``gate`` knows every file that was looked at."""

    root: Path
    gate: Gate
    decks: tuple[DeckFiles, ...] = ()
    settings: config.Settings = field(default_factory=config.Settings)
    diagnostics: tuple[Diagnostic, ...] = ()


def root_of(path: Path) -> tuple[Path, str]:
    """Return the root of the project at ``path``, and the one file that is meant ("" for all decks).

    Raises ``NoProject``. A file in a project's `slides/` belongs to that project; any other is one of its own.
    """
    path = path.resolve()
    if path.is_dir():
        if (path / SLIDES).is_dir() or (path / CONFIG).is_file():
            return path, ""
        raise NoProject(f"there is no {SLIDES}/ folder in {path}; `deckbuild init` makes a project")
    if not path.is_file():
        raise NoProject(f"there is no file or folder {path}")
    if path.suffix.lower() not in (".md", ".markdown"):
        raise NoProject(f"{path} is no Markdown file; name a .md file or a folder")
    for folder in path.parents:
        if (folder / CONFIG).is_file() or (path.is_relative_to(folder / SLIDES) and folder != path.parent):
            return folder, path.relative_to(folder).as_posix()
    return path.parent, path.name


def read(root: Path, only: str = "", overrides: Mapping[str, Any] | None = None) -> Project:
    """Read the project at ``root``; ``only`` names a single file, ``overrides`` are settings that win."""
    reader = _Reader(Gate(root), overrides or {})
    reader.config()
    decks = [reader.deck(name, files, layer) for name, files, layer in reader.plan(only)]
    if not decks:
        reader.diagnostics.append(about_file(NO_SLIDES, SLIDES, "this project has no decks", "put a .md file there"))
    settings = config.resolve(reader.layer, reader.overrides)
    return Project(root, reader.gate, tuple(decks), settings, tuple(reader.diagnostics))


_Plan = tuple[str, list[Placed], "Mapping[str, Any]"]


@dataclass(slots=True)
class _Reader:
    gate: Gate
    overrides: Mapping[str, Any]
    layer: dict[str, Any] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def config(self) -> None:
        """Read deckbuild.yml, if there is one."""
        file = self.gate.read(PurePosixPath(CONFIG))
        if isinstance(file, File):
            source, wrong = decode(file.path, file.data)
            reading = config.project_file(source)
            self.layer = dict(reading.values)
            self.diagnostics += [*wrong, *([] if wrong else place_all(reading.problems, source))]

    def plan(self, only: str) -> list[_Plan]:
        """Return the decks to read: name, files, and the settings that deckbuild.yml has for each."""
        named = self.layer.pop("decks", None) or ()
        if only:
            return [(PurePosixPath(only).stem, [Placed(only)], {})]
        if named:
            return [
                (deck.name.text, list(deck.chapters) or [self._default(deck.name)], deck.settings) for deck in named
            ]
        return [(name, files, {}) for name, files in self._found()]

    def deck(self, name: str, files: list[Placed], layer: Mapping[str, Any]) -> DeckFiles:
        """Read one deck."""
        chapters, front, wrong = self._chapters(files)
        settings = config.resolve(self.layer, layer, front, self.overrides)
        more, _, later = self._chapters(list(settings.chapters))
        return DeckFiles(name, (*chapters, *more), settings, (*wrong, *later))

    def _default(self, name: Placed) -> Placed:
        return Placed(f"{SLIDES}/{name.text}.md", name.source, name.offset)

    def _found(self) -> list[tuple[str, list[Placed]]]:
        """Return what lies in `slides/`: each file a deck, each folder a deck of its files in order."""
        folder = self.gate.root / SLIDES
        self.gate.asked.add(folder)
        found: list[tuple[str, list[Placed]]] = []
        for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
            if entry.name.startswith((".", "_")):
                continue
            if entry.is_dir():
                self.gate.asked.add(entry)
                files = [Placed(f"{SLIDES}/{entry.name}/{name}") for name in sorted(_markdown_names(entry))]
                found += [(entry.name, files)] if files else []
            elif entry.suffix.lower() == ".md":
                found.append((entry.stem, [Placed(f"{SLIDES}/{entry.name}")]))
        return found

    def _chapters(self, files: list[Placed]) -> tuple[list[Chapter], dict[str, Any], list[Diagnostic]]:
        """Read files; return them, the settings of the first one's front matter, and what is wrong."""
        chapters: list[Chapter] = []
        front: dict[str, Any] = {}
        wrong: list[Diagnostic] = []
        for file in files:
            found = self.gate.find(file.text, file.source.path if file.source else "")
            if not isinstance(found, File):
                rule, _, message, hint = refusal(file.text, found)
                wrong.append(about_word(rule, file, message, hint))
                continue
            source, undecoded = decode(found.path, found.data)
            reading = config.front_matter(source)
            wrong += [*undecoded, *([] if undecoded else place_all(reading.problems, source))]
            if chapters and reading.values:
                wrong.append(about_file(LATER_SETTINGS, source.path, "only the first chapter's settings count"))
            front = front or reading.values
            chapters.append(Chapter(source, reading.body))
        return chapters, front, wrong


def _markdown_names(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir() if entry.suffix.lower() == ".md" and entry.name[0] not in "._"]
