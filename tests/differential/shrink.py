"""Makes a differing case small: takes away slides, blocks, lines and words as long as it differs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .causes import cause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .compare import Compared, Laboratory

# From coarse to fine: between slides, blocks, lines and words. (Finer seams end at what nobody writes.)
SEAMS = (
    re.compile(r"(\n\n(?:----?|!SLIDE|!SUB)\n\n)"),
    re.compile(r"(\n\n+)"),
    re.compile(r"(\n)"),
    re.compile(r"([ \t]+)"),
)
WORDS = re.compile(r"[^\W_]{2,}")


def shrunk(compared: Compared, lab: Laboratory) -> Compared:
    """Return the smallest case that was found which still differs, by the same cause."""
    better: Compared | None = compared
    while better:
        compared = better
        better = next(
            (each for seam in SEAMS if (each := _shorter(compared, list(_without(compared, seam)), lab))), None
        )
    return _shorter(compared, list(_plain(compared)), lab) or compared


def _shorter(compared: Compared, texts: list[str], lab: Laboratory) -> Compared | None:
    """Return the shortest of `texts` that still differs as `compared` does."""
    cases = [replace(compared.case, markdown=text) for text in sorted(texts, key=len)]
    for start in range(0, len(cases), 50):
        for each in lab.compare(cases[start : start + 50]):
            if not each.is_equal and cause(each) == cause(compared):
                return each
    return None


def _without(compared: Compared, seam: re.Pattern[str]) -> Iterator[str]:
    """Yield the text without one of the parts between seams, or without half of them."""
    parts = seam.split(compared.case.markdown)
    count = (len(parts) + 1) // 2
    for size in {count // 2, count // 4, 1} - {0}:
        for at in range(0, count, size):
            rest = parts[: 2 * at] + parts[2 * (at + size) :]
            text = "".join(rest[:-1] if len(rest) % 2 == 0 else rest)
            text = text.rstrip("\n") + "\n"
            if text.strip() and len(text) < len(compared.case.markdown):
                yield text


def _plain(compared: Compared) -> Iterator[str]:
    """Yield the text with its words made short."""
    yield WORDS.sub(lambda word: word[0][0], compared.case.markdown)
