"""Hands what slides define, such as macros of formulas, to those behind them, which so depend on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.features import DEFINING
from deckbuild.features.feature import used
from deckbuild.markdown.installed_extensions import short_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from deckbuild.parsing.slides import Slide


def given(slides: Iterable[Slide], features: Collection[str], extensions: Iterable[str]) -> Iterator[Slide]:
    """Yield ``slides``, each with what those before it define in a deck that has these ``features``."""
    replaced, preamble = short_names(extensions), ""
    for slide in slides:
        yield slide._replace(preamble=preamble) if preamble else slide
        preamble += defined(slide.content.text, features, replaced)


def defined(text: str, features: Collection[str], extensions: Iterable[str]) -> str:
    """Return what a ``text`` defines for those behind it."""
    names = [name for name, signs in DEFINING.items() if name in features and any(sign in text for sign in signs)]
    return "".join(each.defines(text) for each in used(text, names, extensions) if each.defines)
