"""A player in a real browser, and the link behind it where there is no player."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

TALK, DANCE = "https://youtu.be/dQw4w9WgXcQ", "https://vimeo.com/76979871"
PLAYER_OF_DANCE = "https://player.vimeo.com/video/76979871?dnt=1&api=1"  # what reveal.js makes of it


@pytest.fixture
def deck(cli: Cli, make_project: MakeProject) -> Path:
    root = make_project({"slides/a.md": f"# A\n!SUB\n{TALK}\n!SUB\n![A dance]({DANCE})\n"})
    cli("build", root)
    return root / "dist" / "a.html"


@pytest.fixture
def served(deck: Path) -> Iterator[str]:
    """The address of the deck on a web server."""
    handler = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(deck.parent))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/a.html"
        server.shutdown()


def player(page: Page) -> None:
    """Answer for the sites of films."""
    page.route("**/embed/**", lambda route: route.fulfill(body="<p>playing", content_type="text/html"))
    page.route("**/video/**", lambda route: route.fulfill(body="<p>playing", content_type="text/html"))


def test_a_player_is_loaded_when_its_slide_is_shown_and_covers_its_link(served: str, page: Watched) -> None:
    player(page.page)
    said: list[str] = []
    page.listen("console", lambda message: said.append(message.text))
    page.page.goto(served)
    frame = page.page.locator(".film-player iframe").first
    before = [url for url in page.requests if "127.0.0.1" not in url]
    page.page.evaluate("Reveal.down()")

    expect(frame).to_be_visible()
    expect(page.page.frame_locator(".film-player iframe >> nth=0").locator("p")).to_have_text("playing")
    page.page.wait_for_function("document.elementFromPoint(480, 350).tagName === 'IFRAME'")  # when the slide is there
    assert before == []
    assert said == []


def test_from_disk_a_film_that_wants_to_know_its_site_is_a_link(deck: Path, page: Watched) -> None:
    player(page.page)
    page.page.goto(f"{deck.as_uri()}#/0/1")
    expect(page.page.locator(f'.film-player > a[href="{TALK}"]')).to_be_visible()
    page.page.evaluate("Reveal.down()")

    expect(page.page.locator(".film-player iframe")).to_be_visible()
    assert page.remote == [PLAYER_OF_DANCE]


def test_without_a_network_the_link_is_shown(deck: Path, offline: Watched) -> None:
    offline.page.goto(f"{deck.as_uri()}#/0/2")

    expect(offline.page.locator(".film-player iframe")).to_be_hidden()
    link = offline.page.locator(f'.film-player > a[href="{DANCE}"]')
    expect(link).to_have_text("A dance")
    assert offline.page.evaluate("document.elementFromPoint(480, 350).href") == DANCE


def test_paper_shows_the_link(served: str, page: Watched) -> None:
    player(page.page)
    page.page.goto(f"{served}?print-pdf")
    page.page.emulate_media(media="print")

    expect(page.page.locator(".film-player iframe").first).to_be_hidden()
    expect(page.page.get_by_text("A dance")).to_be_visible()
