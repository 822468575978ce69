"""Finds the decks of a project: each file in `slides/` is one, and so is each folder of files.

reveal-md and mkslides know no such folders: in a project of theirs each Markdown file is a deck, however deep it lies.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Diagnostic, Rule, Severity, about_file
from deckbuild.diagnostics.source import Placed
from deckbuild.project.root import MKSLIDES, REVEAL_MD, SLIDES, is_markdown, settings_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from deckbuild.files.reader import FileReader

BAD_NAME = Rule(
    "D107",
    "bad-deck-name",
    Severity.ERROR,
    "Two decks would be written to the same file, because a file and a folder of slides/ have the same name, or a\n"
    "name is not text in UTF-8. Rename one of them.",
)
# The folders that decks lie in, if there is one, by the tool that a project is written for; "" is the root.
_FOLDERS = {**dict.fromkeys(REVEAL_MD, (SLIDES, "")), **dict.fromkeys(MKSLIDES, (SLIDES, "docs", ""))}
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # surrogates stand for bytes that are not UTF-8
_ABOUT = frozenset({"readme", "changelog", "contributing", "license", "code_of_conduct", "security"})  # the project
_OF_FOLDERS = frozenset({"index", "readme"})  # files that have the name of their folder


class Found(NamedTuple):
    """The decks of a ``folder``: their names, each with its files in order; and the names that cannot be used."""

    folder: str
    decks: list[tuple[str, list[Placed]]]
    diagnostics: list[Diagnostic]


def find(reader: FileReader, only: str = "") -> Found:
    """Return the decks of the project, or of the folder ``only``, without what is hidden or set aside with `_`.

    Touches the disk.
    """
    folders = _FOLDERS.get(settings_in(reader.root), ())
    folder = only or next((each for each in folders if (reader.root / each).is_dir()), SLIDES)
    files = _each(folder, reader) if folders else _grouped(folder, reader)
    found = Found(folder, [], [])
    for name, path, chapters in files:
        wrong = _problem(name, {each for each, _ in found.decks})
        if wrong:
            found.diagnostics.append(about_file(BAD_NAME, path, wrong, "rename one of them"))
        else:
            found.decks.append((name, [Placed(chapter) for chapter in chapters]))
    return found


def _grouped(folder: str, reader: FileReader) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the name, the path and the files of each deck of ours."""
    reader.look_at(reader.root / folder)
    for entry in _sorted(reader.root / folder):
        name = entry.name if entry.is_dir() else entry.stem
        files = [_path(file, reader) for file in _files(entry, reader)]
        if files:
            yield name, _path(entry, reader), files


def _each(folder: str, reader: FileReader) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the name, the path and the one file of each deck of another tool.

    Of `a/index.md` it is `a`. Two decks with one name have those of their folders too: `a/talk.md` is `a-talk`.
    """
    every = [PurePosixPath(_path(file, reader)) for file in _below(reader.root / folder, reader)]
    files = [each for each in every if each.parent != PurePosixPath(folder) or each.stem.lower() not in _ABOUT] or every
    for file, name in zip(files, _names([file.relative_to(folder) for file in files]), strict=True):
        yield name, str(file), [str(file)]


def _names(paths: list[PurePosixPath]) -> Iterator[str]:
    """Yield the name of each deck: as short as no other one has it, and made of all of its path at last."""
    ways = list(zip(*(_words(path) for path in paths), strict=True))
    numbers = [Counter(way) for way in ways]
    for words in zip(*ways, strict=True):
        yield next((name for name, number in zip(words, numbers, strict=True) if number[name] == 1), words[-1])


def _words(path: PurePosixPath) -> tuple[str, str, str]:
    """Return what a deck at ``path`` may be called, the shortest first."""
    *folders, name = path.with_suffix("").parts
    parts = folders if folders and name.lower() in _OF_FOLDERS else [*folders, name]
    return parts[-1], "-".join(parts), "-".join((*folders, name))


def _below(folder: Path, reader: FileReader) -> Iterator[Path]:
    """Yield the Markdown files below ``folder``, but for those of installed packages and those that links lead to."""
    reader.look_at(folder)
    for entry in _sorted(folder):
        if entry.is_dir():
            yield from () if entry.is_symlink() or entry.name == "node_modules" else _below(entry, reader)
        elif is_markdown(entry):
            yield entry


def _path(file: Path, reader: FileReader) -> str:
    """Return the path of ``file`` from the root."""
    return file.relative_to(reader.root).as_posix()


def _files(entry: Path, reader: FileReader) -> list[Path]:
    """Return the Markdown files of a deck: itself, or those in the folder."""
    if entry.is_dir():
        reader.look_at(entry)
        return [file for file in _sorted(entry) if is_markdown(file)]
    return [entry] if is_markdown(entry) else []


def _problem(name: str, others: set[str]) -> str:
    """Return why a deck cannot have this name; an empty text if it can."""
    if name in others:
        return f"there is another deck {name!r}"
    return "this name is not text" if _NO_TEXT.search(name) else ""


def _sorted(folder: Path) -> list[Path]:
    """Return what lies in a folder; nothing if there is no folder."""
    try:
        return sorted(entry for entry in folder.iterdir() if entry.name[0] not in "._")
    except OSError:
        return []
