"""Pygments' lexers by the languages that fences name; to make one takes 5 to 20 ms."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pygments.lexer import Lexer

_FENCE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})[ \t]*([\w+#.-]+)", re.MULTILINE)


@cache
def lexer(language: str) -> Lexer | None:
    """Return the lexer for ``language``, None if there is none; Pygments is loaded only when a deck holds code."""
    if not language:
        return None
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def languages(texts: Iterable[str]) -> list[str]:
    """Return what the fences in ``texts`` name, each once; a word too many does no harm."""
    return sorted({language for text in texts for language in _FENCE.findall(text)})
