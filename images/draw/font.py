"""The deck's own typeface: the one of the theme lecture, out of the installed deckbuild."""

from functools import cache

from deckbuild.themes.fonts import faces

FAMILY = "Source Sans 3"
SHOWN = frozenset(map(chr, range(32, 0x2300)))  # Latin, Greek, signs


@cache
def style_sheet() -> str:
    """Return the CSS that gives a page the deck's typeface."""
    return (
        f"{faces([FAMILY], SHOWN)}\n"
        "* { margin: 0; padding: 0; }\n"
        "html { background: #fff; }\n"
        "svg { display: block; }\n"
        f'text {{ font-family: "{FAMILY}", sans-serif; white-space: pre; font-variant-numeric: tabular-nums; }}\n'
    )


def page(drawing: str) -> str:
    """Make a web page that shows nothing but the drawing, in the deck's typeface."""
    return f"<!doctype html><meta charset='utf-8'><style>{style_sheet()}</style>{drawing}"
