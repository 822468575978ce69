"""Takes the macros of formulas out of the options of reveal.js' math plugins, which decks of other tools have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where each plugin (reveal.js 6, plugin/math) has its macros: of MathJax 2, of MathJax 3 and 4, of KaTeX.
_PLACES = {
    "math": (("TeX", "Macros"), ("tex", "macros"), ("macros",)),
    "mathjax2": (("TeX", "Macros"),),
    "mathjax3": (("tex", "macros"),),
    "mathjax4": (("tex", "macros"),),
    "katex": (("macros",),),
}


def macros(plugin: str, options: object) -> dict[str, str]:
    """Return the macros in the ``options`` of a ``plugin`` by their names; `#1` in a text is its first argument."""
    return {name: text for path in _PLACES.get(plugin, ()) for name, text in _texts(options, path)}


def _texts(options: object, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the macros that stand at a ``path`` in ``options``; MathJax has the number of arguments beside the text."""
    value = options
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    for name, given in value.items() if isinstance(value, dict) else ():
        text = given[0] if isinstance(given, list) and given else given
        if isinstance(text, str):
            yield str(name), text
