"""Tells which scripts a text is written in, and whether this machine has fonts for them."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from typing import NamedTuple

# How the names of a script's characters begin (Unicode), what it is called, and Debian's package of a font for it.
_SCRIPTS = (
    ("CJK UNIFIED", "Chinese characters", "fonts-noto-cjk"),
    ("HIRAGANA", "Japanese", "fonts-noto-cjk"),
    ("KATAKANA", "Japanese", "fonts-noto-cjk"),
    ("HANGUL", "Korean", "fonts-noto-cjk"),
    ("ARABIC", "Arabic", "fonts-noto-core"),
    ("HEBREW", "Hebrew", "fonts-noto-core"),
    ("DEVANAGARI", "Devanagari", "fonts-noto-core"),
    ("BENGALI", "Bengali", "fonts-noto-core"),
    ("TAMIL", "Tamil", "fonts-noto-core"),
    ("THAI", "Thai", "fonts-noto-core"),
    ("CYRILLIC", "Cyrillic", "fonts-noto-core"),
    ("GREEK", "Greek", "fonts-noto-core"),
)
_SYMBOLS = 0x1F000, 0x1FAFF  # emoji


class Script(NamedTuple):
    """A script, or emoji, with the first ``letter`` of it in a text and Debian's ``package`` of a font for it."""

    name: str
    letter: str
    package: str


def scripts_of(text: str) -> list[Script]:
    """Return the scripts of ``text`` for which a machine may have no font, each once, in their order."""
    found: dict[str, Script] = {}
    for letter in dict.fromkeys(text):
        script = _script_of(letter)
        if script:
            found.setdefault(script.name, script)
    return list(found.values())


def has_font(letter: str) -> bool | None:
    """Return whether the machine has a font with this ``letter``; None where fontconfig is not there to say it."""
    program = shutil.which("fc-list")
    if not program:
        return None
    command = [program, f":charset={ord(letter):x}", "family"]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 -- the program that was found
    return bool(done.stdout.strip())


def _script_of(letter: str) -> Script | None:
    """Return the script of one ``letter``, if it is one of those that need a font of their own."""
    if letter.isascii():
        return None
    if _SYMBOLS[0] <= ord(letter) <= _SYMBOLS[1]:
        return Script("emoji", letter, "fonts-noto-color-emoji")
    name = unicodedata.name(letter, "")
    each = next((each for each in _SCRIPTS if name.startswith(each[0])), None)
    return Script(each[1], letter, each[2]) if each else None
