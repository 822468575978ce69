"""Draws pages of slides into the boxes of a handout."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, cast

from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

from deckbuild.pdf.handout import BOX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pypdf import PageObject

_TAGS = frozenset({b"BDC", b"BMC", b"EMC", b"DP", b"MP"})  # operators of tags (PDF 32000-1, 14.6)


def with_slides(handout: bytes, slides: bytes, sheets: Mapping[int, int]) -> PdfWriter:
    """Return the ``handout`` with slides in its boxes; ``sheets`` are their pages (from 0) in the PDF ``slides``."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(handout)))
    pages = PdfWriter(clone_from=PdfReader(BytesIO(slides))).pages
    for page in writer.pages:
        for each in page.get("/Annots", ArrayObject()):
            annotation = cast("DictionaryObject", each.get_object())
            number = _number(annotation)
            if number:
                _draw(page, pages[sheets[number]], cast("ArrayObject", annotation["/Rect"]))
                del annotation["/A"]
    return writer


def _number(annotation: DictionaryObject) -> int:
    """Return the number of the slide that belongs into a box; 0 for another link."""
    address = str(annotation.get("/A", DictionaryObject()).get("/URI", ""))
    return int(address.removeprefix(BOX)) if address.startswith(BOX) else 0


def _draw(page: PageObject, slide: PageObject, box: ArrayObject) -> None:
    """Draw a slide into a box of a page, without its links, and without its tags, whose numbers the page has, too."""
    left, bottom, right, top = (float(each) for each in box)
    content = ContentStream(slide.get_contents(), slide.pdf)
    content.operations = [each for each in content.operations if each[1] not in _TAGS]
    slide.replace_contents(content)
    slide.pop("/Annots", None)
    width, height = float(slide.mediabox.width), float(slide.mediabox.height)
    smaller = Transformation().scale((right - left) / width, (top - bottom) / height).translate(left, bottom)
    page.merge_transformed_page(slide, smaller)
