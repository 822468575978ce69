"""Makes ids unique that slides of a deck share, where all that names them can follow, and tells of the others.

* A heading's id, which no author has written, gets a number: links mean the first of equal headings, as on GitHub.
* So does an id inside SVG that something in its slide names: else a second drawing has the colours of the first.
* So does an id that an extension of Markdown has made: that of a footnote.
* Any other id is the author's, whose style sheets and scripts may name it: it stays, and the second one is a warning.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity, place
from deckbuild.html.free_ids import FreeIds
from deckbuild.html.tokenizer import attribute, start_tags
from deckbuild.html.tree import Edits
from deckbuild.page.shared_ids import SharedIds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deckbuild.assets.embedding import Embedded
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.diagnostics.source import Location, Span
    from deckbuild.parsing.slides import Slide

DOUBLE_ID = Rule(
    "D310",
    "double-id",
    Severity.WARNING,
    "Two elements of a deck have the same id. Links lead to the first, and scripts find only that. Give the second\n"
    "another id; what several elements share is a class. Of headings, footnotes, and what a drawing in SVG names\n"
    "itself, ids are made unique.",
)
_HINT = "give it another id, or what both share a class"
_JOINT = "_"  # before a number: in the times of an animation a hyphen is a minus


def unique(slides: Sequence[Embedded], divided: Sequence[Slide]) -> list[Embedded]:
    """Return ``slides``, which were ``divided`` so, with unique ids, and what is wrong with those that stay."""
    counts = Counter(name for slide in slides for name in _ids(slide))
    shared = {name for name, count in counts.items() if count > 1}
    apart = _apart(slides, divided, shared, counts) if shared else list(slides)
    free = FreeIds(name for slide in apart for name in _ids(slide))
    return [_with_headings(slide, free) if slide.headings else slide for slide in apart]


def _ids(slide: Embedded) -> Iterator[str]:
    """Yield the ids of a slide, of its section and of its stack, but for those of its headings."""
    made = {each.written for each in slide.headings}
    yield from (each["id"] for each in (slide.attributes, slide.stack) if "id" in each)
    yield from (name for name in slide.ids if name not in made)


def _apart(
    slides: Sequence[Embedded], divided: Sequence[Slide], shared: set[str], every: Iterable[str]
) -> list[Embedded]:
    """Return ``slides`` with their ``shared`` ids made unique, or told; ``every`` are all ids of the deck."""
    sharing = [at for at, slide in enumerate(slides) if not shared.isdisjoint(_ids(slide))]
    found = {at: SharedIds(slides[at], divided[at].content.text, shared) for at in sharing}
    free = FreeIds({*every} - shared | {name for ids in found.values() for name in (*ids.author, *ids.still)})
    firsts: dict[str, Location] = {}
    apart = list(slides)
    for at, ids in found.items():
        apart[at] = _moved(slides[at], ids, free)
        wrong = tuple(_doubles(ids, divided[at].whole, firsts))
        apart[at] = apart[at]._replace(diagnostics=(*slides[at].diagnostics, *wrong))
    return apart


def _moved(slide: Embedded, ids: SharedIds, free: FreeIds) -> Embedded:
    """Return ``slide`` with free ids in the place of those that may become others."""
    new = {key: free.take(key[1], _JOINT) for key in ids.movable}
    if all(name == other for (_, name), other in new.items()):
        return slide
    return slide._replace(html=ids.renamed(new), ids=(*slide.ids, *new.values()))


def _doubles(ids: SharedIds, text: Span, firsts: dict[str, Location]) -> Iterator[Diagnostic]:
    """Report the author's ``ids`` of a slide that the deck has had before; ``firsts`` are the places of those."""
    places = {name: iter(offsets) for name, offsets in ids.places.items()}
    for name in ids.author:
        offset = text.start + next(places.get(name, iter(())), 0)
        if name in firsts:
            message = f"the id {name!r} is taken: {firsts[name]}"
            yield place(Problem(DOUBLE_ID, offset, message, _HINT, len(name)), text.source)
        else:
            firsts[name] = text.source.locate(offset)


def _with_headings(slide: Embedded, free: FreeIds) -> Embedded:
    """Return ``slide`` with ids in its headings that nothing else has."""
    new = {each.written: free.take(each.name) for each in slide.headings}
    if all(old == name for old, name in new.items()):
        return slide
    edits = Edits(slide.html)
    for tag in start_tags(slide.html):
        old = tag.attributes.get("id")
        if old and old.value in new:
            edits.replace(old.start, old.end, attribute("id", new[old.value]))
    return slide._replace(html=edits.apply(), ids=(*slide.ids, *new.values()))
