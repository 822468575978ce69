"""The colours of a theme of ours, and those that follow from the colours of a brand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.themes import colours
from deckbuild.themes.colours import contrast, mixed, readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deckbuild.themes.colours import Colour

    Palette = Mapping[str, Colour]

_PAIR = re.compile(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)")
_GROUNDS = ("paper", "tint", "line", "mark", "on-accent", "lit")  # colours that nothing is written in
SAFE = 4.58  # the least that black or white has on any colour, a little more than the 4.5 that WCAG asks for
LINES = 3.1  # the same for lines in drawings, and for code that a step leaves out: 3 to 1


def of_sheet(css: str) -> tuple[Palette, Palette]:
    """Return the colours that a palette's sheet sets: those of the light scheme, and those of the dark one."""
    found = _PAIR.findall(css)
    light = {name: colours.read(first) for name, first, _ in found}
    return light, {name: colours.read(second) for name, _, second in found}


def branded(palette: Palette, brand: Mapping[str, Colour], boxes: Iterable[Colour] = ()) -> Palette:
    """Return ``palette`` with the `accent`, the `background` and the `text` of a ``brand``, as far as it has them.

    All other colours follow: what stands on the background can be read on it, and in boxes with a tint of ``boxes``.
    A `text` of the brand that cannot be read is left as it is.
    """
    paper = brand.get("background", palette["paper"])
    ink = brand.get("text", readable(palette["ink"], (paper,), SAFE))
    made = dict(palette) | {"paper": paper, "ink": ink}
    if {"background", "text"} & brand.keys():
        made |= {"tint": _tint(paper, ink), "line": mixed(ink, paper, 0.2), "quiet": mixed(ink, paper, 0.65)}
    grounds = (paper, made["tint"])
    boxed = (*grounds, *(ground(hue, paper, ink) for hue in boxes))
    accent = readable(brand.get("accent", palette["accent"]), boxed, SAFE)
    lit = ground(accent, made["tint"], ink, 0.09)
    written = {
        name: readable(each, (*grounds, lit), SAFE) for name, each in made.items() if name not in (*_GROUNDS, "ink")
    }
    derived = {"mark": readable(made["mark"], (ink,), SAFE), "lit": lit, "code-dim": readable(paper, grounds, LINES)}
    return made | written | derived | {"accent": accent, "on-accent": on(accent)}


def ground(hue: Colour, paper: Colour, ink: Colour, most: float = 0.11) -> Colour:
    """Return ``paper`` with a tint of ``hue``, at ``most`` that share of it, on which ``ink`` can be read as on paper.

    Where that leaves no tint, it is the ``paper`` itself.
    """
    least = min(SAFE, contrast(ink, paper))
    shares = (mixed(hue, paper, most * step / 8) for step in range(8, 0, -1))
    return next((each for each in shares if contrast(ink, each) >= least), paper)


def on(ground: Colour) -> Colour:
    """Return black or white, whichever is read better on ``ground``."""
    return colours.WHITE if colours.is_dark(ground) else colours.BLACK


def _tint(paper: Colour, ink: Colour) -> Colour:
    """Return the ground of boxes: a little nearer to ``ink`` than ``paper`` is, or farther if that has no contrast."""
    nearer, farther = mixed(ink, paper, 0.06), mixed(on(ink), paper, 0.1)
    return nearer if min(contrast(ink, nearer), contrast(on(paper), nearer)) >= SAFE else farther


def rule(light: Palette, dark: Palette) -> str:
    """Return the rule of CSS that sets the colours of both schemes."""
    pairs = (f"--{name}:light-dark({colours.written(light[name])},{colours.written(dark[name])})" for name in light)
    return f":root{{{';'.join(pairs)}}}\n"
