"""Completes a PDF of the browser: outline, links between slides and decks, and what the file says of itself."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NullObject,
    NumberObject,
    TextStringObject,
)

from deckbuild.browser.session import ORIGIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deckbuild.pdf.printing import PrintedDeck

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it would warn of how Chromium writes, on our users' terminals
_GAP, _NOTE = 8, 20  # points: around the sign of a note, and its size
_PRINTED = 4  # the flag of annotations that are printed, too (PDF 32000-1, 12.5.3)
_VERSION = "%PDF-1.7"  # of the format: what Chromium writes is in it
_SLIDE = f"{ORIGIN}-/slide/"  # begins the address of a slide in a link; its number follows


class About(NamedTuple):
    """What a PDF says of itself. ``date`` is when it was made, as PDF writes it; empty for none."""

    title: str
    author: str = ""
    subject: str = ""
    language: str = "en"
    date: str = ""


def completed(printed: PrintedDeck, about: About, *, notes: bool = False) -> tuple[bytes, frozenset[str]]:
    """Return the finished PDF, and the paths of the files that its links lead to."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(printed.pdf)))
    firsts = _first_sheets(printed)
    _outline(writer, printed, firsts)
    _name_slides(writer, printed, firsts)
    linked = frozenset(_link(writer, firsts))
    if notes:
        _annotate(writer, printed, firsts)
    return described(writer, about)[0], linked


def described(writer: PdfWriter, about: About) -> tuple[bytes, int]:
    """Return a PDF that says what it is, and how many pages it has."""
    writer.pdf_header = _VERSION
    _describe(writer, about)
    written = BytesIO()
    writer.write(written)
    return written.getvalue(), len(writer.pages)


def shape_of(pdf: bytes) -> float:
    """Return how wide the pages of a PDF are by their height."""
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    return float(box.width) / float(box.height)


def _annotate(writer: PdfWriter, printed: PrintedDeck, firsts: Mapping[int, int]) -> None:
    """Put the speaker notes of each slide into a note in the upper right corner of its page."""
    for number, sheet in firsts.items():
        box = writer.pages[sheet].mediabox
        right, top = float(box.right) - _GAP, float(box.top) - _GAP
        if said := printed.slides[number].said:
            note = Text(text=said, rect=(right - _NOTE, top - _NOTE, right, top), flags=_PRINTED)
            writer.add_annotation(page_number=sheet, annotation=note)


def title_of(printed: PrintedDeck, number: int) -> str:
    """Return the title of the slide ``number`` (from 0) as its author wrote it, else its number."""
    return printed.slides[number].title or f"Slide {number + 1}"


def _first_sheets(printed: PrintedDeck) -> dict[int, int]:
    """Return the page (from 0) on which each slide begins that is printed."""
    firsts: dict[int, int] = {}
    for sheet, number in enumerate(printed.sheets):
        firsts.setdefault(number, sheet)
    return firsts


def _outline(writer: PdfWriter, printed: PrintedDeck, firsts: Mapping[int, int]) -> None:
    """Write the titles of slides as the outline: those of a stack below its first one."""
    top = None
    for number, sheet in firsts.items():
        below = top if printed.slides[number].depth else None
        item = writer.add_outline_item(title=title_of(printed, number), page_number=sheet, parent=below)
        top = below or item


def _name_slides(writer: PdfWriter, printed: PrintedDeck, firsts: Mapping[int, int]) -> None:
    """Let links of other PDFs lead to the slides by the names that they have in a page's address."""
    names = {name: sheet for number, sheet in firsts.items() for name in printed.slides[number].names}
    for name, sheet in sorted(names.items()):
        writer.add_named_destination(title=name, page_number=sheet)


def _link(writer: PdfWriter, firsts: Mapping[int, int]) -> Iterator[str]:
    """Let links lead to slides, to other decks and to files, yield the paths of the latter."""
    for page in writer.pages:
        for each in page.get("/Annots", ArrayObject()):
            annotation = each.get_object()
            address = str(annotation.get("/A", DictionaryObject()).get("/URI", ""))
            if address.startswith(_SLIDE):
                _lead(annotation, _to_slide(writer, firsts, address.removeprefix(_SLIDE)))
            elif address.startswith(ORIGIN):
                path, _, name = unquote(address.removeprefix(ORIGIN)).partition("#")
                _lead(annotation, _to_deck(path, name) if path.endswith(".html") else _to_file(path))
                if not path.endswith(".html"):
                    yield path


def _lead(annotation: DictionaryObject, action: DictionaryObject | None) -> None:
    """Give a link another action, or none."""
    del annotation["/A"]
    if action is not None:
        annotation[NameObject("/A")] = action


def _to_slide(writer: PdfWriter, firsts: Mapping[int, int], number: str) -> DictionaryObject | None:
    """Return what leads to a slide, if it is printed."""
    sheet = firsts.get(int(number)) if number.isdigit() else None
    if sheet is None:
        return None
    page = writer.pages[sheet].indirect_reference
    return _action("/GoTo", D=ArrayObject([page or NullObject(), NameObject("/Fit")]))


def _to_deck(path: str, name: str) -> DictionaryObject:
    """Return what leads to a slide of another deck's PDF, which lies beside this one."""
    slide = name.removeprefix("/")
    first = ArrayObject([NumberObject(0), NameObject("/Fit")])
    file = TextStringObject(f"{path.removesuffix('.html')}.pdf")
    return _action("/GoToR", F=file, D=TextStringObject(slide) if slide else first)


def _to_file(path: str) -> DictionaryObject:
    """Return what leads to a file that lies beside the PDF."""
    return _action("/URI", URI=TextStringObject(path))


def _action(kind: str, **entries: Any) -> DictionaryObject:  # noqa: ANN401 -- pypdf's objects
    """Return an action of this ``kind`` (PDF 32000-1, 12.6)."""
    every = {"Type": NameObject("/Action"), "S": NameObject(kind), **entries}
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in every.items()})


def _describe(writer: PdfWriter, about: About) -> None:
    """Write title, author, subject and language; no date but the one that is given, so that bytes do not change."""
    dates = {"/CreationDate": about.date, "/ModDate": about.date}
    texts = {
        "/Title": about.title,
        "/Author": about.author,
        "/Subject": about.subject,
        "/Creator": "deckbuild",
        **dates,
    }
    writer.metadata = {name: text for name, text in texts.items() if text}
    catalogue = writer.root_object
    catalogue[NameObject("/Lang")] = TextStringObject(about.language)
    shows_title = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    catalogue[NameObject("/ViewerPreferences")] = shows_title
