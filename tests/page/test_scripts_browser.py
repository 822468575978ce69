"""Scripts of reveal-md's projects run where they did there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser
SCRIPT = """
var seen = [Reveal.isReady()];
Reveal.on("ready", () => seen.push("ready"));
Reveal.addEventListener("slidechanged", () => seen.push("changed"));
const Mine = { id: "mine", init: (deck) => seen.push(deck.getConfig().mine) };
options.plugins.push(Mine, RevealMarkdown, RevealHighlight, RevealMath.KaTeX, RevealMath);
options.transition = "zoom";
const { marked } = RevealMarkdown();
class Renderer extends marked.Renderer {}
options.markdown = { renderer: new Renderer() };
options = { ...options, mine: "its options" };
"""


def test_a_script_adds_plugins_and_options_before_reveal_js_starts(
    offline: Watched, cli: Cli, make_project: MakeProject
) -> None:
    files = {"reveal-md.json": '{"scripts": ["x.js"]}', "x.js": SCRIPT, "slides/a.md": "# A\n\n---\n\n# B"}
    project = make_project(files)
    cli("build", project)
    offline.page.goto((project / "dist" / "a.html").as_uri())
    offline.page.keyboard.press("ArrowRight")

    assert offline.page.evaluate("seen") == [False, "its options", "ready", "changed"]
    assert offline.page.evaluate("Reveal.getConfig().transition") == "zoom"
    assert offline.errors == []
