"""Templates of reveal-md and mkslides: what they add to the page."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from deckbuild.pipeline import built_deck, stages
from deckbuild.project import loader
from tests.png import png

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import MakeProject

REVEAL_MD = {"reveal-md.json": '{"template": "tpl/t.html"}'}
HEAD = """<head><meta charset="utf-8"><meta name="viewport" content="width=1"><title>{{title}}</title>
<link rel="shortcut icon" href="{{{base}}}/favicon.ico">
<link rel="stylesheet" href="{{{base}}}/dist/reveal.css"><link rel="stylesheet" href="{{{themeUrl}}}" id="theme">
<link rel="stylesheet" href="{{{base}}}{{{highlightThemeUrl}}}">
{{#cssPaths}}<link rel="stylesheet" href="{{{.}}}">{{/cssPaths}}
{{#watch}}<script>livereload()</script>{{/watch}}%s</head>"""
SLIDES = "<section data-markdown {{{slidifyAttributes}}}><textarea data-template>{{{markdown}}}</textarea></section>"
PLUGINS = "RevealMarkdown, RevealHighlight, RevealZoom, RevealNotes, RevealMath"
OPTIONS = "var defaultOptions = {controls: true, transition: 'default', plugins: [%s]};"
START = """<script src="{{{base}}}/dist/reveal.js"></script><script src="{{{base}}}/plugin/zoom/zoom.js"></script>
<script>%s var options = extend(defaultOptions, {{{revealOptionsStr}}});</script>
{{#scriptPaths}}<script src="{{{.}}}"></script>{{/scriptPaths}}
<script>Reveal.initialize(options); %s</script>"""


def template(head: str = "", body: str = "", before: str = "", options: str = OPTIONS % PLUGINS, rest: str = "") -> str:
    """A template as reveal-md has it, with ``body`` in the place of what holds the slides."""
    body = body or f'<div class="reveal"><div class="slides">{SLIDES}</div></div>'
    return f"<!doctype html><html>{HEAD % head}<body>{body}{before}{START % (options, rest)}</body></html>"


def made(make_project: MakeProject, text: str, files: Mapping[str, str | bytes] | None = None) -> built_deck.Build:
    front = "---\nfooter: a < b\nhasLogo: true\n---\n# A"
    root = make_project({"slides/a.md": front, "tpl/t.html": text, **REVEAL_MD, **(files or {})})
    (found,) = stages.build(loader.read(root))
    return found


def body(found: built_deck.Build) -> str:
    """What stands in the body before our scripts."""
    return found.html.partition("<body")[2].partition("<script>")[0]


def options(found: built_deck.Build) -> dict[str, Any]:
    return dict(json.loads(re.findall(r"window\.options = Object\.assign\((\{.*?\}), \{plugins", found.html)[0]))


def test_a_template_with_nothing_of_its_own_leaves_our_page_as_it_is(make_project: MakeProject) -> None:
    found = made(make_project, template())
    (plain,) = stages.build(loader.read(make_project({"reveal-md.json": "{}"})))

    assert found.diagnostics == ()
    assert found.html.partition("<body")[0] == plain.html.partition("<body")[0]
    assert re.sub(r"\s+", "", body(found)) == re.sub(r"\s+", "", body(plain))


@pytest.mark.parametrize("name", ["reveal", "reveal.min", "reveal-old", "reveal-3.8.0.min"])
def test_no_other_reveal_js_takes_the_place_of_ours(name: str, make_project: MakeProject) -> None:
    theirs = f'<script src="js/{name}.js"></script><script src="js/reveal-menu.js"></script>'
    files = {f"tpl/js/{name}.js": "var Reveal = 3;", "tpl/js/reveal-menu.js": "var menu;"}
    found = made(make_project, template(f'<link rel="stylesheet" href="css/{name}.css">', before=theirs), files)

    assert found.diagnostics == ()
    assert ("var Reveal = 3;" in found.html, "var menu;" in found.html) == (False, True)


def test_what_the_head_adds_is_in_ours(make_project: MakeProject) -> None:
    style = "<style>h1{background:url(/x.png)}</style>"
    head = f'<meta name="robots" content="noindex">{style}<link rel="me" href="https://e.org">'
    found = made(make_project, template(head), {"x.png": png(2, 2)})

    assert '<meta name="robots" content="noindex"><style>h1{background:url(data:image/png;base64,' in found.html
    assert '<link rel="me" href="https://e.org"></head>' in found.html
    assert found.html.count('name="viewport"') == 1
    assert found.diagnostics == ()


def test_a_sheet_of_the_head_is_one_of_the_page_and_its_place_is_told(make_project: MakeProject) -> None:
    head = '<link rel="stylesheet" href="{{{base}}}/one.css">\n<link rel="stylesheet" href="https://e.org/two.css">'
    found = made(make_project, template(head), {"one.css": "one{}"})

    assert "one{}" in found.html
    assert '@import "https://e.org/two.css"' in found.html
    assert [str(each).partition(" [")[0] for each in found.diagnostics] == [
        "tpl/t.html:7:30: warning: https://e.org/two.css needs the network"
    ]


def test_what_stands_around_the_slides_stands_there_with_its_values_and_files(make_project: MakeProject) -> None:
    around = f"""{{{{#hasLogo}}}}<img src="{{{{{{base}}}}}}/x.png">{{{{/hasLogo}}}}
<main class="site reveal"><div class="slides">{SLIDES}<i>in</i></div><footer>{{{{footer}}}}</footer></main>"""
    found = made(make_project, template(body=around).replace("<body>", '<body class="wide">'), {"x.png": png(2, 2)})

    shown = re.sub('data:image[^"]*', "URI", body(found))
    assert re.sub(r"\s*\n\s*", "", shown) == (
        ' class="wide"><img src="URI" alt=""><main class="site reveal"><div class="slides">'
        '<section><h1 id="a">A</h1></section><i>in</i></div><footer>a &lt; b</footer></main>'
    )
    assert found.diagnostics == ()


def test_slides_that_a_template_of_old_takes_as_html_stand_in_their_place(make_project: MakeProject) -> None:
    found = made(
        make_project, template(body='<div class="reveal"><div class="slides">{{{slides}}}<p>x</p></div></div>')
    )

    assert re.search(
        r'<div class="slides">\s*<section>\s*<h1 id="a">A</h1>\s*</section>\s*<p>x</p></div></div>', found.html
    )


def test_scripts_run_before_or_behind_the_start_as_they_did(make_project: MakeProject) -> None:
    before = '<script src="{{{base}}}/_assets/mine.js"></script><script>first()</script>'
    found = made(make_project, template(before=before, rest="third();"), {"mine.js": "mine()"})

    order = [found.html.index(each) for each in ("mine()", "first()", "Reveal.initialize(", "third()")]
    assert order == sorted(order)
    assert found.html.count("Reveal.initialize(") == 1
    assert found.diagnostics == ()


def test_the_options_that_a_template_makes_count_before_those_of_the_deck(make_project: MakeProject) -> None:
    found = made(make_project, template(), {"reveal.json": '{"width": 1000}'})

    again = found.html.rpartition("window.options = {")[2].partition("</script>")[0]
    assert '...window.options, ...{"hash": true, "pdfSeparateFragments": false, "width": 1000}' in again
    assert options(found) == {"hash": True, "pdfSeparateFragments": False, "width": 1000}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            template(body="<p>no slides</p>"),
            "tpl/t.html:1:1: warning: there is no place for the slides in this template",
        ),
        (
            template(before='<script type="module" src="m.js"></script>'),
            "tpl/t.html:6:248: warning: a module is not taken over",
        ),
        (
            template(options="var deps = [{src: '{{{base}}}/plugin/zoom-js/zoom.js'}, {src: 'menu/menu.js'}];"),
            "tpl/t.html:7:72: warning: menu/menu.js is a plugin as reveal.js 3 had them",
        ),
        ("{% include 'x' %}", "tpl/t.html:1:1: warning: TemplateNotFound: x"),
        (
            "{% if %}",
            "tpl/t.html:1:1: warning: TemplateSyntaxError: Expected an expression, got 'end of statement block'",
        ),
    ],
)
def test_what_is_not_taken_over_is_told(make_project: MakeProject, text: str, told: str) -> None:
    found = made(make_project, text)

    assert [str(each).partition(" [D142]")[0] for each in found.diagnostics] == [told]
    assert '<h1 id="a">A</h1>' in found.html


MKSLIDES = """<html><head>{% if theme %}<link rel="stylesheet" href="{{ theme }}">{% endif %}
<link rel="stylesheet" href="{{ revealjs_path }}/dist/reveal.css"><title>{{ title }}</title></head>
<body><div class="reveal"><div class="slides"><section data-markdown
{% for k, v in markdown_data_options.items() %}{% endfor %}><textarea data-template>{{ markdown }}</textarea>
</section></div></div>
<script src="{{ revealjs_path }}/dist/reveal.js"></script>
<script src="{{ revealjs_path }}/dist/plugin/highlight.js"></script>
{% for plugin in plugins %}<script src="{{ plugin }}"></script>{% endfor %}
<script>Reveal.initialize({ {% for k, v in revealjs_config.items() %}{{ k }}: {{ v | tojson | safe }},{% endfor %}
  plugins: [RevealMarkdown, // first
    RevealMath.KaTeX, RevealSearch], });</script>
<a href="https://example.org/">all decks</a></body></html>"""


def test_a_template_of_mkslides_adds_what_stands_around_the_slides(make_project: MakeProject) -> None:
    files = {"mkslides.yml": "slides: {template: t.jinja}", "t.jinja": MKSLIDES, "slides/a.md": "# A"}
    (found,) = stages.build(loader.read(make_project(files)))

    assert '<a href="https://example.org/">all decks</a>' in found.html
    assert found.html.count("Reveal.initialize(") == 1
    assert found.diagnostics == ()


def test_a_template_that_is_missing_is_told(make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "# A", **REVEAL_MD})
    (found,) = stages.build(loader.read(root))

    assert [str(each).partition(" [")[0] for each in found.diagnostics] == [
        "reveal-md.json:1:15: warning: the file tpl/t.html does not exist"
    ]


def test_a_stranger_has_no_template(make_project: MakeProject) -> None:
    files = {"slides/a.md": "# A", "tpl/t.html": template("<script>bad()</script>"), **REVEAL_MD}
    project = loader.read(make_project(files), untrusted=True)
    (found,) = stages.build(project)

    assert "bad()" not in found.html
    assert [each.rule.code for each in project.diagnostics] == ["D112"]
