"""Tells which text a browser shows of a piece of HTML."""

from __future__ import annotations

import re
from html import unescape

_NO_TEXT = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def shown(html: str) -> str:
    """Return the text of ``html`` on one line, without tags and comments."""
    return " ".join(unescape(_NO_TEXT.sub("", html)).split())
