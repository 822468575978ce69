"""Loads what few builds need: all rules, and what leaves out parts of a deck for its variants."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.diagnostics.source import Placed
    from deckbuild.pipeline.built_deck import VariantPage
    from deckbuild.pipeline.division import Division
    from deckbuild.pipeline.leaving_out import Kept
    from deckbuild.project.loader import DeckFiles


class OnDemand(NamedTuple):
    """The functions `rules.misnamed`, `leaving_out.kept` and `leaks.find`."""

    misnamed: Callable[[Iterable[Placed]], Iterator[Diagnostic]]
    kept: Callable[[Division, DeckFiles, Collection[str]], Kept]
    leaks: Callable[[VariantPage], Iterator[Diagnostic]]


def load() -> OnDemand:
    """Return them."""
    from deckbuild.pipeline.leaks import find
    from deckbuild.pipeline.leaving_out import kept
    from deckbuild.pipeline.rules import misnamed

    return OnDemand(misnamed, kept, find)
