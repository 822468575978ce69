"""Reads the bibliographies of a deck, and puts what a style makes of the works into the slides that cite them."""

from __future__ import annotations

import logging
import re
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.config.optional import NOT_INSTALLED
from deckbuild.config.settings import DEFAULT_STYLE
from deckbuild.diagnostics.problem import about_word, nearest, place_all
from deckbuild.features.bibliography import STYLES, citing, entries, styling, wording
from deckbuild.files.decoding import decode
from deckbuild.files.errors import complaint
from deckbuild.files.reader import NotRead
from deckbuild.parsing.given import SlideKey

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.diagnostics.source import Placed, Source
    from deckbuild.features.bibliography.citing import Citation
    from deckbuild.features.bibliography.entries import Entry
    from deckbuild.features.bibliography.styling import Styled
    from deckbuild.parsing.slides import Slide
    from deckbuild.project.limit_checks import LimitedReader
    from deckbuild.rendering.result import Rendered

_FEATURE = "citations"
_ENGINES = {"bibtexparser": "bibtexparser", "citeproc": "citeproc-py"}  # packages by their modules
_PLACES = re.compile(f"{citing.MARK.pattern}|{citing.FOOT}|{citing.LIST}")
_SIGNS = ("data-cites=", citing.LIST)
_NOTHING = styling.Styled({}, {}, {}, {})


class Works(NamedTuple):
    """The works that a deck may cite, by their keys, and what is wrong with its bibliographies; ``style`` is a CSL."""

    entries: Mapping[str, Entry] = {}
    style: bytes = b""
    diagnostics: tuple[Diagnostic, ...] = ()


def read(settings: Settings, files: LimitedReader, features: Collection[str]) -> Works:
    """Return the works that a deck with these ``features`` may cite, of bibliographies that its ``settings`` name."""
    if not settings.bibliography or _FEATURE not in features:
        return Works()
    missing = [package for module, package in _ENGINES.items() if not find_spec(module)]
    if missing:
        message = f"citations need the packages {' and '.join(_ENGINES.values())}"
        hint = 'pip install "deckbuild[citations]"'
        return Works(diagnostics=(about_word(NOT_INSTALLED, settings.bibliography[0], message, hint),))
    _quiet()
    found: dict[str, Entry] = {}
    told: list[Diagnostic] = []
    for name in settings.bibliography:
        for source in _text(name, files, told):
            bibliography = entries.read(source.text)
            told += place_all(bibliography.problems, source)
            found = {**bibliography.entries, **found}  # the first file that has a key counts
    return Works(found, _style(settings.csl, files, told), tuple(told))


@cache
def _quiet() -> None:
    """Let bibtexparser not show what it cannot read: it returns that, too, and we tell it."""
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


def _style(name: Placed, files: LimitedReader, told: list[Diagnostic]) -> bytes:
    """Return the style of this ``name``; ours after a complaint."""
    if name.text in STYLES:
        return styling.shipped(name.text)
    return next((each.text.encode() for each in _text(name, files, told)), _default())


def _default() -> bytes:
    return styling.shipped(DEFAULT_STYLE.text)


def _text(name: Placed, files: LimitedReader, told: list[Diagnostic]) -> Iterator[Source]:
    """Yield the text of the file of this ``name``; none after a complaint."""
    file = files.named(name.text, name.source.path if name.source else "")
    if isinstance(file, NotRead):
        rule, address, message, hint = complaint(name.text, file)
        told.append(about_word(rule, name, message, hint)._replace(address=address))
    else:
        source, wrong = decode(file.path, file.data)
        told += wrong
        yield source


def given(slides: Sequence[Slide], works: Works) -> Sequence[Slide]:
    """Return ``slides``, those with the words that may cite ``works`` which hold some."""
    if not works.entries:
        return slides
    known = tuple(works.entries)
    return [_with_keys(each, works, known) if "@" in each.content.text else each for each in slides]


def _with_keys(slide: Slide, works: Works, known: tuple[str, ...]) -> Slide:
    words = citing.keys(f"{slide.content.text}\n{slide.appendix}")
    is_known = {word: word in works.entries for word in words}
    return slide._replace(
        keys=tuple(SlideKey(word, is_known[word], "" if is_known[word] else _hint(word, known)) for word in words)
    )


@lru_cache(maxsize=1024)  # the live preview asks at each edit
def _hint(word: str, known: tuple[str, ...]) -> str:
    return nearest(word, known)


def filled(
    rendered: Sequence[Rendered], works: Works, settings: Settings
) -> tuple[Sequence[Rendered], tuple[Diagnostic, ...]]:
    """Return the slides of a deck with what its style makes of the ``works`` that they cite, and what is wrong."""
    if not any(sign in each.html for each in rendered for sign in _SIGNS):
        return rendered, ()
    citations = [each for slide in rendered for each in _citations(slide.html, works)]
    places = tuple(dict.fromkeys((cite.key, cite.label, cite.locator) for each in citations for cite in each.cites))
    about = (places, entries.with_parents({key for key, _, _ in places}, works.entries))
    wrong: tuple[Diagnostic, ...] = ()
    try:
        style = styling.styled(*about, works.style, settings.language) if places else _NOTHING
    except ValueError as error:
        wrong = (about_word(styling.UNUSABLE_STYLE, settings.csl, "this citation style cannot be used", str(error)),)
        style = styling.styled(*about, _default(), settings.language)
    return [_filled(each, works, style) for each in rendered], wrong


def _citations(html: str, works: Works) -> Iterator[Citation]:
    """Yield the citations of ``works`` in a slide's ``html``."""
    for mark in citing.MARK.finditer(html):
        citation = citing.of_mark(mark)
        if citation and all(cite.key in works.entries for cite in citation.cites):
            yield citation


def _filled(rendered: Rendered, works: Works, style: Styled) -> Rendered:
    """Return a slide with its citations, the sources of those since the last foot, and the list of all."""
    if not any(sign in rendered.html for sign in _SIGNS):
        return rendered
    cited: list[str] = []

    def fill(found: re.Match[str]) -> str:
        if found[0] == citing.LIST:
            return _list(citing.LIST, style.sources.values())
        if found[0] == citing.FOOT:
            keys = dict.fromkeys(cited)
            cited.clear()
            return _list(citing.FOOT, (style.sources[key] for key in keys))
        for citation in _citations(found[0], works):
            cited.extend(cite.key for cite in citation.cites)
            return f'<span class="citation">{wording.shown(citation, style)}</span>'
        return ""

    return rendered._replace(html=_PLACES.sub(fill, rendered.html))


def _list(place: str, sources: Iterable[str]) -> str:
    items = "".join(f"<li>{each}</li>\n" for each in sources)
    return place.replace("<div", "<ul").replace("></div>", f">{items}</ul>") if items else ""
