"""Makes the ids of a deck unique: slides are rendered one by one, and two of them may have the same heading or note.

The first slide with an id keeps it; a later one gets a number behind it, and its own links and labels follow. Ids that
no author has written, those of headings, come last, and links mean the first of equal ones, as on GitHub.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.html.free_ids import FreeIds
from deckbuild.html.tokenizer import attribute, start_tags
from deckbuild.html.tree import Edits, Element, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deckbuild.assets.embedding import Embedded

# The attributes that name an element of the same page; those of ARIA may name several, with blanks between.
_NAMING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")


def unique(slides: Sequence[Embedded]) -> list[Embedded]:
    """Return ``slides`` with ids that no other slide has."""
    taken = {slide.attributes["id"] for slide in slides if "id" in slide.attributes}
    numbers: dict[str, int] = {}
    renamed = [_unique(slide, taken, numbers) if slide.ids else slide for slide in slides]
    free = FreeIds(taken)
    return [_with_headings(slide, free) if slide.headings else slide for slide in renamed]


def _with_headings(slide: Embedded, free: FreeIds) -> Embedded:
    """Return ``slide`` with ids in its headings that nothing else has."""
    new = {each.written: free.take(each.name) for each in slide.headings}
    if all(old == name for old, name in new.items()):
        return slide
    pieces, at = [], 0
    for tag in start_tags(slide.html):
        old = tag.attributes.get("id")
        if old and old.value in new:
            pieces += [slide.html[at : old.start], attribute("id", new[old.value])]
            at = old.end
    return slide._replace(html="".join(pieces) + slide.html[at:])


def _unique(slide: Embedded, taken: set[str], numbers: dict[str, int]) -> Embedded:
    made = {each.written for each in slide.headings}
    own = [name for name in dict.fromkeys(slide.ids) if name not in made]
    renamed = {name: _free(name, taken, numbers) for name in own if name in taken}
    taken.update(own, renamed.values())
    if not renamed:
        return slide
    edits = Edits(slide.html)
    for element in parse(slide.html).elements():
        _rename(element, renamed, edits)
    return slide._replace(html=edits.apply())


def _free(name: str, taken: set[str], numbers: dict[str, int]) -> str:
    """Return ``name`` with the first free number; all up to the one in ``numbers`` are taken."""
    number = numbers.get(name, 1) + 1
    while f"{name}-{number}" in taken:
        number += 1
    numbers[name] = number
    return f"{name}-{number}"


def _rename(element: Element, renamed: dict[str, str], edits: Edits) -> None:
    """Give an element its new id, and let what names a renamed one follow."""
    values = {name: attribute.value for name, attribute in element.attributes.items()}
    if values.get("id") in renamed:
        edits.set(element, "id", renamed[values["id"]])
    if values.get("href", "").removeprefix("#") in renamed and values["href"].startswith("#"):
        edits.set(element, "href", f"#{renamed[values['href'][1:]]}")
    for name in _NAMING:
        words = values.get(name, "").split()
        if not renamed.keys().isdisjoint(words):
            edits.set(element, name, " ".join(renamed.get(word, word) for word in words))
