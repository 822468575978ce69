"""Reads the files that hold the settings of a project: deckbuild.yml, and those of reveal-md and mkslides."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config import loading, mkslides, npm_scripts, reveal_md, tool_defaults
from deckbuild.config.limits import LARGEST_DECK
from deckbuild.config.project_types import PluginUse
from deckbuild.config.taken_over import Taken
from deckbuild.config.translation import MKSLIDES, REVEAL_MD
from deckbuild.diagnostics.problem import Diagnostic, place_all
from deckbuild.diagnostics.source import Placed
from deckbuild.files.decoding import decode
from deckbuild.files.errors import unreadable
from deckbuild.files.reader import File, Reason
from deckbuild.project.root import CONFIG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from deckbuild.config.project_types import DeckUse
    from deckbuild.diagnostics.source import Source
    from deckbuild.files.reader import FileReader

    Meaning = Callable[[Source], Taken]

_OF_THE_PROJECT = ("title", "description")


class ProjectSettings(NamedTuple):
    """What the files of a project set (a later one wins), the decks that they name, and what is wrong in them.

    ``tool`` is the other tool whose project it is, empty if it is ours; None if no file says so.
    """

    files: tuple[Mapping[str, Any], ...]
    own: Mapping[str, Any]  # what deckbuild.yml sets
    of_project: Mapping[str, Any]  # what another tool's file sets for the list of decks alone
    decks: tuple[DeckUse, ...]
    diagnostics: tuple[Diagnostic, ...]
    tool: str | None

    def of_a_deck(self, *, is_only: bool) -> Iterator[Mapping[str, Any]]:
        """Yield what is set for each deck: of several, deckbuild.yml's title and description are the project's."""
        yield from self.files
        yield {name: value for name, value in self.own.items() if is_only or name not in _OF_THE_PROJECT}

    def of_all(self) -> Iterator[Mapping[str, Any]]:
        """Yield what is set for the project as a whole."""
        yield from (*self.files, self.of_project, self.own)


class _Read(NamedTuple):
    taken: Taken = Taken({})
    diagnostics: tuple[Diagnostic, ...] = ()
    is_there: bool = False


def read(reader: FileReader, *, untrusted: bool) -> ProjectSettings:
    """Return the settings of the project, of a stranger's those that do no harm. Touches the disk."""
    options = _first(reader, reveal_md.OPTIONS_FILES, partial(reveal_md.options, untrusted=untrusted))
    settings = _first(reader, reveal_md.SETTINGS_FILES, partial(reveal_md.settings, untrusted=untrusted))
    settings = _located(settings, reader, [settings.taken.values.get("assets_dir", "")])
    slides = _first(reader, mkslides.SETTINGS_FILES, partial(mkslides.settings, untrusted=untrusted))
    slides = _located(slides, reader, mkslides.FOLDERS)
    config = _first(reader, (CONFIG,), partial(_config, locate=partial(_locate, reader), untrusted=untrusted))
    command = _Read() if config.is_there else _command(reader, untrusted=untrusted)
    read_files = (command, options, settings, slides, config)
    reveal = command.is_there or options.is_there or settings.is_there
    tool = _tool(reveal=reveal, slides=slides.is_there, own=config.is_there)
    own = dict(config.taken.values)
    decks = own.pop("decks", ())
    theirs = (tool_defaults.of(tool or ""), *(each.taken.values for each in read_files[:-1]))
    wrong = tuple(each for one in read_files for each in one.diagnostics)
    return ProjectSettings(theirs, own, slides.taken.of_project, decks, wrong, tool)


def _tool(*, reveal: bool, slides: bool, own: bool) -> str | None:
    """Return whose project it is: as long as the files of another tool are there, it is that tool's."""
    if reveal or slides:
        return REVEAL_MD if reveal else MKSLIDES
    return "" if own else None


def _config(source: Source, locate: Callable[[str], str], *, untrusted: bool) -> Taken:
    reading = loading.project_file(source, locate, untrusted=untrusted)
    return Taken(reading.values, reading.problems)


def _locate(reader: FileReader, name: str) -> str:
    """Return the whole path of the file of the project that is called ``name``, empty if there is none."""
    file = reader.named(name)
    return str(reader.root / file.path) if isinstance(file, File) else ""


def _command(reader: FileReader, *, untrusted: bool) -> _Read:
    """Return what the project's package.json tells reveal-md, nothing if it does not run it."""
    file = reader.read(PurePosixPath(npm_scripts.FILE))
    if not isinstance(file, File):
        return _Read()
    source, undecoded = decode(file.path, file.data)
    taken = None if undecoded else npm_scripts.command(source, untrusted=untrusted)
    return _Read(taken, place_all(taken.problems, source), is_there=True) if taken else _Read()


def _located(found: _Read, reader: FileReader, folders: Iterable[str]) -> _Read:
    """Return ``found`` with the files from the root that it names as if they lay there, and lie in ``folders``."""

    def path(word: Placed) -> Placed:
        paths = [PurePosixPath(folder, word.text.lstrip("/")) for folder in ("", *filter(None, folders))]
        file = next((each for each in paths if isinstance(reader.read(each), File)), None) if "." in word.text else None
        return word._replace(text=file.as_posix()) if file else word

    values = {name: _with_paths(value, path) for name, value in found.taken.values.items()}
    return found._replace(taken=found.taken._replace(values=values))


def _with_paths(value: Any, path: Callable[[Placed], Placed]) -> Any:  # noqa: ANN401 -- of any kind
    """Return the value of a setting with the ``path`` of each file that it names."""
    if isinstance(value, Placed):
        return path(value)
    if isinstance(value, PluginUse):
        return value._replace(scripts=_with_paths(value.scripts, path), css=_with_paths(value.css, path))
    return tuple(_with_paths(each, path) for each in value) if type(value) is tuple else value


def _first(reader: FileReader, names: tuple[str, ...], meaning: Meaning) -> _Read:
    """Return what the first of the files ``names`` sets that is there, nothing if none is."""
    found = (_file(reader, name, meaning) for name in names)
    return next((each for each in found if each.is_there), _Read())


def _file(reader: FileReader, name: str, meaning: Meaning) -> _Read:
    file = reader.read(PurePosixPath(name), lambda _path: LARGEST_DECK)
    if isinstance(file, File):
        source, undecoded = decode(file.path, file.data)
        taken = meaning(source)
        return _Read(taken, undecoded or place_all(taken.problems, source), is_there=True)
    if file.why is Reason.MISSING:
        return _Read()
    return _Read(Taken({}), (unreadable(name, file),), is_there=True)
