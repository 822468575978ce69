"""What the fixtures for browser tests give and write down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.png import png

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Watched

pytestmark = pytest.mark.browser


def test_a_page_has_the_size_of_a_slide(page: Watched) -> None:
    assert page.page.evaluate("[innerWidth, innerHeight]") == [960, 700]


def test_errors_and_requests_are_written_down_those_of_opened_windows_too(
    page: Watched, make_project: MakeProject
) -> None:
    files: dict[str, str | bytes] = {
        "a.html": "<img src=x.png><script>console.error('red'); console.log('grey'); open('b.html')</script>",
        "b.html": "<script>wrong()</script>",
        "x.png": png(4, 3),
    }
    root = make_project(files)
    with page.page.expect_popup() as opened:
        page.page.goto((root / "a.html").as_uri())
    opened.value.wait_for_load_state()

    assert page.page.evaluate("[document.images[0].naturalWidth, document.images[0].naturalHeight]") == [4, 3]
    assert page.errors == ["red", "wrong is not defined"]
    assert sorted(page.requests) == sorted((root / name).as_uri() for name in files)
    assert page.remote == []


def test_with_the_network_off_requests_are_refused_and_written_down(
    offline: Watched, make_project: MakeProject
) -> None:
    root = make_project(
        {"a.html": "<img src='http://127.0.0.1:9/x.png'><script>new WebSocket('ws://127.0.0.1:9/')</script>"}
    )
    with offline.page.expect_websocket(), offline.page.expect_event("requestfailed"):
        offline.page.goto((root / "a.html").as_uri())

    assert sorted(offline.remote) == ["http://127.0.0.1:9/x.png", "ws://127.0.0.1:9/"]
    assert "Failed to load resource: net::ERR_INTERNET_DISCONNECTED" in offline.errors
