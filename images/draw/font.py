"""The deck's own typeface, taken from the style sheet of the reveal.js theme."""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "src/deckbuild/vendor/reveal/dist/theme/white.css"
FACE = re.compile(r"@font-face\s*\{[^}]*\}")

# Source Sans Pro has no Greek letters; the fonts after it lend alpha, omega and sigma.
FAMILY = '"Source Sans Pro", "Liberation Sans", Arial, "DejaVu Sans", sans-serif'


class ThemeMissingError(Exception):
    """The theme that carries the typeface is not where it should be."""


@cache
def style_sheet() -> str:
    """Return the CSS that gives a page the deck's typeface."""
    rules = "\n".join(_faces())
    return (
        f"{rules}\n"
        "* { margin: 0; padding: 0; }\n"
        "html { background: #fff; }\n"
        "svg { display: block; }\n"
        f"text {{ font-family: {FAMILY}; white-space: pre; }}\n"
    )


def page(drawing: str) -> str:
    """Make a web page that shows nothing but the drawing, in the deck's typeface."""
    return f"<!doctype html><meta charset='utf-8'><style>{style_sheet()}</style>{drawing}"


def _faces() -> list[str]:
    if not THEME.is_file():
        raise ThemeMissingError(f"no reveal.js theme at {THEME}: install reveal.js there first")
    faces = FACE.findall(THEME.read_text(encoding="utf-8"))
    embedded = [face for face in faces if "Source Sans Pro" in face and "data:font" in face]
    if not embedded:
        raise ThemeMissingError(f"{THEME} embeds no Source Sans Pro")
    return embedded
