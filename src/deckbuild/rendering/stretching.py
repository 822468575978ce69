"""Takes a picture that stretches out of its paragraph: reveal.js stretches only what is a slide's own child.

Markdown puts a picture into a paragraph, and so `r-stretch` from a directive did nothing (reveal.js 6.0.2 looks for
`section > .r-stretch`). The class may stand on the picture or, as of a comment on a line of its own, on the paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.html.attributes import joined
from deckbuild.html.tree import Edits, Element, parse
from deckbuild.rendering.films import PLAYER

if TYPE_CHECKING:
    from deckbuild.rendering.draft import Draft

_STRETCHING = frozenset({"r-stretch", "stretch"})
_SIGN = re.compile(r"stretch(?!y)")  # what signs of formulas are is another thing
_MEDIA = frozenset("canvas embed iframe img object svg video".split())


def freed(draft: Draft) -> Draft:
    """Return ``draft`` with each lone picture that stretches out of its paragraph, which leaves it its attributes."""
    if not _SIGN.search(draft.html):
        return draft
    edits = Edits(draft.html)
    for paragraph in parse(draft.html).elements():
        medium = _lone(paragraph, draft.html)
        if medium and not _STRETCHING.isdisjoint(_classes(paragraph) | _classes(medium)):
            edits.replace(paragraph.start, medium.start, "")
            edits.replace(medium.end, paragraph.end, "")
            both = joined(_values(paragraph), _values(medium))
            for name in paragraph.attributes:
                edits.set(medium, name, both[name])
    return draft._replace(html=edits.apply())


def _lone(paragraph: Element, html: str) -> Element | None:
    """Return the picture, film or frame that is all of a slide's ``paragraph``; None if there is none."""
    of_slide = paragraph.parent is not None and paragraph.parent.tag in ("", "section")
    if paragraph.tag != "p" or not of_slide or len(paragraph.nodes) != 1:
        return None
    (child,) = paragraph.nodes
    around = html[paragraph.open_end : child.start] + html[child.end : paragraph.end].removesuffix("</p>")
    return child if isinstance(child, Element) and _is_medium(child) and not around.strip() else None


def _is_medium(element: Element) -> bool:
    return element.tag in _MEDIA or PLAYER in _classes(element)


def _classes(element: Element) -> set[str]:
    return set(_values(element).get("class", "").split())


def _values(element: Element) -> dict[str, str]:
    return {name: attribute.value for name, attribute in element.attributes.items()}
