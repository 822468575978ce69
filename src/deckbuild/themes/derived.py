"""What the colours of a brand make of call-outs, charts and diagrams: rules that follow their style sheets.

These mix colours of their own with those of a theme. That is read on the paper of each theme, but not on any that a
brand may have, so there all that is mixed is computed: text has its contrast on it, and lines are seen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.themes import colours
from deckbuild.themes.colours import mixed, readable
from deckbuild.themes.palette import LINES, SAFE, ground

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.themes.colours import Colour
    from deckbuild.themes.palette import Palette

    Declared = dict[str, dict[str, Colour]]  # by selectors, then by properties

_CALLOUT = re.compile(r"\.reveal (\.callout[\w-]*) \{\n  --callout: (#\w+);")
_CHART = re.compile(r"\.reveal \.chart (\.ink-(\d)) \{\n  --ink: color-mix\(in oklab, (#\w+) 80%,")
_HUE = re.compile(r"--diagram-(hue\d): (#\w+);")
_MIXED = re.compile(r"--diagram-([\w-]+): color-mix\(in srgb, var\(--diagram-(\w+)\) (\d+)%, var\(--diagram-paper\)\)")
_LINE = re.compile("line|.*border")


def callouts(css: str) -> list[Colour]:
    """Return the colours of the kinds of call-outs, of their style sheet."""
    return [colours.read(hue) for _, hue in _CALLOUT.findall(css)]


def rules(css: str, light: Palette, dark: Palette) -> str:
    """Return the rules of CSS for what the sheets of features in ``css`` mix, in the colours of both schemes."""
    both = _declared(css, light), _declared(css, dark)
    return "".join(f"{selector}{{{_written(each, both[1][selector])}}}\n" for selector, each in both[0].items())


def _written(light: dict[str, Colour], dark: dict[str, Colour]) -> str:
    pairs = ((name, colours.written(light[name]), colours.written(dark[name])) for name in light)
    return ";".join(f"{name}:light-dark({first},{second})" for name, first, second in pairs)


def _declared(css: str, scheme: Palette) -> Declared:
    return {**dict(_of_callouts(css, scheme)), **dict(_of_charts(css, scheme)), **dict(_of_diagrams(css, scheme))}


def _of_callouts(css: str, scheme: Palette) -> Iterator[tuple[str, dict[str, Colour]]]:
    paper, ink = scheme["paper"], scheme["ink"]
    for name, hue in _CALLOUT.findall(css):
        box = ground(colours.read(hue), paper, ink)
        title = readable(mixed(colours.read(hue), ink, 0.5), (box,), SAFE)
        yield f".reveal {name}", {"background": box}
        yield f".reveal {name}>.callout-title", {"color": title}


def _of_charts(css: str, scheme: Palette) -> Iterator[tuple[str, dict[str, Colour]]]:
    found = [(name, number, colours.read(hue)) for name, number, hue in _CHART.findall(css)]
    seen = {number: readable(mixed(hue, scheme["ink"], 0.8), (scheme["paper"],), LINES) for _, number, hue in found}
    yield from ((f".reveal .chart {name}", {"--ink": seen[number]}) for name, number, _ in found)
    if found:
        yield ".reveal .chart :is(.tick,.head)", {"fill": scheme["quiet"]}
        yield ".reveal .diagram.vega", {f"--diagram-hue{number}": each for number, each in seen.items()}


def _of_diagrams(css: str, scheme: Palette) -> Iterator[tuple[str, dict[str, Colour]]]:
    paper, ink = scheme["paper"], scheme["ink"]
    bases = {name: colours.read(hue) for name, hue in _HUE.findall(css)}
    bases |= {"text": ink, "accent": scheme["accent"]}
    made = {
        name: readable(mixed(bases[base], paper, int(share) / 100), (paper,), LINES)
        if _LINE.fullmatch(name)
        else ground(bases[base], paper, ink, int(share) / 100)
        for name, base, share in _MIXED.findall(css)
    }
    if made:
        named = {f"--diagram-{name}": each for name, each in made.items()}
        yield ".reveal .diagram", {"--diagram-text": ink, **named}
