"""Sends the text of a deck through a Python function of its project, before it is divided into slides.

The file has a function `preprocess(markdown)` that returns Markdown, as for mkslides; the text has no front matter.
"""

from __future__ import annotations

from traceback import walk_tb
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Diagnostic, Rule, Severity, about_line, about_word
from deckbuild.files import extension_files
from deckbuild.files.decoding import decode
from deckbuild.files.errors import complaint
from deckbuild.files.reader import File

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.source import Placed, Source
    from deckbuild.files.reader import FileReader

NOT_PREPROCESSED = Rule(
    "D141",
    "not-preprocessed",
    Severity.WARNING,
    "The settings name a function that makes a deck's text ready, and the slides are made of the text as it stands:\n"
    "the function fails, or is JavaScript (`preprocessor` of reveal-md), which does not run here. A Python file with\n"
    "`def preprocess(markdown)` that returns Markdown does the same: `preprocess: FILE.py` in deckbuild.yml. A deck's\n"
    "own front matter cannot name one, for it may come from anyone.",
)
_FUNCTION = "preprocess"
_LIKE_THIS = "a function in Python does the same: `preprocess: FILE.py` in deckbuild.yml (docs/coming-from.md)"


class Preprocessor:
    """The function in the file ``name`` of a project; nothing is made ready where no file is named."""

    def __init__(self, name: Placed, reader: FileReader) -> None:
        self._name, self._reader = name, reader
        self.diagnostics: list[Diagnostic] = []

    def __call__(self, source: Source, start: int) -> Source:
        """Return ``source`` with what the function makes of its text from ``start`` on; as it is after a failure.

        Touches the disk.
        """
        file = self._file() if self._name.text else None
        if file is None or self.diagnostics:  # what has failed once is not tried again
            return source
        made = self._made(file, source.text[start:])
        if made is None:
            return source
        text, wrong = decode(source.path, f"{source.text[:start]}{made}".encode("utf-8", "replace"))
        self.diagnostics += wrong
        return text

    def _file(self) -> File | None:
        found = self._reader.named(self._name.text, self._name.source.path if self._name.source else "")
        if isinstance(found, File):
            return found
        rule, _, message, hint = complaint(self._name.text, found)
        self.diagnostics.append(about_word(rule, self._name, message, hint))
        return None

    def _made(self, file: File, text: str) -> str | None:
        """Return what the function in ``file`` makes of ``text``; None after telling why there is nothing."""
        path = str(self._reader.root / file.path)
        try:
            made: object = getattr(extension_files.module_in(path), _FUNCTION)(text)
        except Exception as error:  # whatever its code raises
            self._fail(file, f"{type(error).__name__}: {error}", _line(error, path))
            return None
        if isinstance(made, str):
            return made
        self._fail(file, f"{_FUNCTION} returns {type(made).__name__}, no text", 0)
        return None

    def _fail(self, file: File, message: str, line: int) -> None:
        """Tell what went wrong, at its ``line`` (from 1) in ``file``, or at the name of the file."""
        source, _ = decode(file.path, file.data)
        is_there = 0 < line <= source.text.count("\n") + 1
        named = about_word(NOT_PREPROCESSED, self._name, f"{file.path}: {message}")
        self.diagnostics.append(about_line(NOT_PREPROCESSED, source, line, message) if is_there else named)


def _line(error: Exception, path: str) -> int:
    """Return the line of the file at ``path`` at which ``error`` was raised last; 0 if it was raised elsewhere."""
    if isinstance(error, SyntaxError) and error.filename == path:
        return error.lineno or 0
    lines = [line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == path]
    return lines[-1] if lines else 0


def not_run(front: Mapping[str, Any], settings: Settings) -> Iterator[Diagnostic]:
    """Yield what there is to say of functions that are not run: JavaScript, and those that a ``front`` matter names."""
    if "preprocess" in front and settings.preprocess.text:
        yield _refused(front["preprocess"], "a deck alone may not choose it", "deckbuild.yml may")
    elif settings.preprocessor.text and not settings.preprocess.text:
        yield _refused(settings.preprocessor, "it is JavaScript", _LIKE_THIS)


def _refused(name: Placed, why: str, hint: str) -> Diagnostic:
    return about_word(NOT_PREPROCESSED, name, f"{name.text} is not run: {why}", hint)
