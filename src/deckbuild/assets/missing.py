"""Puts placeholders into a slide for the files that it names and that are not there.

A picture becomes a picture of its name; a film, sound or a frame becomes such a picture, too. What would show nothing
anyway (a track, a script, a part of a drawing) loses its address, so that the page asks for nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.assets import placeholder
from deckbuild.assets.asset import Asset, Use
from deckbuild.assets.css import NOTHING
from deckbuild.assets.placeholder import Lost, Size
from deckbuild.html.references import BACKGROUNDS, SOURCE_SETS, SOURCES, candidates
from deckbuild.html.tokenizer import attribute
from deckbuild.html.tree import Edits, Element, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_BEHIND = BACKGROUNDS[0]
_OTHERS = ("background", "data-preview-image", "data-preview-video", *BACKGROUNDS[1:])  # that show nothing without it
_PICTURES = frozenset({"img", "input"})
# In the place of these a picture is shown: how large they are, when nothing says so.
_REPLACED = {
    "video": Size(480, 270),
    "audio": Size(480, 54),
    **dict.fromkeys(("iframe", "embed", "object"), Size(480, 300)),
}
_LARGE = Size(480, 300)
_SHOWN = ("src", "data-src", "data")  # what names the file of one of them
_NOT_OF_PICTURES = frozenset(
    {*_SHOWN, *"poster controls autoplay loop muted preload playsinline type data-autoplay allow name".split()}
)
_PIXELS = re.compile(r"\s*(\d{1,4}(?:\.\d{1,9})?)\s*(?:px)?\s*", re.IGNORECASE)
_STYLED = r"(?:^|;)\s*{}\s*:\s*(\d{{1,4}}(?:\.\d{{1,9}})?)px"


class Missing(NamedTuple):
    """What a slide names and is not there: why, by the addresses. Placeholders go to the ``assets`` of the page."""

    why: dict[str, str]
    assets: dict[str, Asset]

    def shown(self, html: str) -> str:
        """Return the HTML of the slide with placeholders."""
        if not self.why:
            return html
        edits, past = Edits(html), 0
        for element in parse(html).elements():
            if element.start >= past:  # else it stands in one that was replaced
                past = self._put_in(element, edits)
        return edits.apply()

    def behind(self, attributes: Mapping[str, str]) -> dict[str, str]:
        """Return the attributes of a section, with a placeholder in the place of what should be behind the slide."""
        found = dict(attributes)
        for name in BACKGROUNDS:
            addresses = [each.strip() for each in found.get(name, "").split(",")]
            left = [each for each in addresses if each not in self.why]
            if name in found and len(left) < len(addresses):
                gone = next(each for each in addresses if each in self.why)
                del found[name]
                found |= {name: ",".join(left)} if left else {_BEHIND: self._background(gone)}
        return found

    def _put_in(self, element: Element, edits: Edits) -> int:
        """Edit one element; return up to where that has replaced the HTML."""
        if element.tag in _REPLACED and (gone := self._all_gone(element)):
            edits.replace(element.start, element.end, self._picture_of(element, gone))
            return element.end
        if element.tag in _PICTURES or (element.tag == "image" and element.foreign):
            self._picture(element, edits)
        elif element.tag == "script":  # without an address what stands in it would run
            for name in self._gone(element, SOURCES["script"]):
                edits.set(element, name, NOTHING)
        else:
            self._take_out(element, SOURCES.get(element.tag, ()), edits)
            self._sizes(element, edits)
        self._take_out(element, _OTHERS, edits)
        for name in self._gone(element, (_BEHIND,)):
            edits.set(element, name, self._background(_value(element, name)))
        return 0

    def _picture(self, element: Element, edits: Edits) -> None:
        """Show a placeholder in a picture; of one in several sizes those stay that are there."""
        gone = list(self._gone(element, ("src", "data-src", "href", "xlink:href")))
        for name in gone:
            edits.set(element, name, self._box(element, _value(element, name), _LARGE))
        last = self._sizes(element, edits)
        if last and element.attributes.keys().isdisjoint(_SHOWN):
            edits.set(element, "src", self._box(element, last, _LARGE))

    def _all_gone(self, element: Element) -> str:
        """Return the first address of a film, sound or frame; an empty text if there is one of them to show."""
        sources = [element, *(node for node in element.nodes if isinstance(node, Element) and node.tag == "source")]
        named = [_value(each, name) for each in sources for name in _SHOWN if name in each.attributes]
        return named[0] if named and all(each in self.why for each in named) else ""

    def _picture_of(self, element: Element, gone: str) -> str:
        """Return the picture that is shown in the place of ``element``, where that would have stood."""
        kept = {name: each.value for name, each in element.attributes.items() if name not in _NOT_OF_PICTURES}
        about = {"src": self._box(element, gone, _REPLACED[element.tag]), "alt": f"{gone} {self.why[gone]}"}
        return f"<img {' '.join(attribute(*each) for each in {**kept, **about}.items())}>"

    def _sizes(self, element: Element, edits: Edits) -> str:
        """Take what is not there out of the sizes of a picture; return an address of them when none is left."""
        name = next((each for each in SOURCE_SETS if each in element.attributes), "")
        found = element.attributes.get(name)
        every = candidates(found.value) if found else []
        left = [f"{address} {size}".strip() for address, size in every if address not in self.why]
        if found and len(left) < len(every):
            edits.replace(found.start, found.end, attribute(name, ", ".join(left)) if left else "")
        return every[0][0] if every and not left else ""

    def _take_out(self, element: Element, names: Iterable[str], edits: Edits) -> None:
        for name in self._gone(element, names):
            edits.replace(element.attributes[name].start, element.attributes[name].end, "")

    def _gone(self, element: Element, names: Iterable[str]) -> Iterator[str]:
        """Yield those of the attributes ``names`` whose file is not there."""
        return (name for name in names if name in element.attributes and _value(element, name) in self.why)

    def _box(self, element: Element, address: str, usual: Size) -> str:
        """Return the mark of a box as large as the element is; of the ``usual`` size if nothing says how large."""
        return self._mark(placeholder.box(Lost(address, self.why[address]), _size(element, usual)))

    def _background(self, address: str) -> str:
        return self._mark(placeholder.background(Lost(address, self.why[address])))

    def _mark(self, asset: Asset) -> str:
        return self.assets.setdefault(asset.key, asset).mark(Use.PICTURE)


def _value(element: Element, name: str) -> str:
    return element.attributes[name].value.strip()


def _size(element: Element, usual: Size) -> Size:
    """Return how large an element is; where one side is given, the other follows as it usually does."""
    width, height = _side(element, "width"), _side(element, "height")
    ratio = usual.width / usual.height
    if width and height:
        return Size(width, height)
    return Size(width, width / ratio) if width else Size(height * ratio, height) if height else usual


def _side(element: Element, name: str) -> float:
    """Return one side in px, as style or attribute say it; 0 if they do not."""
    style = element.attributes.get("style")
    found = re.search(_STYLED.format(name), style.value, re.IGNORECASE) if style else None
    found = found or (_PIXELS.fullmatch(_value(element, name)) if name in element.attributes else None)
    return float(found[1]) if found else 0
