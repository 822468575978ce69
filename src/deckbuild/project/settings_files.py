"""Reads the files that hold the settings of a project: those of reveal-md, and deckbuild.yml."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config import loading, reveal_md
from deckbuild.config.limits import LARGEST_DECK
from deckbuild.diagnostics.problem import Diagnostic, place_all
from deckbuild.files.decoding import decode
from deckbuild.files.errors import unreadable
from deckbuild.files.reader import File, Reason
from deckbuild.project.root import CONFIG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from deckbuild.config.project_types import DeckUse
    from deckbuild.diagnostics.problem import Problem
    from deckbuild.diagnostics.source import Source
    from deckbuild.files.reader import FileReader

    # What a file sets, and what is wrong with it.
    Meaning = Callable[[Source], tuple[Mapping[str, Any], tuple[Problem, ...]]]

_OF_THE_PROJECT = ("title", "description")


class ProjectSettings(NamedTuple):
    """What the files of a project set (a later one wins), the decks that they name, and what is wrong in them."""

    files: tuple[Mapping[str, Any], ...]
    decks: tuple[DeckUse, ...]
    diagnostics: tuple[Diagnostic, ...]

    def of_a_deck(self, *, is_only: bool) -> Iterator[Mapping[str, Any]]:
        """Yield what is set for each deck: of several, deckbuild.yml's title and description are the project's."""
        *before, own = self.files
        yield from before
        yield {name: value for name, value in own.items() if is_only or name not in _OF_THE_PROJECT}


def read(reader: FileReader, *, untrusted: bool) -> ProjectSettings:
    """Return the settings of the project, of a stranger's those that do no harm. Touches the disk."""
    meanings: dict[str, Meaning] = {
        reveal_md.OPTIONS_FILE: partial(reveal_md.options, untrusted=untrusted),
        reveal_md.SETTINGS_FILE: partial(reveal_md.settings, untrusted=untrusted),
        CONFIG: partial(_config, locate=partial(_locate, reader), untrusted=untrusted),
    }
    files = [_file(reader, name, meaning) for name, meaning in meanings.items()]
    own = dict(files[-1][0])
    decks = own.pop("decks", ())
    return ProjectSettings(
        (*(values for values, _ in files[:-1]), own), decks, tuple(each for _, wrong in files for each in wrong)
    )


def _config(
    source: Source, locate: Callable[[str], str], *, untrusted: bool
) -> tuple[Mapping[str, Any], tuple[Problem, ...]]:
    reading = loading.project_file(source, locate, untrusted=untrusted)
    return reading.values, reading.problems


def _locate(reader: FileReader, name: str) -> str:
    """Return the whole path of the file of the project that is called ``name``, empty if there is none."""
    file = reader.named(name)
    return str(reader.root / file.path) if isinstance(file, File) else ""


def _file(reader: FileReader, name: str, meaning: Meaning) -> tuple[Mapping[str, Any], tuple[Diagnostic, ...]]:
    """Return what the file ``name`` sets, nothing if there is none, and what is wrong with it."""
    file = reader.read(PurePosixPath(name), lambda _path: LARGEST_DECK)
    if isinstance(file, File):
        source, undecoded = decode(file.path, file.data)
        values, problems = meaning(source)
        return values, undecoded or place_all(problems, source)
    if file.why is Reason.MISSING:
        return {}, ()
    return {}, (unreadable(name, file),)
