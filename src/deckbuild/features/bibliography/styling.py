"""Sets works by a style, with citeproc: what stands in the text for each, and its source."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.features.bibliography import works

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deckbuild.features.bibliography.entries import Entry

    Place = tuple[str, str, str]  # the key of a work, the label and the number of a place in it

UNUSABLE_STYLE = Rule(
    "D783",
    "unusable-style",
    Severity.WARNING,
    "A citation style cannot be used: it is no file in the Citation Style Language, or one of notes, for which slides\n"
    "have no place. Works are cited by author and year instead.",
)
_FOLDER = Path(__file__).parent
_LAYOUTS = "  <!-- layouts -->\n"  # where what is in common to our styles has what differs
# What stands for the tags of a style while citeproc works: all else that it returns is text, whoever wrote it.
_MARKS = {"Italic": "em", "Oblique": "em", "Bold": "strong", "Underline": "u", "Superscript": "sup", "Subscript": "sub"}
_PLAIN = ("preformat", "Light", "SmallCaps")
_FIRST = 0xE000
_FAMILY = ("literal", "non-dropping-particle", "family")
_LINK = re.compile(r"https://[^\s<>\"]*[^\s<>\".,;:)\]]")
_NUMBER = re.compile(r"^(\[\d+\]|\(\d+\)|\d+\.?)(?=[^\s\d])")  # behind which a style wants a column of its own
_TWO_STOPS = re.compile(r"\.(</(?:em|strong)>)\.")


class Styled(NamedTuple):
    """What a style makes of the works of a deck, as HTML.

    ``labels`` are by a work's key and a place in it; ``names`` are the authors as a sentence has them, ``years`` those
    in the labels. ``sources`` are in the order of a list of all. ``opening`` and ``closing`` stand around the labels of
    what is cited together, ``between`` between them.
    """

    labels: Mapping[Place, str]
    names: Mapping[str, str]
    years: Mapping[str, str]
    sources: Mapping[str, str]
    opening: str = ""
    closing: str = ""
    between: str = ", "


def shipped(name: str) -> bytes:
    """Return the style of ours that is called ``name``."""
    return _text("works.csl").replace(_LAYOUTS, _text(f"{name}.xml")).encode()


def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@lru_cache(maxsize=4)  # the live preview asks at each edit
def styled(places: tuple[Place, ...], entries: tuple[Entry, ...], style: bytes, language: str) -> Styled:
    """Return what a ``style`` makes of the ``places`` that a deck cites, in their order, in works of ``entries``.

    Raises ``ImportError`` where citeproc is not installed, ``ValueError`` for a style that it cannot use.
    """
    keys = tuple(dict.fromkeys(key for key, _, _ in places))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of fields that a style does not know
        try:
            found = _works(keys, entries, style, language).styled((*places, *((key, "", "") for key in keys)))
        except Exception as error:  # of citeproc and lxml, for any fault of a style
            raise ValueError(str(error) or type(error).__name__) from error
    return _distinct(found)


@lru_cache(maxsize=4)  # another place in a work, such as another page, leaves all of them as they are
def _works(keys: tuple[str, ...], entries: tuple[Entry, ...], style: bytes, language: str) -> _Works:
    import citeproc.source.json  # type: ignore[import-untyped]

    known = {each.key: each for each in entries}
    return _Works(citeproc, {key: works.of_entry(known[key], language, known) for key in keys}, style, language)


class _Works:
    """The works that a deck cites, set by citeproc, which knows each by its number among them."""

    def __init__(self, citeproc: Any, cited: Mapping[str, Mapping[str, Any]], style: bytes, language: str) -> None:  # noqa: ANN401
        locale = citeproc.PRIMARY_DIALECTS.get(language, language)
        self._citeproc, self._works = citeproc, cited
        self._style = citeproc.CitationStylesStyle(_file(style), locale=locale, validate=False)
        if self._style.root.get("class") == "note" or not self._style.has_bibliography():
            raise ValueError("it sets no authors, years or numbers in the text, but notes")
        self._ids = {key: str(number) for number, key in enumerate(cited)}
        items = [{"id": self._ids[key], **work} for key, work in cited.items()]
        source = citeproc.source.json.CiteProcJSON(items)
        self._list = citeproc.CitationStylesBibliography(self._style, source, _formatter())
        for number in self._ids.values():
            self._list.register(citeproc.Citation([citeproc.CitationItem(number)]))
        self._list.sort()
        keys = {number: key for key, number in self._ids.items()}
        self._sources = {keys[item.key]: self._source(item) for item in self._list.items}
        self._labels: dict[Place, str] = {}  # that were asked for

    def styled(self, places: tuple[Place, ...]) -> Styled:
        """Return what the style makes of ``places`` in the works."""
        whole = {place: self._label(*place) for place in places}
        return Styled(
            whole,
            {key: _html(self._names(work)) for key, work in self._works.items()},
            {key: _html(self._year(work)) for key, work in self._works.items()},
            self._sources,
        )._replace(**self._affixes(whole))

    def _label(self, key: str, label: str, number: str) -> str:
        if (key, label, number) not in self._labels:
            place = {"locator": self._citeproc.Locator(label, number)} if number else {}
            citation = self._citeproc.Citation([self._citeproc.CitationItem(self._ids[key], **place)])
            self._list.register(citation)
            self._labels[key, label, number] = _html(self._list.cite(citation, str))
        return self._labels[key, label, number]

    def _affixes(self, whole: Mapping[Place, str]) -> dict[str, Any]:
        """Return the labels without what stands around all of a citation, and that by itself."""
        layout = self._style.root.citation.layout
        opening, closing = (escape(layout.get(name, ""), quote=False) for name in ("prefix", "suffix"))
        if not all(label.startswith(opening) and label.endswith(closing) for label in whole.values()):
            return {}
        labels = {place: label[len(opening) : len(label) - len(closing)] for place, label in whole.items()}
        between = escape(layout.get("delimiter", ", "), quote=False)
        return {"labels": labels, "opening": opening, "closing": closing, "between": between}

    def _source(self, item: Any) -> str:  # noqa: ANN401 -- of citeproc
        html = _html("".join(map(str, self._style.render_bibliography([item]))))
        return _LINK.sub(r'<a href="\g<0>">\g<0></a>', _NUMBER.sub(r"\1 ", html))

    def _names(self, work: Mapping[str, Any]) -> str:
        """Return the authors of a ``work``, or who else stands for them, as a sentence has them; else its title."""
        people = work.get("author") or work.get("editor") or [{"literal": work["title"]}]
        names = [" ".join(filter(None, map(each.get, _FAMILY))) for each in people]
        if len(names) == 2 and works.OTHERS not in names:
            return f"{names[0]} {self._term('and')} {names[1]}"
        return names[0] if len(names) == 1 else f"{names[0]} {self._term('et-al')}"

    def _year(self, work: Mapping[str, Any]) -> str:
        issued = work.get("issued", {})
        return str(abs(issued["date-parts"][0][0])) if "date-parts" in issued else issued.get("literal", "")

    def _term(self, name: str) -> str:
        return str(self._style.root.get_single_term(name))


def _file(data: bytes) -> SimpleNamespace:
    """Return ``data`` as lxml reads a file: piece by piece, until one is empty."""
    pieces = iter((data,))
    return SimpleNamespace(read=lambda _size=-1: next(pieces, b""))


def _formatter() -> SimpleNamespace:
    """Return what citeproc calls for each kind of type; it puts marks around a text."""
    made = {name: _marking(number) for number, name in enumerate(_MARKS)}
    return SimpleNamespace(**made, **dict.fromkeys(_PLAIN, str))


def _marking(number: int) -> Any:  # noqa: ANN401 -- a function
    return lambda text: f"{chr(_FIRST + 2 * number)}{text}{chr(_FIRST + 2 * number + 1)}"


def _html(marked: object) -> str:
    """Return what citeproc has made as HTML: its marks as tags, and the authors that an entry does not name."""
    html = re.sub(rf",?(?: (?:\w{{1,4}}|&))? ?{works.OTHERS}", " et al.", str(marked))
    html = escape(html, quote=False)
    for number, tag in enumerate(_MARKS.values()):
        html = html.replace(chr(_FIRST + 2 * number), f"<{tag}>").replace(chr(_FIRST + 2 * number + 1), f"</{tag}>")
    return _TWO_STOPS.sub(r".\1", html.replace("al..", "al."))


def _distinct(found: Styled) -> Styled:
    """Return the works with letters behind their years where authors and years do not tell them apart."""
    alike: dict[str, list[str]] = {}
    for key in found.sources:  # in the order of the list
        alike.setdefault(found.labels[key, "", ""], []).append(key)
    letters = {key: chr(97 + at) for keys in alike.values() if len(keys) > 1 for at, key in enumerate(keys[:26])}

    def lettered(text: str, key: str) -> str:
        year = re.escape(found.years[key] if key in letters else "") or "(?!)"
        return re.sub(rf"(?<!\d){year}(?!\d)", lambda same: same[0] + letters[key], text, count=1)

    return found._replace(
        labels={place: lettered(label, place[0]) for place, label in found.labels.items()},
        years={key: lettered(year, key) for key, year in found.years.items()},
        sources={key: lettered(source, key) for key, source in found.sources.items()},
    )
