"""Puts the fonts of a deck's brand into its page: families that ship with us, and font files of the project."""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import TYPE_CHECKING

from deckbuild.config.brand import FONT_FILES
from deckbuild.diagnostics.problem import Rule, Severity, about_word, nearest
from deckbuild.page import font_files, running_lines
from deckbuild.themes import fonts
from deckbuild.themes.sheet import FONT, MONO

if TYPE_CHECKING:
    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.source import Placed
    from deckbuild.page.named_files import NamedFiles

INSTALLED = Rule(
    "D802",
    "installed-font",
    Severity.INFORMATION,
    "A brand names a font that does not ship with us, so it is shown only where it is installed; elsewhere it is the\n"
    "next of the theme. Put its file into the project, and name that: `font: fonts/house.woff2`.",
)
NO_FONT = Rule(
    "D803",
    "no-font",
    Severity.WARNING,
    "The file that a brand names as its font is none that a browser reads: WOFF2, WOFF, TrueType or OpenType.",
)
# Titles of a theme may be drawn for a font of their own: closer together, or lighter.
_TITLES = ".reveal :is(h1,h2,h3){letter-spacing:-0.01em}\n"
_PROPERTIES = {
    FONT: ("--text-font:{0};--title-font:{0};--title-weight:var(--bold)", "brand text"),
    MONO: ("--code-font:{0}", "brand code"),
}
# What a font of the project keeps beside the characters of the deck, so that it need not change as one writes.
_ALWAYS = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) | frozenset("–—‘’“”•…→←×−")  # noqa: RUF001


def sheet(settings: Settings, files: NamedFiles, characters: frozenset[str]) -> str:
    """Return the style sheet with the fonts of the brand in ``settings``, for a deck that shows ``characters``."""
    made = (_one(kind, settings.brand[kind], files, characters) for kind in _PROPERTIES if kind in settings.brand)
    return "".join((*made, _TITLES if FONT in settings.brand else ""))


def _one(kind: str, name: Placed, files: NamedFiles, characters: frozenset[str]) -> str:
    """Return the rules for the font of a ``kind``, which is a file or the ``name`` of a family; tell what is wrong."""
    properties, alias = _PROPERTIES[kind]
    if name.text.lower().endswith(FONT_FILES):
        file = files.file(name)
        face = _face(alias, file.data, characters, is_whole=files.resolver.linking.untrusted) if file else ""
        if file and not face:
            files.diagnostics.append(about_word(NO_FONT, name, f"{file.path} is no font that a browser reads", ""))
        return f"{face}:root{{{properties.format(running_lines.string(alias))}}}\n" if face else ""
    shipped = {each.lower(): each for each in fonts.families()}
    family = shipped.get(name.text.lower(), name.text)
    if family not in shipped.values():
        hint = nearest(name.text, shipped.values()) or "put its file into the project, and name that"
        message = f"the font {name.text} is not in the page: it is shown where it is installed"
        files.diagnostics.append(about_word(INSTALLED, name, message, hint))
    return f"{fonts.faces({family}, characters)}:root{{{properties.format(running_lines.string(family))}}}\n"


@lru_cache(maxsize=4)  # the live preview asks at each edit
def _face(alias: str, font: bytes, characters: frozenset[str], *, is_whole: bool) -> str:
    """Return the `@font-face` of a font file, with the characters of a deck where it can be divided; empty for none."""
    kind = font_files.kind(font)
    try:
        weights = "100 900" if kind and font_files.is_variable(font) else "400"
        if kind == "sfnt":
            shown = characters | _ALWAYS
            font = font_files.packed(font) if is_whole else font_files.subset(font, shown, has_features=True)
            kind = "woff"
    except (struct.error, IndexError, RuntimeError):  # cut off, or none at all
        kind = ""
    named = f"@font-face{{font-family:'{alias}';font-weight:{weights};font-display:swap;" if kind else ""
    return f"{named}src:{font_files.address(font, kind)}}}\n" if kind else ""
