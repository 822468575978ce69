"""Takes pictures of slides, as they are printed: one of each, or a contact sheet of all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

from deckbuild.browser.session import address
from deckbuild.pdf.printing import laid_out
from deckbuild.pdf.selection import choosing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deckbuild.browser.session import Browser
    from deckbuild.pdf.request import Request
    from deckbuild.pipeline.built_deck import Build

_SCALE = 1.5  # pixels for each px of the page: 1920 x 1080 of a slide of a theme of ours
_WIDTH = 1600  # px of a contact sheet
_SHEET = """<!doctype html><meta charset="utf-8"><style>
body { display: grid; grid-template-columns: repeat(4, 1fr); gap: 24px; margin: 32px; background: #e8eaed; }
img { width: 100%; border-radius: 4px; box-shadow: 0 1px 4px rgb(0 0 0 / .25); }
</style>"""


async def pictures(browser: Browser, deck: Build, request: Request) -> dict[str, bytes]:
    """Return a PNG of each slide of ``deck`` that is asked for, by the name of its file.

    Names have the number of the slide, and with ``request.steps`` that of the step. Raises `selection.NoSuchSlide`,
    and `session.BrowserFailed`.
    """
    found, steps = dict[str, bytes](), Counter[int]()
    wanted = choosing(request.slides)
    async with laid_out(browser, deck, wanted, steps=request.steps, scale=_SCALE) as (page, slides, sheets):
        await page.emulate_media(media="print")
        digits = len(str(len(slides)))
        for at, number in enumerate(sheets):
            steps[number] += 1
            step = f"-{steps[number]}" if request.steps else ""
            name = f"{deck.name}-{number + 1:0{digits}}{step}.png"
            found[name] = await page.locator(".pdf-page").nth(at).screenshot(animations="disabled")
    return found


async def contact_sheet(browser: Browser, taken: Mapping[str, bytes]) -> bytes:
    """Return one PNG with all the pictures that were ``taken``, four in a row. Raises `session.BrowserFailed`."""
    html = _SHEET + "".join(f'<img src="{quote(name)}" alt="">' for name in taken)
    async with browser.page(_WIDTH, files={**taken, "sheet.html": html.encode()}) as page:
        await page.goto(address("sheet.html"))
        return await page.screenshot(full_page=True)
