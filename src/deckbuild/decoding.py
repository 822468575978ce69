"""Bytes to text: UTF-8 with or without a byte order mark, any line ends; else what is wrong, with its line."""

from __future__ import annotations

import codecs

from deckbuild.diagnostics import Diagnostic, Problem, Rule, Severity, place
from deckbuild.source import Source

NOT_TEXT = Rule(
    "D104",
    "not-text",
    Severity.ERROR,
    "A file is not text in UTF-8. Save it as UTF-8 in your editor; a byte order mark does no harm.",
)
_OTHERS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


def decode(path: str, data: bytes) -> tuple[Source, tuple[Diagnostic, ...]]:
    r"""Return the text of ``data`` with line ends "\\n"; what cannot be read becomes U+FFFD and an error."""
    named = next((name for mark, name in _OTHERS.items() if data.startswith(mark)), "")
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")
    source = Source(path, text.replace("\r\n", "\n").replace("\r", "\n"))
    if named:
        return _failed(source, 0, f"this file is {named}, not UTF-8")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].removeprefix(codecs.BOM_UTF8).decode("utf-8")
        at = len(before.replace("\r\n", "\n"))
        return _failed(source, at, f"the byte {data[error.start]:#04x} is not UTF-8")
    if "\0" in source.text:
        return _failed(source, source.text.index("\0"), "the character NUL is not allowed in text")
    return source, ()


def _failed(source: Source, at: int, message: str) -> tuple[Source, tuple[Diagnostic, ...]]:
    return source, (place(Problem(NOT_TEXT, at, message, "save the file as UTF-8"), source),)
