"""What a front matter says that is no setting of ours: the deck's metadata, and the part of it that a page can hold.

Front matter is read by many tools. A name that none of our settings has is another's, and kept as it is, unless it is
most likely a slip in one of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config.value_types import Text
from deckbuild.diagnostics.problem import closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from deckbuild.config.document import Value
    from deckbuild.config.value_types import Report
    from deckbuild.diagnostics.source import Source

_SLIP = 0.8  # how like a name of ours a slip is, from 0 to 1
# Names that others use, and that are as like one of ours as a slip would be.
_OF_OTHERS = frozenset(
    "chapter code-copy coauthor coauthors description-meta descriptions highlight_style highlighter languages "
    "lineNumbers role roles slide templates titles views weight".split()
)
# The names of `<meta>` elements, each with the metadata that it can hold; the first that is there counts.
_ELEMENTS = {"keywords": ("keywords", "tags"), "dcterms.date": ("date",)}


class People:
    """Who made something: a name, a list of names, or of mappings that hold a name each, as other tools have them."""

    def read(self, value: Value, source: Source, report: Report) -> str | None:
        """Return the names in one text."""
        if isinstance(value.plain, (list, dict)):
            return in_words(value.plain) or None
        return Text().read(value, source, report)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of such a value."""
        return {"type": ["string", "number", "array", "object"]}


class Meta(NamedTuple):
    """A `<meta>` element of a page."""

    name: str
    content: str


def is_slip(name: str, names: Iterable[str]) -> bool:
    """Return whether ``name`` is most likely meant for one of ``names``, and is none of them."""
    return name not in _OF_OTHERS and closest(name, names, _SLIP) not in ("", name)


def elements(metadata: Mapping[str, Any]) -> Iterator[Meta]:
    """Yield the `<meta>` elements that say ``metadata``: what HTML has a name for."""
    for name, sources in _ELEMENTS.items():
        content = next(filter(None, (in_words(metadata.get(source)) for source in sources)), "")
        if content:
            yield Meta(name, content)


def in_words(plain: Any) -> str:  # noqa: ANN401 -- as it is written
    """Return a text, a number, or a list of them, in words; of a mapping its ``name``; an empty text for others."""
    if isinstance(plain, list):
        return ", ".join(filter(None, map(in_words, plain)))
    if isinstance(plain, dict):
        return in_words(plain.get("name"))
    return str(plain) if isinstance(plain, (str, int, float)) and not isinstance(plain, bool) else ""
