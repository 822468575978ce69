"""What a PDF is to show, as somebody has asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from deckbuild.pdf.handout import Layout


class Request(NamedTuple):
    """What a PDF is to show.

    ``slides`` names some of them, such as `3-7,intro`; ``steps`` gives each step of a slide a page. ``date`` is when
    the PDF was made, as PDF writes it; empty for none. With ``notes`` pages have the speaker notes as annotations.
    ``pictures`` are wanted in the place of a PDF.
    """

    slides: str = ""
    steps: bool = False
    date: str = ""
    notes: bool = False
    handout: Layout | None = None
    pictures: bool = False
