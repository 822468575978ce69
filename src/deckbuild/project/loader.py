"""Reads a project from disk: its settings, and the sources of its decks.

A project is a folder with `slides/` (and, when wanted, `images/`, `templates/`, `deckbuild.yml`), one of reveal-md or
mkslides, or one `.md` file.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config import tool_defaults
from deckbuild.config.limits import LARGEST_PROJECT
from deckbuild.config.plugin_options import settled
from deckbuild.config.settings import Settings, resolve
from deckbuild.config.untrusted import templates, without_scripts
from deckbuild.config.variants import ALL
from deckbuild.diagnostics.problem import Diagnostic, Rule, Severity, about_file, nearest
from deckbuild.diagnostics.source import Placed
from deckbuild.files.reader import FileReader
from deckbuild.project import discovery, limit_checks, settings_files
from deckbuild.project.chapters import Chapter, ChapterReader, tool_of_deck
from deckbuild.project.judging import judged
from deckbuild.project.preprocessing import Preprocessor, not_run
from deckbuild.project.root import SLIDES, home, is_ours

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from deckbuild.config.project_types import DeckUse

NO_SLIDES = Rule(
    "D105",
    "no-decks",
    Severity.ERROR,
    "A project has no decks: no `.md` file lies in its `slides/` folder, and deckbuild.yml names none. In a project\n"
    "of reveal-md or mkslides each `.md` file is one, but for README.md and such.",
)
NO_VARIANT = Rule(
    "D730",
    "no-such-variant",
    Severity.ERROR,
    "`--variant` names a variant that no deck has. `variants:` in deckbuild.yml or in a front matter names them.",
)
OTHER_VARIANTS = Rule(
    "D731",
    "other-variants",
    Severity.WARNING,
    "A deck has variants, but not the one that `--variant` names, so it is not built. A deck without any is built\n"
    "under its own name.",
)
_RENAME = "rename one of them"
OUTPUT = "dist"  # where decks are built to, if no other folder is named


class DeckFiles(NamedTuple):
    """A deck as it lies on disk, or a variant of it, ready to be built."""

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
    last: FileReader | None = None,
    started: str = "",
    variant: str = "",
) -> Project:
    """Read the project at ``root``; ``only`` names a single file or folder, ``overrides`` are settings that win.

    Files below the folders ``allowed`` may be used too. ``output`` is where the decks will be built to: from then on
    neither that nor the decks themselves can be put into a page. ``last`` is the reader of the same project before.
    ``started`` is the folder of the project, from the root, in which files are looked for at last. Of decks that have
    variants the one called ``variant`` is read, with `ALL` each; without a name the whole deck.
    """
    reader = FileReader(root.resolve(), tuple(folder.resolve() for folder in allowed), last, started)
    overrides = overrides or {}
    found = settings_files.read(reader, untrusted=untrusted)
    unused = tuple(templates(reader)) if untrusted else ()
    planned, misnamed, folder = _planned(reader, found.decks, only)
    shared = tuple(found.of_a_deck(is_only=len(planned) == 1 and "/" not in only))
    texts = limit_checks.Total(LARGEST_PROJECT)
    about = _Shared(shared, overrides, found.tool, texts, untrusted)
    each, lacking = _wanted(reader, planned, about, variant)
    decks = tuple(of.deck for of in each)
    refused = dict.fromkeys(wrong for of in each for wrong in of.refused)
    none = (
        () if planned else (about_file(NO_SLIDES, folder or ".", "this project has no decks", "put a .md file there"),)
    )
    reader.close(chapter.source.path for deck in decks for chapter in deck.chapters)
    reader.close(_pages(reader.root, output or home(root, only) / OUTPUT, [deck.name for deck in decks]))
    diagnostics = (*found.diagnostics, *unused, *misnamed, *refused, *none, *lacking)
    settings = resolve(*found.of_all(), overrides)
    return Project(reader.root, reader, decks, settings, tuple(judged(diagnostics, settings)), untrusted)


class _Shared(NamedTuple):
    """What all decks have in common: settings, those that win, the tool whose project it is, what was read so far."""

    settings: tuple[Mapping[str, Any], ...]
    overrides: Mapping[str, Any]
    tool: str | None
    texts: limit_checks.Total
    untrusted: bool


class _Read(NamedTuple):
    """A deck that was read, and what of its settings is left out."""

    deck: DeckFiles
    refused: list[Diagnostic]


class _Planned(NamedTuple):
    """A deck to read: its name, its files, and what deckbuild.yml sets for it alone."""

    name: str
    files: list[Placed]
    settings: Mapping[str, Any]


def _planned(reader: FileReader, decks: Iterable[DeckUse], only: str) -> tuple[list[_Planned], list[Diagnostic], str]:
    """Return the decks to read, what is wrong with their names, and the folder they lie in.

    They are the one file ``only``, else what deckbuild.yml names (in the folder ``only``), else what lies there.
    """
    named = [_Planned(deck.name.text, list(deck.chapters) or [_file_of(deck.name)], deck.settings) for deck in decks]
    if only and not (reader.root / only).is_dir():
        alone = _Planned(PurePosixPath(only).stem, [Placed(only)], {})
        return [next((deck for deck in named if deck.files[0].text == only), alone)], [], only
    if inner := [deck for deck in named if not only or PurePosixPath(deck.files[0].text).is_relative_to(only)]:
        return inner, [], only
    found = discovery.find(reader, only)
    return [_Planned(name, files, {}) for name, files in found.decks], found.diagnostics, found.folder


def _file_of(name: Placed) -> Placed:
    """Return the file of a deck for which none is named."""
    return Placed(f"{SLIDES}/{name.text}.md", name.source, name.offset)


def _wanted(
    reader: FileReader, planned: Sequence[_Planned], shared: _Shared, variant: str
) -> tuple[list[_Read], list[Diagnostic]]:
    """Return the decks, of those with variants the ones that ``variant`` means, and what is wrong with that."""
    whole = [_deck(reader, one, shared) for one in planned]
    if not variant:
        return whole, []
    every = [
        of for one, read in zip(planned, whole, strict=True) for of in _variants(reader, one, shared, read, variant)
    ]
    names = [of.deck.name for of in every]
    first = [of for at, of in enumerate(every) if of.deck.name not in names[:at]]
    twice = [of.deck for at, of in enumerate(every) if of.deck.name in names[:at]]
    alike = [
        about_file(discovery.BAD_NAME, each.path, f"there is another deck {each.name!r}", _RENAME) for each in twice
    ]
    return first, [*_lacking(variant, [of.deck for of in whole]), *alike]


def _variants(reader: FileReader, planned: _Planned, shared: _Shared, whole: _Read, variant: str) -> list[_Read]:
    """Return the variants of a deck that ``variant`` means, where ``whole`` is all of it.

    One without variants keeps its name; what is marked in it for others is left out, too, as it may be theirs.
    """
    names = [name for name in whole.deck.settings.variants if variant in (name, ALL)]
    return [_deck(reader, planned, shared, name) for name in (names if whole.deck.settings.variants else [variant])]


def _lacking(variant: str, decks: Sequence[DeckFiles]) -> Iterator[Diagnostic]:
    """Report a ``variant`` that none of the ``decks`` has, else those that have only others."""
    names = list(dict.fromkeys(name for deck in decks for name in deck.settings.variants))
    if variant not in names and (variant != ALL or not names):
        has = f"there are {', '.join(names)}" if names else "variants: in deckbuild.yml or a front matter names them"
        yield about_file(NO_VARIANT, "deckbuild", f"no deck has a variant {variant!r}", nearest(variant, names) or has)
        return
    for deck in decks:
        if deck.settings.variants and variant not in (ALL, *deck.settings.variants):
            has = f"it has {', '.join(deck.settings.variants)}"
            yield about_file(OTHER_VARIANTS, deck.path, f"this deck has no variant {variant!r}, and is not built", has)


def _deck(reader: FileReader, planned: _Planned, shared: _Shared, variant: str = "") -> _Read:
    """Read one deck, or a ``variant`` of it."""
    layers = (*shared.settings, planned.settings)
    before = resolve(*layers, shared.overrides, variant=variant)
    preprocessor = Preprocessor(Placed("") if shared.untrusted else before.preprocess, reader)
    most = before.limits.front_matter
    files = ChapterReader(reader, most, shared.texts, preprocessor, untrusted=shared.untrusted)
    front = files.first(planned.files)
    tool = tool_of_deck(files.tool, files.chapters) if shared.tool is None else ""
    every = (tool_defaults.of(tool), *layers, front, shared.overrides)
    settings, refused = resolve(*every, variant=variant), list[Diagnostic]()
    if shared.untrusted:
        settings, refused = without_scripts(settings)
    settings, unknown = settled(settings)
    files.more(settings.chapters)
    large = limit_checks.of_sources([chapter.source for chapter in files.chapters], settings.limits)
    chapters = () if large else tuple(files.chapters)
    refused += (*unknown, *not_run(front, settings), *preprocessor.diagnostics)
    name = f"{planned.name}.{variant}" if variant in settings.variants else planned.name
    return _Read(DeckFiles(name, chapters, settings, (*files.diagnostics, *large)), refused)


def _pages(root: Path, output: Path, names: Sequence[str]) -> Iterator[str]:
    """Yield what is built: in a project of ours all of dist/, since old pages may lie there; else the pages alone."""
    folder = PurePosixPath(Path(os.path.relpath(os.path.realpath(output), root)).as_posix())
    if folder.as_posix() == OUTPUT and is_ours(root):
        yield OUTPUT
    yield from ((folder / f"{name}.html").as_posix() for name in ("index", *names))
