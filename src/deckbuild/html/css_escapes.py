r"""Escapes of CSS, wherever CSS stands: `\28` is a bracket, and so is `\(` (CSS Syntax 3, 4.3.7)."""

from __future__ import annotations

import re

ESCAPE = r"\\(?:(?P<hex>[0-9a-fA-F]{1,6})\s?|(?P<itself>.))"
_ESCAPE = re.compile(ESCAPE, re.DOTALL)
_LAST = 0x10FFFF  # of Unicode
_SURROGATES = range(0xD800, 0xE000)  # which are no characters


def unescaped(css: str) -> str:
    """Return ``css`` without escapes."""
    return _ESCAPE.sub(character, css)


def character(escape: re.Match[str]) -> str:
    """Return what a match of `ESCAPE` stands for; a number that is no character's is U+FFFD, as in browsers."""
    if not escape["hex"]:
        return str(escape["itself"])
    code = int(escape["hex"], 16)
    return chr(code) if 0 < code <= _LAST and code not in _SURROGATES else "\ufffd"
