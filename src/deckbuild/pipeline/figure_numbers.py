"""Numbers the figures of a deck, over all of its slides, where its settings want it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.html.parser_names import FIGURE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deckbuild.rendering.result import Rendered

# What stands before the number, by the language of a deck.
_WORDS = {
    **dict.fromkeys(("de", "nds"), "Abbildung"),
    **dict.fromkeys(("es", "it", "pt", "ca", "gl", "eo"), "Figura"),
    **dict.fromkeys(("da", "nb", "nn", "no", "sv"), "Figur"),
    "nl": "Figuur",
    "fi": "Kuva",
    "pl": "Rysunek",
    "cs": "Obrázek",
    "sk": "Obrázok",
    "hu": "ábra",
    "tr": "Şekil",
    "ru": "Рисунок",
    "uk": "Рисунок",
    "el": "Σχήμα",
    "zh": "图",
    "ja": "図",
    "ko": "그림",
}


def filled(rendered: Sequence[Rendered], language: str) -> Sequence[Rendered]:
    """Return the slides of a deck with the numbers of their figures; the others are the very same objects."""
    if not any(FIGURE_NUMBER in each.html for each in rendered):
        return rendered
    return [*_filled(rendered, _WORDS.get(language.partition("-")[0].lower(), "Figure"))]


def _filled(rendered: Sequence[Rendered], word: str) -> Iterator[Rendered]:
    number = 0
    for each in rendered:
        around = each.html.split(FIGURE_NUMBER)
        pieces = around[:1]
        for piece in around[1:]:
            number += 1
            pieces += [FIGURE_NUMBER.replace("><", f">{word} {number}:<"), piece]
        yield each._replace(html="".join(pieces)) if len(around) > 1 else each
