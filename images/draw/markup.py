"""Short text markup for formulas: <q>q_{i}</> is a blue q with a subscript i."""

import re
from dataclasses import dataclass, replace
from html import escape

from palette import MARKS, SMALLEST

TOKEN = re.compile(r"<(?P<mark>[a-z])>|(?P<close></>)|(?P<shift>[_^])\{(?P<small>[^}]*)\}|(?P<plain>.[^<_^]*)")
SMALL_SHARE = 0.72
LOWERED = 0.24
RAISED = -0.36

TIMES = "\N{MULTIPLICATION SIGN}"
ALPHA = "\N{GREEK SMALL LETTER ALPHA}"
DASH = "\N{EN DASH}"


@dataclass(frozen=True)
class Style:
    """How one run of characters looks."""

    fill: str = ""
    bold: bool = False
    italic: bool = False
    size: float = 0.0

    def attributes(self) -> str:
        """Write the style as attributes of a tspan."""
        given = [f' fill="{self.fill}"'] if self.fill else []
        given += [' font-weight="600"'] if self.bold else []
        given += [' font-style="italic"'] if self.italic else []
        given += [f' font-size="{self.size:g}"'] if self.size else []
        return "".join(given)


def spans(words: str, size: float) -> str:
    """Turn marked-up words into the tspans of one SVG text element."""
    if not re.search(r"[<_^]", words):
        return escape(words)
    open_styles = [Style()]
    shift = 0.0
    parts: list[str] = []
    for token in TOKEN.finditer(words):
        if token["mark"]:
            open_styles.append(_marked(open_styles[-1], token["mark"]))
        elif token["close"]:
            open_styles.pop()
        else:
            wanted = _shift(token["shift"], size)
            parts.append(_span(token, open_styles[-1], wanted - shift, size))
            shift = wanted
    return "".join(parts)


def _marked(style: Style, mark: str) -> Style:
    if mark == "b":
        return replace(style, bold=True)
    if mark == "i":
        return replace(style, italic=True)
    return replace(style, fill=MARKS[mark])


def _shift(sign: str | None, size: float) -> float:
    if sign is None:
        return 0.0
    return (LOWERED if sign == "_" else RAISED) * size


def _span(token: re.Match[str], style: Style, rise: float, size: float) -> str:
    small = token["shift"] is not None
    words = token["small"] if small else token["plain"]
    look = replace(style, size=max(SMALLEST, SMALL_SHARE * size)) if small else style
    moved = f' dy="{rise:.2f}"' if abs(rise) > 0.01 else ""
    return f"<tspan{moved}{look.attributes()}>{escape(words)}</tspan>"
