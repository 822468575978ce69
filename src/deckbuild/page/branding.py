"""Puts the colours of a deck's brand into its theme, and tells of those that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Rule, Severity, about_word
from deckbuild.page import resources
from deckbuild.themes import colours, derived, palette, sheet
from deckbuild.themes.theme import OURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.problem import Diagnostic

UNREADABLE = Rule(
    "D800",
    "unreadable-text",
    Severity.WARNING,
    "The text of a brand has too little contrast to its background: WCAG 2.2 asks for 4.5 to 1, and people in the\n"
    "last row for more. The message names the nearest colour of text that can be read.",
)
OTHER_SHADE = Rule(
    "D801",
    "other-shade",
    Severity.INFORMATION,
    "The accent of a brand has too little contrast for text, so links and signs have the nearest shade of it that can\n"
    "be read; the message names it.",
)
NO_PLACE = Rule(
    "D804",
    "unused-brand",
    Severity.WARNING,
    "A deck has a brand, and a theme that has no place for one: only ours are drawn in the colours of a brand.",
)
_NO_PLACE, _HINT = "this theme is not drawn in the colours of a brand", "theme: lecture, paper, ink or chalk is"
_LEAST = 4.5  # contrast of text (WCAG 2.2, 1.4.3)
_COLOURS = ("accent", "background", "text")


def rules(settings: Settings, css: str) -> str:
    """Return the rules of CSS with the colours of the brand in ``settings``; an empty text if it has none.

    ``css`` are the sheets of the features that its deck uses, which mix colours with those of the theme.
    """
    given = _given(settings)
    if not given:
        return ""
    light, dark = (_branded(each, given) for each in _schemes(settings))
    return palette.rule(light, dark) + derived.rules(css, light, dark)


def told(settings: Settings) -> Iterator[Diagnostic]:
    """Tell of text that cannot be read on its background, and of an accent that has another shade.

    A theme that is none of ours has no place for a brand, which is told, too.
    """
    given = _given(settings)
    if settings.theme.text not in OURS:
        yield from (about_word(NO_PLACE, each, _NO_PLACE, _HINT) for each in [*settings.brand.values()][:1])
        return
    scheme = _schemes(settings)[settings.scheme == "dark"] if given else {}
    ground = given.get("background", scheme.get("paper"))
    if ground and "text" in given and colours.contrast(given["text"], ground) < _LEAST:
        nearest = colours.written(colours.readable(given["text"], (ground,), _LEAST))
        ratio = colours.contrast(given["text"], ground)
        message = f"this text has a contrast of {ratio:.1f} to its background; {_LEAST} is the least"
        yield about_word(UNREADABLE, settings.brand["text"], message, f"the nearest that can be read is {nearest}")
    if "accent" in given:
        accent = _branded(scheme, given)["accent"]
        if accent != given["accent"]:
            message = f"as text this accent is {colours.written(accent)}, which can be read on the background"
            yield about_word(OTHER_SHADE, settings.brand["accent"], message, "")


def _given(settings: Settings) -> dict[str, colours.Colour]:
    """Return the colours that the brand has."""
    return {name: colours.read(settings.brand[name].text) for name in _COLOURS if name in settings.brand}


def _schemes(settings: Settings) -> tuple[palette.Palette, palette.Palette]:
    return palette.of_sheet(sheet.palette(settings.theme.text))


def _branded(scheme: palette.Palette, given: palette.Palette) -> palette.Palette:
    boxes = derived.callouts(resources.sheets_of(("callouts",)))
    return palette.branded(scheme, _fitting(scheme, given), boxes)


def _fitting(scheme: palette.Palette, given: palette.Palette) -> palette.Palette:
    """Return the colours that fit the light or the dark ``scheme``: a dark background is none for the light one."""
    is_dark = colours.is_dark(scheme["paper"])
    return {
        name: each
        for name, each in given.items()
        if name == "accent" or (name == "background") == (colours.is_dark(each) == is_dark)
    }
