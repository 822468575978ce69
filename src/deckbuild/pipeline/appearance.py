"""Says how a deck looks where its settings leave it open: the options that its theme is drawn for, and its footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.config import tool_defaults
from deckbuild.features import variables
from deckbuild.themes import catalogue, colours

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deckbuild.config.settings import Settings


def settled(settings: Settings, *, is_ours: bool) -> Settings:
    """Return the ``settings`` of a deck with the theme, options, logo and scheme that they leave open.

    A deck that ``is_ours``, in our own dialect, has our theme; the background of a brand says whether it is light or
    dark.
    """
    theme = settings.theme if settings.theme.text else tool_defaults.theme(settings.tool, is_ours=is_ours)
    ground = settings.brand.get("background")
    is_dark = colours.is_dark(colours.read(ground.text)) if ground else catalogue.is_dark(theme.text)
    return settings._replace(
        theme=theme,
        reveal={**catalogue.options(theme.text), **settings.reveal},
        logo=settings.logo if settings.logo.text else settings.brand.get("logo", settings.logo),
        scheme=settings.scheme or ("dark" if is_dark else "light"),
    )


def with_footer(settings: Settings, values: Mapping[str, str]) -> Settings:
    """Return the ``settings`` of a deck with the ``values`` of variables in its footer."""
    return settings._replace(footer=variables.filled(settings.footer, values)) if values else settings
