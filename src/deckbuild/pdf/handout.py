"""Makes handouts: some slides on each sheet of paper, with their notes or with lines to write on.

The browser lays the sheets out with an empty box for each slide, which is a link. Where the links of the finished PDF
are, the pages of the slides are drawn, as small as their boxes: as lines and letters, which stay sharp.
"""

from __future__ import annotations

from html import escape
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.browser.session import ORIGIN, address
from deckbuild.pdf.printing import print_page
from deckbuild.themes import fonts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deckbuild.browser.session import Browser

BOX = f"{ORIGIN}-/box/"  # begins the address of a box; the number of its slide on this handout follows
PAPERS = {"a4": (210, 297), "letter": (216, 279)}  # mm
_COLUMNS = {1: 1, 2: 1, 3: 1, 4: 2, 6: 2}
_NAMES = {1: "one", 2: "two", 3: "three", 4: "four", 6: "six"}
PER_SHEET = tuple(_COLUMNS)
_MARGIN, _FOOT = 16, 18  # mm
_LINES = 30  # more than there is room for; what does not fit is cut off
_FONT = "Source Sans 3"
_PAGE = "handout.html"


class Layout(NamedTuple):
    """How many slides stand on a sheet, its paper (a key of `PAPERS`), and what stands beside the slides."""

    slides: int
    paper: str = "a4"
    lines: bool = False
    cover: bool = True


class Cell(NamedTuple):
    """A slide on a handout: its number in the deck as it is shown (from 1), its title, and its notes as HTML."""

    number: int
    title: str
    notes: str


class Cover(NamedTuple):
    """What the first sheet says; empty texts are left out."""

    title: str
    author: str
    description: str
    language: str


async def print_handout(browser: Browser, cells: Sequence[Cell], cover: Cover, layout: Layout, shape: float) -> bytes:
    """Return the PDF of the sheets, with empty boxes for slides; ``shape`` is the width of a slide by its height."""
    html = _html(cells, cover, layout, shape)
    async with browser.page(files={_PAGE: html.encode()}, java_script_enabled=False) as page:
        await page.goto(address(_PAGE))
        return await print_page(page)


def _html(cells: Sequence[Cell], cover: Cover, layout: Layout, shape: float) -> str:
    """Return the page of the sheets."""
    columns = _COLUMNS[layout.slides]
    rows = [cells[at : at + columns] for at in range(0, len(cells), columns)]
    body = "".join(f'<div class="row">{"".join(_cells(row, layout))}</div>' for row in rows)
    first = _cover(cover) if layout.cover else ""
    sheet = (resources.files(__package__) / "handout_sheet.css").read_text(encoding="utf-8")
    faces = fonts.faces({_FONT}, frozenset(body + first + cover.title))
    return (
        f'<!doctype html><html lang="{escape(cover.language)}"><meta charset="utf-8">'
        f"<title>{escape(cover.title)}</title>"
        f"<style>{faces}{sheet}{_sizes(cover, layout, shape)}</style>"
        f'<body class="{_NAMES[layout.slides]}">{first}<main>{body}</main></body></html>'
    )


def _sizes(cover: Cover, layout: Layout, shape: float) -> str:
    """Return the style sheet of the paper, the number of rows on it, and what stands in its margins."""
    width, height = PAPERS[layout.paper]
    inner = height - _MARGIN - _FOOT - 1
    columns = _COLUMNS[layout.slides]
    row = inner / (layout.slides / columns)
    title = cover.title.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
    small = f"font: 8pt '{_FONT}'; color: #50545c"
    first = "@page :first { @bottom-left { content: none } @bottom-right { content: none } }" if layout.cover else ""
    return (
        f"@page {{ size: {width}mm {height}mm; margin: {_MARGIN}mm {_MARGIN}mm {_FOOT}mm;"
        f' @bottom-left {{ content: "{title}"; {small} }}'
        f" @bottom-right {{ content: counter(page); {small} }} }} {first}"
        f":root {{ --height: {inner}mm; --row: {row:.2f}mm; --columns: {columns}; --shape: {shape:.5f};"
        f" --lines: {row - 70 if columns == 2 else row / 4:.1f}mm }}"
    )


def _cover(cover: Cover) -> str:
    """Return the first sheet."""
    said = "".join(f"<p>{escape(each)}</p>" for each in (cover.author, cover.description) if each)
    return f'<section class="cover"><h1>{escape(cover.title)}</h1>{said}</section>'


def _cells(row: Sequence[Cell], layout: Layout) -> Iterator[str]:
    """Yield the slides of a row, each with what stands beside it."""
    for cell in row:
        lines = f'<div class="lines">{"<i></i>" * _LINES}</div>'
        beside = lines if layout.lines else f'<div class="notes">{cell.notes}</div>'
        yield (
            f'<article><figure><a class="slide" href="{BOX}{cell.number}" aria-label="{escape(cell.title)}"></a>'
            f"<figcaption><b>{cell.number}</b>{escape(cell.title)}</figcaption></figure>{beside}</article>"
        )
