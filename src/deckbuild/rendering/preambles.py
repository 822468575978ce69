"""Hands what slides define, the macros of formulas, to those behind them, which so depend on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.features.formulas import definitions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from deckbuild.parsing.slides import Slide

_DEFINING = "maths"  # the feature of which slides define something


def given(slides: Iterable[Slide], features: Collection[str]) -> Iterator[Slide]:
    """Yield ``slides``, each with what those before it define in a deck that has these ``features``."""
    preamble = ""
    for slide in slides:
        yield slide._replace(preamble=preamble) if preamble else slide
        preamble += defined(slide.content.text, features)


def defined(text: str, features: Collection[str]) -> str:
    """Return what a ``text`` defines for those behind it."""
    return definitions.of_slide(text) if _DEFINING in features else ""
