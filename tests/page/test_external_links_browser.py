"""In the browser a page asks for nothing, whatever names a file in its slides and in a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.png import png

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

SLIDE = """# A

<b id="image" data-preview-image="x.png">x</b>
<img id="twice" src="x.png" data-preview-image>
<table background="x.png"><tr><td background='x.png'>x</td></tr></table>
<svg width="9" height="9"><filter id="f"><feImage href="x.png"/></filter>
<rect width="9" height="9" filter="url(#f)" mask="url(x.png)" style="cursor: url(x.png), auto"/></svg>
<p id="set" style="background: image-set('x.png' 1x)">x</p>
<link rel="preload" as="image" imagesrcset="x.png 1x">
<iframe id="frame" src="p.html"></iframe>
<iframe id="written" srcdoc="<img src='x.png'>"></iframe>
"""
FRAMED = "<body style='background: url(x.png)'><h1>Frame \u00e4</h1><img src=x.png>"


def test_a_page_asks_for_nothing_whatever_names_a_file(make_project: MakeProject, cli: Cli, offline: Watched) -> None:
    files: dict[str, str | bytes] = {"slides/a.md": SLIDE, "slides/p.html": FRAMED, "slides/x.png": png(8, 6)}
    root = make_project(files)
    result = cli("build", root)
    assert (result.exit_code, result.stderr) == (0, "")

    address = (root / "dist" / "a.html").as_uri()
    offline.page.goto(address)
    offline.page.wait_for_function("Reveal.isReady()")
    for frame, picture in (("#frame", "h1"), ("#written", "img")):
        offline.page.frame_locator(frame).locator(picture).wait_for()
    width = "document.images[0].naturalWidth"
    assert [frame.evaluate(width) for frame in offline.page.frames] == [8, 8, 8]
    assert offline.page.frame_locator("#frame").locator("h1").inner_text() == "Frame \u00e4"
    offline.page.click("#image")
    offline.page.wait_for_selector(".r-overlay img")
    assert offline.page.evaluate("document.querySelector('.r-overlay img').decode()") is None

    asked = [url for url in offline.requests if not url.startswith(("data:", "blob:", "about:"))]
    assert (asked, offline.errors) == ([address], [])
