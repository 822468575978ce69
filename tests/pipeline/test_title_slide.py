"""The title slide that a front matter makes, and the lines at the foot of slides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild import render
from tests.png import png

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject

HEAD = """\
---
theme: lecture
title: A & B
subtitle: How it came about
author: [Ada, Charles]
institute: Society
date: 1843
title_slide: true
---
## One
"""


def first_slide(page: str) -> list[str]:
    html = page[page.index("<section") : page.index("</section>")]
    return [line for line in html.split("\n") if line]


def test_a_title_slide_says_what_the_front_matter_tells() -> None:
    assert first_slide(render(HEAD)) == [
        '<section class="title">',
        '<h1 id="a--b">A &amp; B</h1>',
        '<p class="subtitle">How it came about</p>',
        '<p class="author">Ada, Charles</p>',
        '<p class="institute">Society</p>',
        '<p class="date">1843</p>',
    ]


def test_what_is_not_told_is_not_there_and_the_deck_has_a_name_at_least(make_project: MakeProject, cli: Cli) -> None:
    project = make_project({"slides/talk.md": "---\ntitle_slide: true\n---\n## One\n!SUB\n## Two\n"})
    result = cli("build", project)

    assert "3 slides" in result.stdout
    assert first_slide((project / "dist" / "talk.html").read_text(encoding="utf-8")) == [
        '<section class="title">',
        '<h1 id="talk">talk</h1>',
    ]


def lines(page: str) -> list[str]:
    return re.findall(r":root\{(?:--logo:url\([^)]*\);)?--footer:.*\}", page)


def test_a_footer_has_its_variables_and_ends_no_string_and_no_style_element() -> None:
    page = render("# A", theme="lecture", footer='{{ term }} "x" \\ </style> {{ none }}', vars={"term": "Spring"})

    assert lines(page) == [':root{--footer:"Spring \\22 x\\22  \\5c  \\3c /style> {{ none }}"}']


def test_a_logo_is_in_the_page_and_one_that_is_missing_is_told(make_project: MakeProject, cli: Cli) -> None:
    settings = "theme: lecture\nlogo: images/x.png\n"
    project = make_project({"slides/a.md": "# A\n", "images/x.png": png(4, 3), "deckbuild.yml": settings})
    cli("build", "--strict", project)
    page = (project / "dist" / "a.html").read_text(encoding="utf-8")
    missing = cli("build", project, "--set", "logo=images/y.png")

    assert re.search(r":root\{--logo:(?:var|url)\([^)]+\);--footer:\"\"\}", page)
    assert "images/y.png" in missing.stderr
    assert missing.exit_code == 0


def test_each_piece_of_furniture_is_off_by_one_word_and_a_theme_of_reveal_has_no_footer() -> None:
    off = "".join(f"{each}: none\n" for each in ("footer", "logo", "slide_number", "progress", "section_name"))
    page = render(f'---\ntheme: lecture\n{off}---\n!SLIDE class="section"\n# Part\n!SUB\n## A\n')

    assert lines(page) == []
    assert '"slideNumber": false' in page
    assert '"progress": false' in page
    assert "<section data-part-name" not in page
    assert lines(render("# A", theme="white", footer="x")) == []
