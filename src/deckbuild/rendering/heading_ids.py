"""Gives headings the ids that GitHub gives them, so that `[more](#deep-part)` leads to the slide with `## Deep part`.

The id is the heading's text in small letters, without punctuation, and with hyphens for blanks. Which number stands
behind the id of a second heading with the same text is known when all slides are (`page.unique_ids`).
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from deckbuild.html import plain_text
from deckbuild.html.free_ids import FreeIds
from deckbuild.html.tokenizer import attribute, start_tags
from deckbuild.html.tree import Edits
from deckbuild.rendering.draft import NOTES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from deckbuild.html.tokenizer import Tag

_TAGS = frozenset(f"h{level}" for level in range(1, 7))
_KEPT = frozenset("Lu Ll Lt Lm Lo Mn Mc Me Nd Nl Pc".split())  # letters, accents, digits, underscores (Unicode 4.5)
# No id: nothing; a number, for a link to `#2024` means that slide (reveal.js, controllers/location.js); ours.
_NONE = re.compile(r"\d*\Z|deckbuild-(?:[0-9a-f]{16}\Z|alike-)", re.ASCII)


class HeadingId(NamedTuple):
    """The id of a heading: ``name`` is what its text makes, ``written`` stands in the slide, maybe with a number."""

    name: str
    written: str


def given(html: str, of_sections: Collection[str]) -> tuple[str, tuple[HeadingId, ...]]:
    """Return a slide's ``html`` with ids in its headings, and these ids.

    A heading keeps an id that it has. It gets none that the slide itself has (``of_sections``): a link leads to the
    slide either way. Headings of speaker notes have none, as nothing leads there.
    """
    tags = list(start_tags(html))
    ids = FreeIds(tag.attributes["id"].value for tag in tags if "id" in tag.attributes)
    found: list[HeadingId] = []
    edits = Edits(html)
    for tag in _headings(tags, html.find(NOTES)):
        name = slug(_text(html, tag))
        if _NONE.match(name) or name in of_sections:
            continue
        found.append(HeadingId(name, ids.take(name)))
        edits.replace(tag.tail, tag.tail, f" {attribute('id', found[-1].written)}")
    return edits.apply(), tuple(found)


def slug(text: str) -> str:
    """Return the id that GitHub makes of a heading's ``text``; empty if there is no letter in it."""
    return "".join(each for each in text.lower() if each in " -" or category(each) in _KEPT).replace(" ", "-")


def _headings(tags: Iterable[Tag], notes: int) -> Iterator[Tag]:
    """Yield the headings without an id, up to the ``notes`` (-1: there are none)."""
    body = tags if notes < 0 else takewhile(lambda tag: tag.start < notes, tags)
    return (tag for tag in body if tag.name in _TAGS and "id" not in tag.attributes)


def _text(html: str, heading: Tag) -> str:
    """Return the text of a ``heading`` as a browser shows it."""
    end = re.compile(f"</{heading.name}", re.IGNORECASE).search(html, heading.end)
    return plain_text.shown(html[heading.end : end.start() if end else None])
