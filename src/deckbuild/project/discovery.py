"""Finds the decks that lie in a project's `slides/`: each file is one, and so is each folder of files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Diagnostic, Rule, Severity, about_file
from deckbuild.diagnostics.source import Placed

if TYPE_CHECKING:
    from pathlib import Path

    from deckbuild.files.reader import FileReader

BAD_NAME = Rule(
    "D107",
    "bad-deck-name",
    Severity.ERROR,
    "Two decks would be written to the same file, because a file and a folder of slides/ have the same name, or a\n"
    "name is not text in UTF-8. Rename one of them.",
)
SLIDES = "slides"
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # surrogates stand for bytes that are not UTF-8


class Found(NamedTuple):
    """The decks of `slides/`: their names, each with its files in order; and the names that cannot be used."""

    decks: list[tuple[str, list[Placed]]]
    diagnostics: list[Diagnostic]


def find(reader: FileReader) -> Found:
    """Return what lies in `slides/`, without what is hidden or set aside with `_`. Touches the disk."""
    folder = reader.root / SLIDES
    reader.look_at(folder)
    found = Found([], [])
    for entry in _sorted(folder):
        name = entry.name if entry.is_dir() else entry.stem
        files = [Placed(file.relative_to(reader.root).as_posix()) for file in _files(entry, reader)]
        wrong = _problem(name, {each for each, _ in found.decks}) if files else ""
        if wrong:
            path = f"{SLIDES}/{entry.name}"
            found.diagnostics.append(about_file(BAD_NAME, path, wrong, "rename one of them"))
        elif files:
            found.decks.append((name, files))
    return found


def is_markdown(file: Path) -> bool:
    """Return whether a file has the name of a Markdown file."""
    return file.suffix.lower() in (".md", ".markdown")


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
