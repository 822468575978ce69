"""The scrims of covers, as they stand in a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.png import png

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject

FILES: dict[str, str | bytes] = {
    "slides/light.png": png(40, 30, (255, 255, 255)),
    "slides/dark.png": png(40, 30, (0, 0, 0)),
    "slides/drawing.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='3'/>",
}


def scrims(text: str, cli: Cli, make_project: MakeProject, *words: str, theme: str = "lecture") -> list[str]:
    project = make_project({**FILES, "slides/a.md": f"---\ntheme: {theme}\n---\n{text}"})
    cli("build", project, *words)
    html = (project / "dist" / "a.html").read_text(encoding="utf-8")
    sections = re.findall(r"<section[^>]*>", html[html.index('<div class="slides">') :])
    return [(re.findall(r"--scrim: ([\d.]+)", each) or [""])[0] for each in sections]


@pytest.mark.parametrize(
    ("slide", "scrim"),
    [
        ('!SLIDE class="cover"\n\n![A](light.png)\n\n## A', "0.55"),
        ('!SLIDE class="cover"\n\n![A](dark.png)\n\n## A', "0"),
        ('!SLIDE class="cover" data-background-image="light.png"\n\n## A', "0.55"),
        ('!SLIDE class="cover" data-background-image="dark.png"\n\n## A', "0"),
        ('!SLIDE class="cover" style="color: red"\n\n![A](light.png)', "0.55"),
        ('!SLIDE class="cover"\n\n![A](dark.png)\n\n![B](light.png)', "0.55"),
        ('!SLIDE class="cover"\n\n![A](drawing.svg)', ""),
        ('!SLIDE class="cover"\n\n## No picture', ""),
        ('!SLIDE class="cover" data-background-image="dark.png" data-background-opacity="0.2"\n\n## A', ""),
        ('!SLIDE class="picture-left"\n\n![A](light.png)', ""),
    ],
)
def test_a_cover_says_the_scrim_of_its_picture(slide: str, scrim: str, cli: Cli, make_project: MakeProject) -> None:
    assert scrims(slide, cli, make_project) == [scrim]


def test_pictures_of_strangers_and_covers_of_other_themes_are_not_measured(cli: Cli, make_project: MakeProject) -> None:
    slide = '!SLIDE class="cover"\n\n![A](light.png)\n\n## A'

    assert scrims(slide, cli, make_project, "--untrusted") == [""]
    assert scrims(slide, cli, make_project, theme="white") == [""]
