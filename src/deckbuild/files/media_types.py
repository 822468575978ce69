"""What a file is: by its first bytes, and where those say nothing, by its ending."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

# What may stand before the first element of XML: blanks, instructions, comments, and the document's type.
_BEFORE_ROOT = r"(?:\s|<\?(?:(?!\?>).)*\?>|<!--(?:(?!-->).)*-->|<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>)*"
# Media type, endings, and how such a file begins (None where any text does).
_KINDS: tuple[tuple[str, str, str | None], ...] = (
    ("image/png", "png apng", r"\x89PNG\r\n\x1a\n"),
    ("image/jpeg", "jpg jpeg", r"\xff\xd8\xff"),
    ("image/gif", "gif", r"GIF8[79]a"),
    ("image/webp", "webp", r"RIFF....WEBP"),
    ("image/avif", "avif", r"....ftypavi[fs]"),
    ("image/svg+xml", "svg", rf"(?:\xef\xbb\xbf)?{_BEFORE_ROOT}<(?:\w+:)?svg\b"),
    ("image/x-icon", "ico", r"\x00\x00[\x01\x02]\x00"),
    ("image/bmp", "bmp", r"BM.{4}\x00{4}"),
    ("font/woff2", "woff2", r"wOF2"),
    ("font/woff", "woff", r"wOFF"),
    ("font/otf", "otf", r"OTTO"),
    ("font/ttf", "ttf otf", r"\x00\x01\x00\x00|true"),
    ("video/quicktime", "mov", r"....(?:ftypqt|moov|mdat|wide)"),
    ("audio/mp4", "m4a", r"....ftypM4A"),
    ("video/mp4", "mp4 m4v m4a mov", r"....ftyp"),
    ("video/webm", "webm", r"\x1a\x45\xdf\xa3"),
    ("audio/wav", "wav", r"RIFF....WAVE"),
    ("audio/mpeg", "mp3", r"ID3|\xff[\xe2-\xff]"),
    ("audio/ogg", "ogg oga", r"OggS"),
    ("video/ogg", "ogv", r"OggS"),
    ("application/pdf", "pdf", r"%PDF-"),
    ("text/css", "css", None),
    ("text/javascript", "js mjs", None),
    ("text/vtt", "vtt", None),
)
_BY_ENDING = {ending: kind for kind, endings, _ in reversed(_KINDS) for ending in endings.split()}
_STARTS = [(kind, re.compile(start.encode("latin-1"), re.DOTALL)) for kind, _, start in _KINDS if start]
_FIRST = 1000  # bytes of a file that say whether it is text
_TEXT = re.compile(r"[^\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\udc80-\udcff]+[\udc80-\udcff]{0,3}")  # cut in a character
_PAGES = frozenset({".html", ".htm"})
_TEXTS = frozenset(kind for kind, _, start in _KINDS if start is None)


def by_ending(path: str) -> str:
    """Return the media type that the ending of ``path`` says, empty for one that no browser shows."""
    return _BY_ENDING.get(PurePosixPath(path).suffix.lower().removeprefix("."), "")


def ending_of(media_type: str) -> str:
    """Return the ending, without its dot, that says ``media_type``."""
    return next(endings.split()[0] for kind, endings, _ in _KINDS if kind == media_type)


def media_type(path: str, data: bytes) -> str:
    """Return the media type of a file, empty if its bytes are of no kind that a browser shows."""
    said = by_ending(path)
    if said in _TEXTS:
        return said
    found = [kind for kind, start in _STARTS if start.match(data)]
    return said if said in found else (found or [""])[0]


def sent_as(path: str, data: bytes) -> str:
    """Return the media type with which a file of any kind is sent to whoever follows a link to it."""
    if PurePosixPath(path).suffix.lower() in _PAGES:
        return "text/html;charset=utf-8"
    return by_ending(path) or ("text/plain;charset=utf-8" if is_text(data) else "application/octet-stream")


def is_text(data: bytes) -> bool:
    """Return whether ``data`` reads as text: its first bytes are UTF-8 without control characters."""
    return _TEXT.fullmatch(data[:_FIRST].decode("utf-8", "surrogateescape")) is not None
