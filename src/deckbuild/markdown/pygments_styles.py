"""The colours of code: Pygments' styles as style sheets for slides."""

from __future__ import annotations

from deckbuild.markdown.pygments_on_demand import pygments

_INK = {True: "#e6edf3", False: "#1f2328"}  # of what a style gives no colour, on dark and on light


def sheet(style: str) -> str:
    """Return the CSS of the Pygments style ``style`` for code in slides."""
    formatter = pygments().formatters.html.HtmlFormatter(style=style)
    ink = f".reveal .hljs {{ color: {_INK[is_dark(style)]} }}"
    return f"{ink}\n{formatter.get_style_defs('.reveal .hljs')}"


def names() -> tuple[str, ...]:
    """Return the names of Pygments' styles."""
    return tuple(sorted(pygments().styles.get_all_styles()))


def is_dark(style: str) -> bool:
    """Return whether the Pygments style of this name has a dark background."""
    background = pygments().styles.get_style_by_name(style).background_color.lstrip("#")
    wide = "".join(digit * 2 for digit in background) if len(background) == 3 else background
    red, green, blue = (int(wide[at : at + 2], 16) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128
