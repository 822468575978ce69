"""Says how a deck looks where its settings leave it open: the options that its theme is drawn for, and its footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.features import variables
from deckbuild.themes import catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deckbuild.config.settings import Settings


def settled(settings: Settings) -> Settings:
    """Return the ``settings`` of a deck with the options that they leave open."""
    return settings._replace(reveal={**catalogue.options(settings.theme.text), **settings.reveal})


def with_footer(settings: Settings, values: Mapping[str, str]) -> Settings:
    """Return the ``settings`` of a deck with the ``values`` of variables in its footer."""
    return settings._replace(footer=variables.filled(settings.footer, values)) if values else settings
