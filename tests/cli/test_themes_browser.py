"""The page of all themes, in Chromium: `deckbuild themes --output`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from deckbuild.themes import catalogue
from deckbuild.themes.theme import OURS
from tests import axe

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, Watched

pytestmark = pytest.mark.browser

PLACES = """() => [...document.querySelectorAll(".ours .specimen")].map(each => {
  const {left, top} = each.getBoundingClientRect();
  return [left, top];
})"""


def test_all_themes_are_shown_with_slides_ours_light_beside_dark(cli: Cli, offline: Watched, tmp_path: Path) -> None:
    offline.begin_with("document.addEventListener('DOMContentLoaded', () => top === window || stop())")
    result = cli("themes", "--output", tmp_path / "all")
    offline.page.set_viewport_size({"width": 1280, "height": 720})
    offline.page.goto((tmp_path / "all" / "index.html").as_uri())
    page = offline.page
    places = page.evaluate(PLACES)

    assert (result.exit_code, result.stderr) == (0, "")
    assert page.locator(".specimen").count() == len(catalogue.names()) + len(OURS)
    assert page.locator("iframe").count() == 3 * (len(catalogue.names()) + len(OURS))
    assert all(
        light[1] == dark[1] and light[0] < dark[0] for light, dark in zip(places[::2], places[1::2], strict=True)
    )
    assert axe.found(page) == []
    page.get_by_role("link", name="moon").click()
    page.wait_for_function("window.Reveal?.isReady()")
    expect(page.locator("section.present h1, section.present h2").first).to_have_text("Attention")
    assert page.evaluate("Reveal.getTotalSlides()") == 3
    assert offline.remote == []
