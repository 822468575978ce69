"""Templates of reveal-md and mkslides start reveal.js with their options."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.page import test_surroundings as templates

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser
OPTIONS = f"""var width = 1280;
var defaultOptions = {{ // of the deck
  transition: 'zoom', width: width, height: 500, keyboard: {{ 77: () => {{ mine = "key"; }} }}, menu: {{side: 'left',}},
  plugins: [{templates.PLUGINS}, RevealMine], }};
function extend(first, second) {{ return {{...first, ...second}}; }}"""
MINE = "var mine; var RevealMine = {id: 'mine', init: (deck) => { mine = deck.getConfig().menu.side; }};"
START = """Reveal.on('ready', () => {
  document.querySelectorAll('code').forEach(Reveal.getPlugin('highlight').highlightBlock);
}); var third = 3;"""


def test_what_a_template_makes_of_the_options_counts(offline: Watched, cli: Cli, make_project: MakeProject) -> None:
    before = '<script src="{{{base}}}/mine.js"></script>'
    text = templates.template(before=before, options=OPTIONS, rest=START)
    files = {"tpl/t.html": text, **templates.REVEAL_MD, "mine.js": MINE, "reveal.json": '{"height": 600}'}
    project = make_project({**files, "slides/a.md": "# A\n\n```js\n1\n```"})
    cli("build", project)
    offline.page.goto((project / "dist" / "a.html").as_uri())

    config = offline.page.evaluate("(({width, height, transition}) => [width, height, transition])(Reveal.getConfig())")
    assert config == [1280, 600, "zoom"]
    assert offline.page.evaluate("[mine, third]") == ["left", 3]
    assert offline.page.evaluate("Object.keys(Reveal.getPlugins()).sort()") == sorted(
        ["notes", "search", "zoom", "markdown", "highlight", "math", "mine"]
    )
    offline.page.keyboard.press("m")
    assert offline.page.evaluate("mine") == "key"
    assert offline.errors == []


def test_the_start_of_mkslides_is_taken_over(offline: Watched, cli: Cli, make_project: MakeProject) -> None:
    text = templates.MKSLIDES.replace("plugins: [", "transition: 'zoom', plugins: [")
    project = make_project({"mkslides.yml": "slides: {template: t.jinja}", "t.jinja": text, "slides/a.md": "# A"})
    cli("build", project)
    offline.page.goto((project / "dist" / "a.html").as_uri())

    assert offline.page.evaluate("[Reveal.isReady(), Reveal.getConfig().transition]") == [True, "zoom"]
    assert offline.errors == []
