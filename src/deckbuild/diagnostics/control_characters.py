"""Shows control characters instead of sending them to a terminal, which they could drive."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(words: str) -> str:
    r"""Return ``words`` on one line with control characters shown as \xNN: none may drive a terminal."""
    one_line = words.replace("\n", " ")
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), one_line)
