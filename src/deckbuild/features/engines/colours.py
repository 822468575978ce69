"""The colours of diagrams: engines are given marks for them, for which the style sheet's own names are put in.

A mark is a colour that nobody writes, so what an author has set stays as it is.
"""

from __future__ import annotations

import re

# What the marks stand for, in their order: custom properties in the style sheet of the feature.
NAMES = (
    "text line node border paper group group-border note note-border crit crit-border done done-border active muted "
    "tint0 tint1 tint2 tint3 tint4 tint5 tint6 tint7 hue0 hue1 hue2 hue3 hue4 hue5 hue6 hue7 ink"
).split()
_MARK = re.compile(r"#fe00([0-9a-f]{2})\b|rgb\(254, ?0, ?(\d+)\)", re.IGNORECASE)
# A mark that an engine has made lighter or darker: its hue is still that of one, 60/254 degrees below red for each.
_SHADED = re.compile(r"hsl\((3[45]\d\.\d{6,}), 100%, [\d.]+%\)")
_FIXED = {"ink": "#000"}  # it is read on each of the hues


def mark(name: str) -> str:
    """Return the mark for the colour of this ``name``."""
    return f"#fe00{NAMES.index(name):02x}"


def is_mark(colour: str) -> bool:
    """Return whether a ``colour`` is a mark."""
    return _MARK.fullmatch(colour) is not None


def named(svg: str) -> str:
    """Return ``svg`` with the names of colours in the place of their marks."""
    svg = _SHADED.sub(lambda found: _name(round((360 - float(found[1])) * 254 / 60)), svg)
    return _MARK.sub(lambda found: _name(int(found[1], 16) if found[1] else int(found[2])), svg)


def _name(number: int) -> str:
    name = NAMES[number] if number < len(NAMES) else "text"
    return _FIXED.get(name, f"var(--diagram-{name})")
