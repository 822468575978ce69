"""What stands on every slide of a theme of ours, its footer and its logo, as a style sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.config.reveal_options import OFF

if TYPE_CHECKING:
    from deckbuild.config.settings import Settings

_SPECIAL = re.compile(r'["\\<\x00-\x1f\x7f]')


def sheet(settings: Settings, logo: str) -> str:
    """Return the style sheet for the footer of a deck, and for its ``logo``: a `url()`, empty if there is none."""
    footer = "" if settings.footer == OFF else settings.footer
    if not (footer or logo):
        return ""
    picture = f"--logo:{logo};" if logo else ""
    return f":root{{{picture}--footer:{string(footer)}}}\n"


def string(text: str) -> str:
    """Return ``text`` as a string of CSS, with no character in it that ends a string, or a style element."""
    return '"' + _SPECIAL.sub(lambda found: f"\\{ord(found[0]):x} ", text) + '"'
