"""Bytes to text: UTF-8 with or without a byte order mark, any line ends; else what is wrong, with its line."""

from __future__ import annotations

import codecs

from deckbuild.diagnostics.problem import Diagnostic, Problem, Rule, Severity, place
from deckbuild.diagnostics.source import Source

NOT_TEXT = Rule(
    "D104",
    "not-text",
    Severity.ERROR,
    "A file is not text in UTF-8. Save it as UTF-8 in your editor; a byte order mark does no harm.",
)
_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32-LE",
    codecs.BOM_UTF32_BE: "UTF-32-BE",
    codecs.BOM_UTF16_LE: "UTF-16-LE",
    codecs.BOM_UTF16_BE: "UTF-16-BE",
}


def decode(path: str, data: bytes) -> tuple[Source, tuple[Diagnostic, ...]]:
    r"""Return the text of ``data`` with line ends "\n"; what cannot be read becomes U+FFFD and an error."""
    other = _other_encoding(data)
    text = data.removeprefix(codecs.BOM_UTF8).decode(other or "utf-8", errors="replace").removeprefix("\ufeff")
    source = Source(path, text.replace("\r\n", "\n").replace("\r", "\n"))
    if other:
        return _failed(source, 0, f"this file is {other[:6]}, not UTF-8")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].removeprefix(codecs.BOM_UTF8).decode("utf-8")
        at = len(before.replace("\r\n", "\n"))
        return _failed(source, at, f"the byte {data[error.start]:#04x} is not UTF-8")
    if "\0" in source.text:
        at = source.text.index("\0")
        return _failed(source, at, "the character NUL is not allowed in text", "save the file as UTF-8 text")
    return source, ()


def _other_encoding(data: bytes) -> str:
    """Return the Unicode encoding of ``data`` if it is not UTF-8: by its mark, or by NUL in every other byte."""
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return name
    start = data[:64]
    high, low = start[0::2], start[1::2]
    if len(start) > 1 and not any(low) and all(high):
        return "UTF-16-LE"
    if len(start) > 1 and not any(high) and all(low):
        return "UTF-16-BE"
    return ""


def _failed(
    source: Source, at: int, message: str, hint: str = "save the file as UTF-8"
) -> tuple[Source, tuple[Diagnostic, ...]]:
    return source, (place(Problem(NOT_TEXT, at, message, hint), source),)
