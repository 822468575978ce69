"""`--untrusted`: no click in a stranger's deck loads a page into a frame, or leads to a network drive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild.pipeline import stages
from deckbuild.project import loader

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Request

    from tests.conftest import MakeProject, Watched

pytestmark = pytest.mark.browser

# `X` is where an address stands. The first kind opens in a frame because of the setting, the others without it.
WAYS = [
    "[a](<X>)",
    "<a href='X' data-preview-link>a</a>",
    "<a href='X' data-preview-link=true>a</a>",
    "<b data-preview-link='X' href='X'>a</b>",
    "<svg width=50 height=50><a href='X'><rect width=50 height=50 /></a></svg>",
    "<svg width=50 height=50><a xlink:href='X' data-preview-link=''><rect width=50 height=50 /></a></svg>",
    "<img src=data:, usemap=#m><map name=m><area href='X' data-preview-link shape=default></map>",
    "<b data-preview-image='X'>a</b>",
    "<b data-preview-video='X'>a</b>",
    "<a href='X' data-preview-image>a</a>",
    "a <!-- .element: data-preview-link='X' href='X' -->",
    "<span data-preview-link href='X'>a</span>",
]
ADDRESSES = [
    "//HOST/share/page.html",
    "///HOST/share/page.html",
    "\\\\HOST\\share\\page.html",
    "/\\HOST/share/page.html",
    "/&#9;/HOST/share/page.html",
    "../../../../../../../../..//HOST/share/page.html",
    "/.//HOST/share/page.html",
    "file://HOST/share/page.html",
    "file:///share/page.html",
    "https://HOST/page.html",
]
RECONFIGURED = "[a](?previewLinks=true)\n\n[b](b.html?a=b&previewLinks=true)"
# Clicks everything that can be clicked; a link is not followed: where it leads is returned.
CLICK = """async () => {
  const left = new Set();
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a, area");
    const address = link?.href?.baseVal ?? link?.href;
    if (!address || event.defaultPrevented) return;
    event.preventDefault();
    left.add(new URL(address, document.baseURI).href);
  });
  for (const slide of Reveal.getSlides()) {
    const { h, v } = Reveal.getIndices(slide);
    Reveal.slide(h, v);
    for (const element of slide.querySelectorAll("*")) {
      element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
  }
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return [...left];
}"""

# Makes frames of these addresses; returns what the policy says that it has stopped.
FRAMES = """(addresses) => Promise.all(addresses.map((address) => new Promise((done) => {
  const frame = document.createElement("iframe");
  addEventListener("securitypolicyviolation", ({ blockedURI }) => address.startsWith(blockedURI) && done(blockedURI));
  frame.src = address;
  document.body.append(frame);
})))"""


def clicked(watched: Watched, root: Path, *, untrusted: bool) -> list[str]:
    """Build the project, click everything in its deck, and return where clicks lead."""
    (deck,) = stages.build(loader.read(root, untrusted=untrusted))
    (root / "a.html").write_text(deck.html, encoding="utf-8")
    watched.page.goto((root / "a.html").as_uri())
    watched.page.locator(".reveal.ready").wait_for(state="attached")
    watched.requests.clear()
    watched.listen("requestfailed", lambda request: _unless_sent(request, watched.requests))
    left: list[str] = watched.page.evaluate(CLICK)
    return left


def _unless_sent(request: Request, requests: list[str]) -> None:
    """Leave out a request that the policy has stopped in the page."""
    if request.failure == "csp":
        requests.remove(request.url)


@pytest.mark.parametrize("plugins", ["[]", "[notes]"])
def test_no_click_in_a_stranger_s_deck_makes_a_frame_or_leads_to_a_network_drive(
    offline: Watched, make_project: MakeProject, plugins: str
) -> None:
    slides = "\n\n".join([*(way.replace("X", address) for way in WAYS for address in ADDRESSES), RECONFIGURED])
    root = make_project({"slides/a.md": slides, "deckbuild.yml": f"reveal: {{previewLinks: true}}\nplugins: {plugins}"})

    assert clicked(offline, root, untrusted=True) == ["https://host/page.html"]
    assert offline.requests == []
    assert offline.page.frames == [offline.page.main_frame]
    assert offline.page.locator("iframe").count() == 0


def test_the_same_clicks_make_frames_in_the_author_s_own_deck(offline: Watched, make_project: MakeProject) -> None:
    """Otherwise the test above would show nothing."""
    slides = "\n\n".join(way.replace("X", "/.//HOST/page.html") for way in WAYS)
    root = make_project({"slides/a.md": slides, "deckbuild.yml": "reveal: {previewLinks: true}"})
    clicked(offline, root, untrusted=False)

    assert offline.page.locator("iframe").count() == 1
    assert "file:///HOST/page.html" in offline.requests


def test_the_policy_alone_lets_no_frame_load_from_elsewhere(offline: Watched, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "# A", "deckbuild.yml": "plugins: []"})
    clicked(offline, root, untrusted=True)
    stopped = offline.page.evaluate(FRAMES, ["file:///share/page.html", "https://host/page.html"])

    assert stopped == ["file", "https://host"]
    assert offline.requests == []
