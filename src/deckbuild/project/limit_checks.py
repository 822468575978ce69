"""Holds decks to their limits: what is too large is an error that names the setting which allows more."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from deckbuild.config.limits import LARGEST_DECK, LARGEST_PROJECT
from deckbuild.config.sizes import size
from deckbuild.diagnostics.problem import Diagnostic, Problem, Rule, Severity, about_file, place_all
from deckbuild.files.errors import TOO_LARGE
from deckbuild.files.reader import File, FileReader, NotRead, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from deckbuild.config.limits import Limits
    from deckbuild.diagnostics.source import Source

LARGE = Rule(
    "D111",
    "large",
    Severity.WARNING,
    "A file that a deck shows, or its page, is so large that it takes long to send and to open. Make pictures smaller\n"
    "and videos shorter, or raise the limit that the message names, such as `limits: {large_file: 20 MB}`.",
)
_UNSHRUNK = 10  # times limits.file_size: what a picture may have before it is made smaller
_ALL_UNSHRUNK = 3  # times limits.page_size: the same of all pictures of a deck, which are in memory together
_WIDEST = 4  # bytes of a character in UTF-8: a page that is small enough anyway need not be written to be measured


class Total:
    """The bytes of files, each counted once, which may be ``most`` together."""

    def __init__(self, most: float) -> None:
        self.most = most
        self.bytes = 0
        self._sizes: dict[str, int] = {}

    def add(self, file: File) -> None:
        """Count a file that was read."""
        self.bytes += len(file.data) - self._sizes.get(file.path, 0)
        self._sizes[file.path] = len(file.data)

    def left(self, path: str) -> float:
        """Return how many bytes the file at ``path`` may have."""
        return self.most - self.bytes + self._sizes.get(path, 0)


def too_long(path: str, length: int, deck: int, project: int) -> Diagnostic:
    """Return why a file of ``length`` bytes is not even read: with it its ``deck`` or its ``project`` has too many."""
    if length > LARGEST_DECK or deck > LARGEST_DECK:
        has = f"this file has {size(length)}" if length > LARGEST_DECK else f"with this file the deck has {size(deck)}"
        return about_file(TOO_LARGE, path, f"{has}; no deck may have more than {size(LARGEST_DECK)}", "divide it")
    message = (
        f"with this file the decks of the project have {size(project)} of text; {size(LARGEST_PROJECT)} are allowed"
    )
    return about_file(TOO_LARGE, path, message, "divide the project, or build one file")


def of_sources(sources: Sequence[Source], limits: Limits) -> tuple[Diagnostic, ...]:
    """Return what is too large about the text of a deck's files."""
    lines = (found for source in sources for found in place_all(_lines(source, limits), source))
    return (*_deck(sources, limits), *lines)


def _deck(sources: Sequence[Source], limits: Limits) -> Iterator[Diagnostic]:
    total = sum(_bytes(source.text) for source in sources)
    if total > limits.deck_size:
        message = f"this deck has {size(total)} of text; {size(limits.deck_size)} are allowed"
        yield about_file(TOO_LARGE, sources[0].path, message, "divide it, or raise limits.deck_size")
    if len(sources) > limits.chapters:
        message = f"this deck has {len(sources)} chapters; {limits.chapters} are allowed"
        yield about_file(TOO_LARGE, sources[0].path, message, "divide it, or raise limits.chapters")


def _lines(source: Source, limits: Limits) -> Iterator[Problem]:
    if _has_short_lines(source.text, limits.line_length):
        return
    at = 0
    for line in source.text.split("\n"):
        if len(line) > limits.line_length:
            message = f"this line has {len(line)} characters; {limits.line_length} are allowed"
            yield Problem(TOO_LARGE, at, message, "divide it, or raise limits.line_length")
        at += len(line) + 1


def _has_short_lines(text: str, most: int) -> bool:
    """Return whether no line has more than ``most`` characters: each stretch one longer than that has a line end."""
    at = 0
    while at + most < len(text):
        at = text.rfind("\n", at, at + most + 1) + 1
        if not at:
            return False
    return True


def of_slides(count: int, path: str, limits: Limits) -> tuple[Diagnostic, ...]:
    """Return what is wrong with that many slides in the deck that begins in the file ``path``."""
    if count <= limits.slides:
        return ()
    message = f"this deck has {count} slides; {limits.slides} are allowed"
    return (about_file(TOO_LARGE, path, message, "divide it, or raise limits.slides"),)


def of_page(html: str, path: str, limits: Limits) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the size of the page that is built of the file ``path``."""
    if len(html) * _WIDEST <= min(limits.page_size, limits.large_page):
        return ()
    length = _bytes(html)
    message = f"the page of this deck has {size(length)}"
    if length > limits.page_size:
        allowed = f"{message}; {size(limits.page_size)} are allowed"
        return (about_file(TOO_LARGE, path, allowed, "make its files smaller, or raise limits.page_size"),)
    if length > limits.large_page:
        return (about_file(LARGE, path, message, "make its files smaller, or raise limits.large_page"),)
    return ()


class LimitedReader:
    """The files of ``reader``, but for those that are larger than one deck may show; it knows which are large.

    ``shrinks`` says of which paths the files are made smaller first: who does that has ``fits`` measure what is left.
    The other files together may have ``total`` bytes. All are counted before they are read.
    """

    def __init__(self, reader: FileReader, limits: Limits, shrinks: Callable[[str], bool], total: float = inf) -> None:
        self.reader, self.limits, self.shrinks = reader, limits, shrinks
        self._shown, self._unshrunk = Total(total), Total(limits.page_size * _ALL_UNSHRUNK)
        self._large: dict[str, int] = {}

    def find(self, address: str, beside: str = "") -> File | NotRead:
        """Return the file that ``address`` names, as the reader does."""
        return self._checked(self.reader.find(address, beside, self._most))

    def named(self, name: str, beside: str = "") -> File | NotRead:
        """Return the file of this ``name``, as the reader does."""
        return self._checked(self.reader.named(name, beside, self._most))

    def _most(self, path: str) -> float:
        """Return how many bytes the file at ``path`` may have."""
        if self.shrinks(path):
            return min(self.limits.file_size * _UNSHRUNK, self._unshrunk.left(path))
        return min(self.limits.file_size, self._shown.left(path))

    def _checked(self, file: File | NotRead) -> File | NotRead:
        """Return what was read, after counting it; why it is not, in words."""
        if isinstance(file, NotRead):
            is_ours = file.why is Reason.TOO_LARGE and not file.hint
            return NotRead(file.why, self._why(file.path, file.size)) if is_ours else file
        if self.shrinks(file.path):
            self._unshrunk.add(file)
            return file
        self._shown.add(file)
        return self.fits(file.path, len(file.data)) or file

    def _why(self, path: str, length: int) -> str:
        """Return why a file of ``length`` bytes is not read."""
        if self.shrinks(path):
            return self._why_unshrunk(length)
        if length > self.limits.file_size:
            return f"it has {size(length)}; limits.file_size allows {size(self.limits.file_size)}"
        shown = self._shown.bytes + length
        return f"with it the deck shows {size(shown)}; limits.page_size allows {size(int(self._shown.most))}"

    def _why_unshrunk(self, length: int) -> str:
        most = self.limits.file_size * _UNSHRUNK
        if length > most:
            allowed = f"{size(most)} are allowed, {_UNSHRUNK} times limits.file_size"
            return f"it has {size(length)}; with shrink_images {allowed}"
        allowed = f"{size(int(self._unshrunk.most))} are allowed, {_ALL_UNSHRUNK} times limits.page_size"
        return f"with it the pictures have {size(self._unshrunk.bytes + length)}; with shrink_images {allowed}"

    def fits(self, path: str, length: int) -> NotRead | None:
        """Return why a file of ``length`` bytes may not be shown, None if it may; remember it if it is large."""
        if length > self.limits.file_size:
            allowed = size(self.limits.file_size)
            return NotRead(Reason.TOO_LARGE, f"it has {size(length)}; limits.file_size allows {allowed}")
        if length > self.limits.large_file:
            self._large[path] = length
        return None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The warnings about large files, in the order of their paths."""
        hint = "make it smaller, or raise limits.large_file"
        found = sorted(self._large.items())
        return tuple(about_file(LARGE, path, f"this file has {size(length)}", hint) for path, length in found)


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", errors="replace"))
