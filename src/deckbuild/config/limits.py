"""How large things may get: the limits of a deck with their defaults, which settings can change."""

from __future__ import annotations

from typing import NamedTuple

from deckbuild.config.document import MOST
from deckbuild.config.mapping import Table
from deckbuild.config.sizes import Size
from deckbuild.config.value_types import Number
from deckbuild.files.reader import LARGEST

LARGEST_DECK = 20_000_000  # bytes of Markdown; no setting allows more
LARGEST_PROJECT = 100_000_000  # the same of all decks of a project


class Limits(NamedTuple):
    """The limits of one deck: sizes in bytes, a line's length in characters.

    Those from ``words`` on are of `deckbuild check`: what a slide may hold, and how many pixels a picture may have for
    each of the pixels in which a slide shows it; and how small text may be, in px on a slide 720 px high.
    """

    deck_size: int = 5_000_000
    line_length: int = 1_000_000
    front_matter: int = MOST
    chapters: int = 1_000
    slides: int = 10_000
    large_file: int = 10_000_000
    file_size: int = 25_000_000
    large_page: int = 50_000_000
    page_size: int = 200_000_000
    words: int = 120
    items: int = 12
    code_lines: int = 20
    most_pixels: float = 2.5
    least_pixels: float = 0.6
    least_text: float = 20


LIMITS = Table(
    {
        "deck_size": Size(LARGEST_DECK),
        "line_length": Size(LARGEST_DECK),
        "front_matter": Size(LARGEST_DECK),
        "chapters": Number(1),
        "slides": Number(1),
        "large_file": Size(LARGEST),
        "file_size": Size(LARGEST),
        "large_page": Size(),
        "page_size": Size(),
        "words": Number(1),
        "items": Number(1),
        "code_lines": Number(1),
        "most_pixels": Number(0),
        "least_pixels": Number(0),
        "least_text": Number(0),
    },
    "upper limit",
)
