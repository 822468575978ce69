"""Reads `alt.yml`: texts for pictures that have none in the slides, for those who do not see them.

The file maps pictures to texts, or each to one text for each language. It lies in the folder of the pictures, in one
above it, or in `images/`; of several the nearest that has a text counts. A picture is named from the file's folder or,
as slides name it, from the project's.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from deckbuild.config.loading import document_of
from deckbuild.diagnostics.problem import Problem, Rule, Severity, about_file, about_word, place_all
from deckbuild.diagnostics.source import Placed
from deckbuild.files.decoding import decode
from deckbuild.files.names import paths
from deckbuild.files.reader import NotRead, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from deckbuild.config.document import Entry, Value
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.diagnostics.source import Source
    from deckbuild.files.reader import FileReader

UNKNOWN_PICTURE = Rule(
    "D820",
    "unknown-picture",
    Severity.WARNING,
    "`alt.yml` has an alternative text for a picture that does not exist. It names pictures from the folder that it\n"
    "lies in (`bears.png`), or from the project's, as slides do (`images/bears.png`).",
)
UNUSED_TEXT = Rule(
    "D821",
    "unused-alternative-text",
    Severity.INFORMATION,
    "`alt.yml` has an alternative text that no deck of the project uses: none shows the picture, or wherever it is\n"
    'shown the slide says itself what is seen, or that it only decorates (`<img src="x.png" alt="">`).',
)
BAD_TEXTS = Rule(
    "D822",
    "bad-alternative-texts",
    Severity.WARNING,
    "`alt.yml`, or a text in it, cannot be read. A line of it is `bears.png: Two bears in the snow`; a text that has\n"
    "`: ` or ` #` in it stands in quotes. In several languages: `bears.png: {en: Two bears, de: Zwei Bären}`.",
)
NAME = "alt.yml"
USUAL = f"images/{NAME}"  # is looked into for every picture
_MOST = 1_000_000  # characters
_FORM = "write bears.png: What is seen, or bears.png: {en: What is seen}"


class Alternative(NamedTuple):
    """The alternative text of a picture, by its languages (in lower case; none for all), and where it is named."""

    texts: Mapping[str, str]
    name: Placed

    def in_language(self, language: str) -> str:
        """Return the text in ``language`` (BCP 47), or in that without its region, or for all; else the first one."""
        whole = language.lower()
        wanted = (whole, whole.partition("-")[0], "", *self.texts)
        return next(self.texts[each] for each in wanted if each in self.texts)


class TextFile(NamedTuple):
    """One `alt.yml`: its texts by the paths of pictures that their names may mean, and what is wrong with it."""

    by_path: Mapping[str, Alternative] = {}
    entries: tuple[Alternative, ...] = ()
    wrong: tuple[Diagnostic, ...] = ()


class Described(NamedTuple):
    """The files of texts that a deck has looked into, and the places in them of the texts that it shows.

    ``pictures`` are those with such a text, each by the file that names it and the address written there.
    """

    files: frozenset[str] = frozenset()
    used: frozenset[tuple[str, int]] = frozenset()
    pictures: frozenset[tuple[str, str]] = frozenset()


class AlternativeTexts:
    """The texts that a deck in ``language`` has for pictures of its project, whose files ``reader`` reads."""

    def __init__(self, reader: FileReader, language: str) -> None:
        self._reader, self._language = reader, language
        self._files: dict[str, TextFile] = {}
        self._used: set[tuple[str, int]] = set()
        self._pictures: set[tuple[str, str]] = set()

    def of(self, picture: str, beside: str = "", address: str = "") -> str | None:
        """Return the text of the picture at this path from the root, None if there is none. Touches the disk.

        The file ``beside`` names it by ``address``.
        """
        folders = [str(folder / NAME) for folder in PurePosixPath(picture).parents]
        for path in (*folders, USUAL):
            if path not in self._files:
                self._files[path] = read(path, self._reader)
            if found := self._files[path].by_path.get(normalize("NFC", picture)):
                self._used.add((path, found.name.offset))
                self._pictures.add((beside, address))
                return found.in_language(self._language)
        return None

    @property
    def described(self) -> Described:
        """What the deck has looked into so far, and what it shows of it."""
        return Described(frozenset(self._files), frozenset(self._used), frozenset(self._pictures))

    @property
    def diagnostics(self) -> Iterator[Diagnostic]:
        """What is wrong with the files that were looked into. Touches the disk."""
        return (wrong for file in self._files.values() for wrong in wrong_with(file, self._reader))


def read(path: str, reader: FileReader) -> TextFile:
    """Return the `alt.yml` at ``path`` from the root; an empty one if there is none. Touches the disk."""
    file = reader.read(PurePosixPath(path))
    if not isinstance(file, NotRead):
        source, undecoded = decode(path, file.data)
        entries, by_path, problems = _parsed(source)
        wrong = (*(each._replace(rule=BAD_TEXTS) for each in undecoded), *place_all(problems, source))
        return TextFile(by_path, entries, wrong)
    if file.why is Reason.MISSING or path.startswith(".."):
        return TextFile()
    return TextFile(wrong=(about_file(BAD_TEXTS, path, f"the file {path} {file.why.value}", file.hint),))


def wrong_with(file: TextFile, reader: FileReader) -> Iterator[Diagnostic]:
    """Yield what is wrong with a ``file`` of texts, and which of its pictures do not exist. Touches the disk."""
    yield from sorted((*file.wrong, *_unknown(file, reader)), key=lambda each: each.location)


def _unknown(file: TextFile, reader: FileReader) -> Iterator[Diagnostic]:
    """Yield the pictures of a ``file`` of texts that do not exist."""
    for each in file.entries:
        if not is_there(each, reader):
            found = reader.named(each.name.text, _path(each))
            hint = found.hint if isinstance(found, NotRead) else ""
            yield about_word(UNKNOWN_PICTURE, each.name, f"there is no picture {each.name.text}", hint)


def is_there(named: Alternative, reader: FileReader) -> bool:
    """Return whether the picture exists that is ``named`` in a file of texts. Touches the disk."""
    return any(reader.look_at(reader.root / path) for path in _meant(named.name.text, _path(named)))


def _path(named: Alternative) -> str:
    return named.name.source.path if named.name.source else ""


@lru_cache(maxsize=64)  # each deck of a project asks, and the live preview at each edit
def _parsed(source: Source) -> tuple[tuple[Alternative, ...], Mapping[str, Alternative], tuple[Problem, ...]]:
    """Return the texts of a file, the same by paths of pictures, and what is wrong with it."""
    document = document_of(source.text, most=_MOST)
    problems = [each._replace(rule=BAD_TEXTS) for each in document.problems]
    entries = tuple(_alternatives(document.entries, source, problems))
    return entries, _by_path(entries, source.path), tuple(problems)


def _alternatives(entries: Iterable[Entry], source: Source, problems: list[Problem]) -> Iterator[Alternative]:
    """Yield the alternative texts of a file's ``entries``; what is none is added to the ``problems``."""
    for each in entries:
        texts = {one.name.lower(): one.value for one in each.value.entries} or {"": each.value}
        wrong = next((value for value in texts.values() if value.items or value.entries or value.plain is None), None)
        if wrong:
            message = f"{each.name} has no text here"
            problems.append(Problem(BAD_TEXTS, wrong.start, message, _FORM, max(1, wrong.end - wrong.start)))
        else:
            written = {language: _written(value, source) for language, value in texts.items()}
            yield Alternative(written, Placed(each.name, source, each.start))


def _written(value: Value, source: Source) -> str:
    """Return a text as one line; a number or a word such as true as it is written."""
    plain = value.plain if isinstance(value.plain, str) else source.text[value.start : value.end]
    return " ".join(plain.split())


def _by_path(entries: Iterable[Alternative], path: str) -> dict[str, Alternative]:
    """Return ``entries`` of the file at ``path`` by what they may name; a picture beside the file is the likelier."""
    found = [[*_meant(each.name.text, path)] for each in entries]
    return {
        picture[at]: each
        for at in reversed(range(max(map(len, found), default=0)))
        for picture, each in zip(found, entries, strict=True)
        if at < len(picture)
    }


def _meant(name: str, path: str) -> Iterator[str]:
    """Yield the paths of pictures that ``name`` in the file at ``path`` may mean, the likeliest first."""
    for written in dict.fromkeys((name, unquote(name))):
        yield from (normpath(normalize("NFC", str(each))) for each in paths(written, PurePosixPath(path).parent))
