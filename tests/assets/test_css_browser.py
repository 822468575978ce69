"""Embedded style sheets, as a browser applies them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assets.test_embedding import sheet

if TYPE_CHECKING:
    from tests.conftest import Watched

pytestmark = pytest.mark.browser


def test_a_browser_applies_imported_sheets_under_their_conditions(page: Watched) -> None:
    shelf = {"b.css": "p { color: rgb(1, 2, 3) }", "c.css": "p { order: 7 }", "d.css": "p { order: 8 }"}
    rules = "@import 'b.css' layer(base) screen; @import 'c.css' supports(display: grid);"
    css, wrong = sheet(f"{rules} @import 'd.css' supports(none: such);", shelf)

    page.page.set_content(f"<style>{css}</style><p>x</p>")

    assert wrong == ()
    assert page.page.evaluate(
        "(({ color, order }) => [color, order])(getComputedStyle(document.querySelector('p')))"
    ) == [
        "rgb(1, 2, 3)",
        "7",
    ]
