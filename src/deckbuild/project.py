"""Reads a project from disk: its settings, and the sources of its decks.

A project is a folder with `slides/` (and, when wanted, `images/`, `templates/`, `deckbuild.yml`), or one `.md` file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from deckbuild import config
from deckbuild.assets.embedding import refusal
from deckbuild.config import revealmd
from deckbuild.config.programs import templates, without_scripts
from deckbuild.decoding import decode
from deckbuild.diagnostics import Diagnostic, Rule, Severity, about_file, about_word, place_all
from deckbuild.gate import File, Gate, Refusal, Refused
from deckbuild.source import Placed, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
BAD_NAME = Rule(
    "D107",
    "bad-deck-name",
    Severity.ERROR,
    "Two decks would be written to the same file, because a file and a folder of slides/ have the same name, or a\n"
    "name is not text in UTF-8. Rename one of them.",
)
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # surrogates stand for bytes that are not UTF-8
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
    """A project as it was read; ``gate`` knows every file that was looked at. It may be ``untrusted``: a stranger's."""

    root: Path
    gate: Gate
    decks: tuple[DeckFiles, ...] = ()
    settings: config.Settings = field(default_factory=config.Settings)
    diagnostics: tuple[Diagnostic, ...] = ()
    untrusted: bool = False


def root_of(path: Path) -> tuple[Path, str]:
    """Return the root of the project at ``path``, and the one file that is meant ("" for all decks).

    Raises ``NoProject``. A file in a project's `slides/` belongs to that project; any other is one of its own.
    """
    try:
        path = path.resolve()
    except (OSError, RuntimeError) as error:
        raise NoProject(f"{path} leads nowhere: it is a link to itself") from error
    if path.is_dir():
        if (path / SLIDES).is_dir() or (path / CONFIG).is_file():
            return path, ""
        raise NoProject(
            f"there is no {SLIDES}/ folder in {path}; name a Markdown file, or let `deckbuild init` make a project"
        )
    if not path.is_file():
        raise NoProject(f"there is no file or folder {path}")
    if not _is_markdown(path):
        raise NoProject(f"{path} is no Markdown file; name a .md file or a folder")
    for folder in path.parents:
        if (folder / CONFIG).is_file() or (path.is_relative_to(folder / SLIDES) and folder != path.parent):
            return folder, path.relative_to(folder).as_posix()
    return path.parent, path.name


def read(root: Path, only: str = "", overrides: Mapping[str, Any] | None = None, *, untrusted: bool = False) -> Project:
    """Read the project at ``root``; ``only`` names a single file, ``overrides`` are settings that win."""
    reader = _Reader(Gate(root.resolve()), overrides or {}, untrusted)
    reader.reveal_md()
    reader.config()
    reader.diagnostics += templates(reader.gate) if untrusted else ()
    plan = reader.plan(only)
    reader.is_only = len(plan) == 1 and "/" not in only
    decks = [reader.deck(name, files, layer) for name, files, layer in plan]
    if not decks:
        reader.diagnostics.append(about_file(NO_SLIDES, SLIDES, "this project has no decks", "put a .md file there"))
    settings = config.resolve(*reader.before, reader.layer, reader.overrides)
    return Project(reader.gate.root, reader.gate, tuple(decks), settings, tuple(reader.diagnostics), untrusted)


_OF_THE_PROJECT = ("title", "description")
_Plan = tuple[str, list[Placed], "Mapping[str, Any]"]


@dataclass(slots=True)
class _Reader:
    gate: Gate
    overrides: Mapping[str, Any]
    untrusted: bool = False
    layer: dict[str, Any] = field(default_factory=dict)
    is_only: bool = False  # whether the project has a single deck
    before: list[dict[str, Any]] = field(default_factory=list)  # what reveal-md's files set; deckbuild.yml wins
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def reveal_md(self) -> None:
        """Read the settings of reveal-md, if the project has them."""
        for name, meaning in ((revealmd.OPTIONS_FILE, revealmd.options), (revealmd.SETTINGS_FILE, revealmd.settings)):
            file = self.gate.read(PurePosixPath(name))
            if isinstance(file, File):
                source, wrong = decode(file.path, file.data)
                values, problems = meaning(source)
                self.before.append(values)
                self.diagnostics += wrong or place_all(problems, source)

    def config(self) -> None:
        """Read deckbuild.yml, if there is one."""
        file = self.gate.read(PurePosixPath(CONFIG))
        if isinstance(file, File):
            source, wrong = decode(file.path, file.data)
            reading = config.project_file(source, untrusted=self.untrusted)
            self.layer = dict(reading.values)
            self.diagnostics += wrong or place_all(reading.problems, source)
        elif file.why is not Refusal.MISSING:
            rule, _, message, hint = refusal(CONFIG, file)
            self.diagnostics.append(about_file(rule, CONFIG, message, hint))

    def plan(self, only: str) -> list[_Plan]:
        """Return the decks to read: name, files, and the settings that deckbuild.yml has for each."""
        named = [
            (deck.name.text, list(deck.chapters) or [self._default(deck.name)], deck.settings)
            for deck in self.layer.pop("decks", ())
        ]
        if only:
            alone: _Plan = (PurePosixPath(only).stem, [Placed(only)], {})
            return [next((plan for plan in named if plan[1][0].text == only), alone)]
        return named or [(name, files, {}) for name, files in self._found()]

    def deck(self, name: str, files: list[Placed], layer: Mapping[str, Any]) -> DeckFiles:
        """Read one deck."""
        chapters, front, wrong = self._chapters(files)
        settings = config.resolve(*self.before, self._of_decks(), layer, front, self.overrides)
        if self.untrusted:
            settings, refused = without_scripts(settings)
            self.diagnostics += [each for each in refused if each not in self.diagnostics]
        more, _, later = self._chapters(settings.chapters, is_first=False)
        return DeckFiles(name, (*chapters, *more), settings, (*wrong, *later))

    def _of_decks(self) -> dict[str, Any]:
        """Return what deckbuild.yml sets for each deck: of several, its title and description are the project's."""
        return {name: value for name, value in self.layer.items() if self.is_only or name not in _OF_THE_PROJECT}

    def _default(self, name: Placed) -> Placed:
        return Placed(f"{SLIDES}/{name.text}.md", name.source, name.offset)

    def _found(self) -> Iterator[tuple[str, list[Placed]]]:
        """Yield what lies in `slides/`: each file a deck, each folder a deck of its files in order."""
        folder = self.gate.root / SLIDES
        self.gate.look_at(folder)
        seen: set[str] = set()
        for entry in _sorted(folder):
            name = entry.name if entry.is_dir() else entry.stem
            files = [Placed(file.relative_to(self.gate.root).as_posix()) for file in self._files(entry)]
            if files and self._is_good(name, f"{SLIDES}/{entry.name}", seen):
                seen.add(name)
                yield name, files

    def _files(self, entry: Path) -> list[Path]:
        """Return the Markdown files of a deck: itself, or those in the folder."""
        if entry.is_dir():
            self.gate.look_at(entry)
            return [file for file in _sorted(entry) if _is_markdown(file)]
        return [entry] if _is_markdown(entry) else []

    def _is_good(self, name: str, path: str, seen: set[str]) -> bool:
        """Return whether a deck can have this name; report it otherwise."""
        is_text = not _NO_TEXT.search(name)
        if name in seen:
            self.diagnostics.append(about_file(BAD_NAME, path, f"there is another deck {name!r}", "rename one of them"))
        elif not is_text:
            self.diagnostics.append(about_file(BAD_NAME, path, "this name is not text", "rename the file"))
        return is_text and name not in seen

    def _chapters(
        self, files: Sequence[Placed], *, is_first: bool = True
    ) -> tuple[list[Chapter], dict[str, Any], list[Diagnostic]]:
        """Read files; return them, the settings of the first one's front matter, and what is wrong."""
        chapters: list[Chapter] = []
        front: dict[str, Any] = {}
        wrong: list[Diagnostic] = []
        for file in files:
            found = self.gate.named(file.text, file.source.path if file.source else "")
            if isinstance(found, Refused):
                rule, _, message, hint = refusal(file.text, found)
                found_there = about_file(rule, file.text, message, hint)  # in slides/: no file names it
                wrong.append(about_word(rule, file, message, hint) if file.source else found_there)
                continue
            source, undecoded = decode(found.path, found.data)
            reading = config.front_matter(source, untrusted=self.untrusted)
            wrong += undecoded or place_all(reading.problems, source)
            if is_first and not chapters:
                front = reading.values
            elif reading.values:
                wrong.append(about_file(LATER_SETTINGS, source.path, "only the first chapter's settings count"))
            chapters.append(Chapter(source, reading.body))
        return chapters, front, wrong


def _sorted(folder: Path) -> list[Path]:
    """Return what lies in a folder, without what is hidden or set aside with `_`; nothing if there is no folder."""
    try:
        return sorted(entry for entry in folder.iterdir() if entry.name[0] not in "._")
    except OSError:
        return []


def _is_markdown(file: Path) -> bool:
    return file.suffix.lower() in (".md", ".markdown")
