"""Reads the files of a deck: the text of each, and the settings that the first one begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config import loading
from deckbuild.config.limits import LARGEST_DECK
from deckbuild.diagnostics.problem import Diagnostic, Rule, Severity, about_file, about_word, place_all
from deckbuild.files.decoding import decode
from deckbuild.files.errors import UNREADABLE, complaint
from deckbuild.files.reader import File, NotRead, Reason
from deckbuild.parsing import slides
from deckbuild.project import limit_checks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deckbuild.config.loading import Reading
    from deckbuild.diagnostics.source import Placed, Source
    from deckbuild.files.reader import FileReader
    from deckbuild.project.limit_checks import Total
    from deckbuild.project.preprocessing import Preprocessor

LATER_SETTINGS = Rule(
    "D106",
    "settings-not-used",
    Severity.WARNING,
    "A chapter that is not the first file of its deck has a front matter. Only the first file's settings count;\n"
    "move them there, or into deckbuild.yml. A text that Python code hands over has no files, thus no `chapters:`.",
)


class Chapter(NamedTuple):
    """A file of a deck: its text, and the offset at which the slides begin behind the front matter."""

    source: Source
    body: int


def tool_of_deck(written_for: str, chapters: Iterable[Chapter]) -> str:
    """Return the other tool whose deck these ``chapters`` are: the one that they are ``written_for``, empty if ours.

    A deck that separators of our own divide is no other tool's, whatever names its front matter has.
    """
    is_ours = written_for and any(slides.has_separators(each.source, each.body, slides.NATIVE) for each in chapters)
    return "" if is_ours else written_for


class ChapterReader:
    """Reads the files of one deck, which together may have ``LARGEST_DECK`` bytes; a larger one is not read.

    ``front_matter`` is the number of characters that a front matter may have; ``texts`` counts the files of all decks.
    ``preprocessor`` makes the text behind it ready.
    """

    def __init__(
        self, reader: FileReader, front_matter: int, texts: Total, preprocessor: Preprocessor, *, untrusted: bool
    ) -> None:
        self.chapters: list[Chapter] = []
        self.diagnostics: list[Diagnostic] = []
        self.tool = ""  # for which the first one is written
        self._reader, self._front_matter, self._untrusted = reader, front_matter, untrusted
        self._texts, self._bytes = texts, 0  # of all that were read
        self._preprocessor = preprocessor

    def first(self, files: Iterable[Placed]) -> Mapping[str, Any]:
        """Read the deck's own files; return the settings of the first one that can be read. Touches the disk."""
        settings: Mapping[str, Any] | None = None
        for file in files:
            if found := self._read(file):
                reading = self._add(found)
                if settings is None:
                    settings, self.tool = reading.values, reading.tool
                else:
                    self._report_settings(found, reading.values)
        return settings or {}

    def more(self, files: Iterable[Placed]) -> None:
        """Read the files that the deck's settings name. Touches the disk."""
        for file in files:
            if found := self._read(file):
                self._report_settings(found, self._add(found).values)

    def _read(self, file: Placed) -> File | None:
        """Return a file; None after reporting why it is not read."""
        left = LARGEST_DECK - self._bytes
        beside = file.source.path if file.source else ""
        found = self._reader.named(file.text, beside, lambda path: min(left, self._texts.left(path)))
        if isinstance(found, File):
            self._bytes += len(found.data)
            self._texts.add(found)
            return found
        self.diagnostics.append(self._why(file, found))
        return None

    def _why(self, file: Placed, found: NotRead) -> Diagnostic:
        """Say why a file is not read: where it is named, or, of one in slides/, in itself."""
        if found.path:
            size = found.size
            return limit_checks.too_long(found.path, size, self._bytes + size, self._texts.bytes + size)
        rule, _, message, hint = complaint(file.text, found)
        rule = UNREADABLE if found.why is Reason.UNREADABLE else rule
        return about_word(rule, file, message, hint) if file.source else about_file(rule, file.text, message, hint)

    def _add(self, file: File) -> Reading:
        """Take in a file; return what it begins with."""
        source, undecoded = decode(file.path, file.data)
        reading = loading.front_matter(source, self._front_matter, untrusted=self._untrusted)
        self.diagnostics += undecoded or place_all(reading.problems, source)
        self.chapters.append(Chapter(self._preprocessor(source, reading.body), reading.body))
        return reading

    def _report_settings(self, file: File, settings: Mapping[str, Any]) -> None:
        if settings:
            self.diagnostics.append(about_file(LATER_SETTINGS, file.path, "only the first chapter's settings count"))
