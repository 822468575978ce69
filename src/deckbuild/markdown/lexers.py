"""Pygments' lexers by the languages that fences name; to make one takes 5 to 20 ms."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer


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
