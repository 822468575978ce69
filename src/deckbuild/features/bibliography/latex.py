r"""Turns the LaTeX in fields of a bibliography, such as `G{\"o}del`, into plain text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LATEX = re.compile(r"[\\{}$~%&]|--|``|''")
_NAMES = re.compile(r"\\((?:La|Bib|Xe|Lua|pdf|Con)*TeX)(?![a-zA-Z])")  # for which pylatexenc has no text
_BARE = re.compile(r"(?<!\\)([&%#])")  # which mean themselves in bibliographies, but not in LaTeX


def plain(text: str) -> str:
    """Return what ``text`` shows; where it is no LaTeX, as it is without its braces."""
    if not _LATEX.search(text):
        return " ".join(text.split())
    try:
        shown = _decoder()(_BARE.sub(r"\\\1", _NAMES.sub(r"\1", text)))
    except Exception:  # of pylatexenc, for what it cannot read
        shown = text
    return " ".join(shown.replace("{", "").replace("}", "").split())


@cache
def _decoder() -> Callable[[str], str]:
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

    found: Callable[[str], str] = LatexNodes2Text(math_mode="text").latex_to_text
    return found
