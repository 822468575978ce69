"""Says how the slides of a deck are rendered: its features, and what its settings say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deckbuild import features
from deckbuild.assets.resize import slide_size
from deckbuild.themes import catalogue, vendored
from deckbuild.themes.theme import MARGINS, OURS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deckbuild.config.settings import Settings
    from deckbuild.pipeline.division import Division
    from deckbuild.project.loader import DeckFiles


def features_of(deck: DeckFiles, division: Division) -> tuple[str, ...]:
    """Return the names of the features that the slides of ``deck`` may use."""
    named = deck.settings.features
    wanted = None if named is None else [each.text for each in named]
    return features.of_deck(wanted, is_ours=_is_ours(deck, division))


def _is_ours(deck: DeckFiles, division: Division) -> bool:
    """Return whether ``deck`` is written in our own dialect."""
    return division.is_native or (division.is_ours and not deck.settings.tool)


def of_deck(deck: DeckFiles, division: Division, *, untrusted: bool) -> dict[str, Any]:
    """Return how the slides of ``deck`` are rendered."""
    chosen = features_of(deck, division)
    settings: dict[str, Any] = {"macros": dict(deck.settings.math), "ours": _is_ours(deck, division)}
    settings |= {"incremental": True} if deck.settings.incremental else {}
    settings |= {"audiences": _audiences(deck.settings)} if deck.settings.variants or deck.settings.variant else {}
    settings |= {"figures": deck.settings.figures} if deck.settings.figures == "numbered" else {}
    settings["room"] = _room(deck.settings)
    settings |= {} if deck.settings.language == "en" else {"language": deck.settings.language}
    settings |= _size(deck.settings)
    settings |= {"citations": True} if deck.settings.bibliography else {}
    return {"strips": untrusted, "native": division.is_native, "features": chosen, "settings": settings}


def _size(settings: Settings) -> Mapping[str, Any]:
    """Return the width and the height of slides inside of their margins, if they are not reveal.js' own."""
    width, height = _pixels(settings)
    side, foot = MARGINS if settings.theme.text in OURS else (0, 0)
    size = (width - side, height - foot)
    return {} if size == slide_size({}) else {"size": size}


def _audiences(settings: Settings) -> Mapping[str, Any]:
    """Return for whom parts of a deck may be, and for whom it is built."""
    return {"known": list(settings.variants), "variant": settings.variant}


def _pixels(settings: Settings) -> tuple[int, int]:
    return slide_size({**catalogue.options(settings.theme.text), **settings.reveal})


def _room(settings: Settings) -> float:
    """Return how wide the text of a slide is in letters of its theme (em); those of an unknown one may be small."""
    name = settings.theme.text
    width = _pixels(settings)[0] - (MARGINS[0] if name in OURS else 0)
    letters = 36 if name in OURS else 41 if name in vendored.themes() else 28  # px
    return round(width / letters, 1)
