"""Says how a deck looks where its settings leave it open: the options that its theme is drawn for, and its footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.features import variables
from deckbuild.pipeline import rendering_options
from deckbuild.themes import catalogue

if TYPE_CHECKING:
    from deckbuild.config.settings import Settings


def settled(settings: Settings) -> Settings:
    """Return the ``settings`` of a deck with what they leave open; a footer has the values of its variables."""
    options = {**catalogue.options(settings.theme.text), **settings.reveal}
    footer = settings.footer
    if "{{" in footer:
        footer = variables.filled(footer, rendering_options.values(settings))
    return settings._replace(reveal=options, footer=footer)
