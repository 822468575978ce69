"""The list of decks as the template of a reveal-md project makes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.png import png

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject

SETTINGS = '{"title": "Talks & more", "theme": "solarized", "listingTemplate": "tpl/list.html"}'
TEMPLATE = """<html><head><title>{{pageTitle}}</title><link rel="stylesheet" href="{{{themeUrl}}}" id="theme">
<link rel="stylesheet" href="list.css"></head><body><img src="x.png"><ul>{{#files}}
<li class="{{status}}"><a href="{{filePath}}">{{#title}}{{.}}{{/title}}{{^title}}{{filePath}}{{/title}}</a>
{{event}}</li>
{{/files}}</ul>{{date}}</body></html>"""
DECKS: dict[str, str | bytes] = {
    "slides/a b.md": "---\ntitle: A < B\nevent: Now\nstatus: draft\n---\n# x",
    "slides/c.md": "# C\n\n---\n\n# D",
}
FILES: dict[str, str | bytes] = {
    **DECKS,
    "reveal-md.json": SETTINGS,
    "list.css": "li{color:red}",
    "x.png": png(2, 2),
}


def test_the_list_is_what_the_template_makes_of_the_decks(cli: Cli, make_project: MakeProject) -> None:
    project = make_project({**FILES, "tpl/list.html": TEMPLATE})
    told = cli("build", project).stderr
    page = (project / "dist" / "index.html").read_text(encoding="utf-8")

    assert told == ""
    assert re.findall("<li class.*?</li>", page, re.DOTALL) == [
        '<li class="draft"><a href="a%20b.html">A &lt; B</a>\nNow</li>',
        '<li class=""><a href="c.html">c.html</a>\n</li>',
    ]
    assert "<title>Talks &amp; more</title>" in page
    assert "--r-background-color: #fdf6e3" in page or "--r-background-color:#fdf6e3" in page
    assert '<link rel="stylesheet" href="data:text/css;base64,' in page
    assert '<img src="data:image/png;base64,' in page
    assert "about:theme" not in page


def test_a_template_that_is_missing_leaves_our_list(cli: Cli, make_project: MakeProject) -> None:
    project = make_project(FILES)
    told = cli("build", project).stderr

    assert "the file tpl/list.html does not exist [D401]" in told
    assert "<main>" in (project / "dist" / "index.html").read_text(encoding="utf-8")


def test_a_list_by_jinja_is_told_and_ours_stands_in_its_place(cli: Cli, make_project: MakeProject) -> None:
    files = {
        **DECKS,
        "mkslides.yml": "index: {template: list.jinja}",
        "list.jinja": "{% for x in navtree %}{% endfor %}",
    }
    project = make_project(files)
    told = cli("build", project).stderr

    assert "list.jinja:1:1: warning: " in told
    assert "templates/index.html.jinja makes it [D142]" in told
    assert "<main>" in (project / "dist" / "index.html").read_text(encoding="utf-8")


def test_a_stranger_has_no_list_of_his_own(cli: Cli, make_project: MakeProject) -> None:
    project = make_project({**FILES, "tpl/list.html": "<script>bad()</script>"})
    cli("build", "--untrusted", project)

    assert "bad()" not in (project / "dist" / "index.html").read_text(encoding="utf-8")
