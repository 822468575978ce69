"""The colours of a theme of ours, and those that follow from the colours of a brand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.themes import colours
from deckbuild.themes.colours import mixed, readable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deckbuild.themes.colours import Colour

    Palette = Mapping[str, Colour]

_PAIR = re.compile(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)")
_GROUNDS = ("paper", "tint", "line", "mark", "on-accent")  # colours that nothing is written in
_SAFE = 4.6  # a little more than WCAG asks for, as browsers round


def of_sheet(css: str) -> tuple[Palette, Palette]:
    """Return the colours that a palette's sheet sets: those of the light scheme, and those of the dark one."""
    found = _PAIR.findall(css)
    light = {name: colours.read(first) for name, first, _ in found}
    return light, {name: colours.read(second) for name, _, second in found}


def branded(palette: Palette, brand: Mapping[str, Colour]) -> Palette:
    """Return ``palette`` with the `accent`, the `background` and the `text` of a ``brand``, as far as it has them.

    All other colours follow: what stands on the background can be read on it.
    """
    paper, ink = brand.get("background", palette["paper"]), brand.get("text", palette["ink"])
    made = dict(palette) | {"paper": paper, "ink": ink}
    if {"background", "text"} & brand.keys():
        made |= {"tint": mixed(ink, paper, 0.06), "line": mixed(ink, paper, 0.2), "quiet": mixed(ink, paper, 0.65)}
    grounds = (paper, made["tint"])
    accent = readable(brand.get("accent", palette["accent"]), grounds, _SAFE)
    written = {name: readable(each, grounds, _SAFE) for name, each in made.items() if name not in (*_GROUNDS, "ink")}
    return made | written | {"accent": accent, "on-accent": _on(accent), "code-dim": readable(paper, grounds, 3.1)}


def _on(ground: Colour) -> Colour:
    return colours.WHITE if colours.is_dark(ground) else colours.BLACK


def rule(light: Palette, dark: Palette) -> str:
    """Return the rule of CSS that sets the colours of both schemes."""
    pairs = (f"--{name}:light-dark({colours.written(light[name])},{colours.written(dark[name])})" for name in light)
    return f":root{{{';'.join(pairs)}}}\n"
