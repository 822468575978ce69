"""Plugins with files of their own work in a page that is one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.png import png

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser
# As the menu and the chalkboard of reveal.js do: one looks for its own element, one for the script that runs.
MENU = """var RevealMenu = { id: "menu", init: () => new Promise((loaded) => {
  const path = document.querySelector('script[src$="menu.js"]').src.slice(0, -7);
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: path + "menu.css" });
  sheet.onload = loaded;
  document.head.append(sheet);
}) };"""
BOARD = """var path = document.currentScript.src.slice(0, document.currentScript.src.lastIndexOf("/") + 1);
var RevealBoard = { id: "board", init: () => new Promise((loaded) => {
  const board = Object.assign(new Image(), { id: "board", onload: loaded, src: path + "img/board.png" });
  document.body.append(board);
}) };"""


def test_a_plugin_finds_its_sheet_and_its_pictures(offline: Watched, cli: Cli, make_project: MakeProject) -> None:
    files: dict[str, str | bytes] = {
        "reveal-md.json": '{"scripts": ["plugin/menu/menu.js", "plugin/board/plugin.js", "plugin.js"]}',
        "plugin.js": "options.plugins.push(RevealMenu, RevealBoard);",
        "plugin/menu/menu.js": MENU,
        "plugin/menu/menu.css": "#board { background: url(x.png); opacity: 0.5 }",
        "plugin/menu/x.png": png(2, 2),
        "plugin/board/plugin.js": BOARD,
        "plugin/board/img/board.png": png(5, 3),
    }
    project = make_project({**files, "slides/a.md": "# A"})
    told = cli("build", project).stderr
    offline.page.goto((project / "dist" / "a.html").as_uri())
    offline.page.wait_for_function("Reveal.isReady()")

    assert told == ""
    assert offline.page.evaluate("getComputedStyle(document.getElementById('board')).opacity") == "0.5"
    assert offline.page.evaluate("document.getElementById('board').naturalWidth") == 5
    assert (offline.errors, offline.remote) == ([], [])
