"""In the browser each drawing has its own colours, masks and times."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

# A square in a colour by each way of naming the gradient, and one that an animation hides once another one has ended.
DRAWING = """\
<svg width="60" height="20">
<style>#by-sheet { fill: url(#g) }</style>
<linearGradient id="g"><stop stop-color="COLOUR"/></linearGradient>
<linearGradient id="h" xlink:href="#g"/>
<rect width="10" height="10" fill="url(#g)"/>
<rect x="10" width="10" height="10" style="fill: url('#h')"/>
<rect x="20" width="10" height="10" id="by-sheet"/>
<rect x="30" width="10" height="10" fill="none" stroke="url(#g)" stroke-width="10"/>
<rect x="40" width="10" height="10" fill="red"><set id="one" attributeName="x" to="40" begin="0s" dur="0.01s"/>
<set attributeName="fill" to="COLOUR" begin="one.end" fill="freeze"/></rect>
</svg>
"""


def test_a_second_drawing_has_its_own_colours(offline: Watched, cli: Cli, make_project: MakeProject) -> None:
    text = "\n\n!SLIDE\n\n".join(DRAWING.replace("COLOUR", colour) for colour in ("#00f", "#0a0"))
    project = make_project({"slides/a.md": f"---\ntheme: white\n---\n{text}"})
    assert cli("build", "--strict", project).exit_code == 0
    offline.page.goto((project / "dist" / "a.html").as_uri() + "#/1")
    offline.page.wait_for_function("Reveal.isReady()")
    drawing = offline.page.locator(".present svg")
    offline.page.wait_for_function(
        "getComputedStyle(document.querySelector('.present [fill=red]')).fill === 'rgb(0, 170, 0)'"
    )
    with Image.open(BytesIO(drawing.screenshot())) as picture:
        colours = [picture.convert("RGB").getpixel((x, 5)) for x in (5, 15, 25, 35, 45)]

    assert colours == [(0, 170, 0)] * 5
    assert offline.errors == []
