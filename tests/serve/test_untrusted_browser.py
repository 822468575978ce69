"""`serve --untrusted`: the preview works on a stranger's project, and nothing that the stranger writes does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from deckbuild.rendering import sanitizer
from deckbuild.serve.client_script import script
from deckbuild.serve.history import PageHistory
from deckbuild.serve.messages import PageChange
from deckbuild.serve.rebuild import BuiltPages, rebuild
from tests.page.injections import MARKUP
from tests.png import png
from tests.serve.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from tests.conftest import MakeProject, Watched

pytestmark = pytest.mark.browser

DECK = """# One

![](images/x.png)

<script>document.title = "hacked"</script>

<a href="/-/goto?file=slides/talk.md&line=1" onclick="document.title = 'hacked'">link</a>

!SUB

# Two

!NOTE
Said *here*
"""


def test_the_preview_of_a_stranger_s_project_works(make_project: MakeProject, page: Watched) -> None:
    root = make_project({"slides/talk.md": DECK, "slides/images/x.png": png(4, 3), "own.js": "document.title = 'own'"})
    (root / "deckbuild.yml").write_text("scripts: own.js\n", encoding="utf-8")
    deck, shown = root / "slides/talk.md", page.page
    counter = shown.locator("deckbuild-problems .counter")
    with serving(root, "--untrusted") as server:
        shown.goto(server.url)
        expect(shown.locator(".wrong.warning")).to_contain_text("warning")
        shown.goto(f"{server.url}talk.html")
        expect(counter).to_contain_text("warning")
        assert shown.locator("section img").first.evaluate("each => each.decode().then(() => each.naturalWidth)") == 4

        deck.write_text(DECK.replace("# One", "# Patched"), encoding="utf-8")
        expect(shown.locator("section h1").first).to_have_text("Patched")
        with shown.expect_popup() as popup:
            shown.keyboard.press("s")
        popup.value.locator("#connection-status").wait_for(state="hidden")
        shown.keyboard.press("ArrowDown")
        expect(popup.value.locator(".speaker-controls-notes .value em")).to_have_text("here")
        popup.value.close()

        deck.write_text("---\ntitle: [\n---\n# Three", encoding="utf-8")
        expect(shown.locator("deckbuild-problems .kind").first).to_have_text("error")
        assert shown.title() == "Patched"


def test_the_policy_alone_stops_what_a_stranger_writes_in_the_preview(
    make_project: MakeProject, page: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sanitizer, "strip", lambda draft: draft)
    ways = [*MARKUP, "<script src='/-/assets/evil.js'></script>", "<script src='/-/client.js?evil'></script>"]
    slides = [way.replace("X", f"hacked({number})") for number, way in enumerate(ways)]
    root = make_project({"slides/talk.md": "\n\n!SLIDE\n\n".join(slides)})
    history = PageHistory("talk")
    history.keep(rebuild(root, "", {}, BuiltPages(), untrusted=True).pages["talk"].html, PageChange())
    answers = {"talk.html": b"".join(history.served(1, "token")).decode(), "-/client.js": script()}

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://deck.test/")
        kind = "text/html" if path.endswith(".html") else "text/javascript"
        route.fulfill(body=answers.get(path, "hacked(-1)"), content_type=f"{kind}; charset=utf-8")

    page.page.context.route("http://deck.test/**", answer)
    ran: list[str] = []
    page.begin_with("window.hacked = (number) => console.log(`hacked ${number}`)")
    page.listen("console", lambda line: ran.extend(re.findall(r"^hacked \S+$", line.text)))
    page.page.goto("http://deck.test/talk.html")
    page.page.locator("deckbuild-problems").wait_for(state="attached")

    assert "<script>hacked(0)</script>" in answers["talk.html"]
    assert ran == []
