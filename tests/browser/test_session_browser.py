"""How a browser is started, shows pages, and ends."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from deckbuild.browser import session
from deckbuild.browser.session import BrowserFailed, address, each, open_browser
from tests import chromium
from tests.png import png
from tests.processes import left, marked

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path

    from deckbuild.browser.session import Browser

pytestmark = pytest.mark.browser

FILES = {
    "a talk.html": b"<h1>\xc3\x9c</h1><img src=x.png><img src=http://127.0.0.1:9/><img src=file:///etc/hosts>",
    "x.png": png(4, 3),
}


def run(work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 -- what the work returns
    """Run asynchronous work in a thread, because the main one may have Playwright's loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def shown(browser: Browser, number: int) -> tuple[int, str, int, list[str]]:
    """Return what a page shows, and the requests that failed."""
    failed: list[str] = []
    async with browser.page(900 + number, 700, FILES) as page:
        page.on("requestfailed", lambda request: failed.append(request.url))
        await page.goto(address("a talk.html"))
        heading, loaded = await page.inner_text("h1"), await page.evaluate("document.images[0].naturalWidth")
        return await page.evaluate("innerWidth"), heading, loaded, sorted(failed)


def test_several_pages_at_once_show_their_files_and_nothing_else_of_the_machine_or_the_network() -> None:
    async def work() -> list[tuple[int, str, int, list[str]]]:
        async with open_browser(chromium.require()) as browser:
            return await each(browser, range(4), shown)

    refused = ["file:///etc/hosts", "http://127.0.0.1:9/"]
    assert run(work()) == [(900 + number, "Ü", 4, refused) for number in range(4)]


def test_an_error_in_one_page_ends_the_others() -> None:
    begun: list[int] = []

    async def fails(browser: Browser, number: int) -> None:
        begun.append(number)
        async with browser.page() as page:
            await page.evaluate("new Promise(() => {})" if number else "missing()")

    async def work() -> None:
        async with open_browser(chromium.require()) as browser:
            await each(browser, range(9), fails, at_once=2)

    with pytest.raises(BrowserFailed, match="ReferenceError: missing is not defined"):
        run(work())
    assert len(begun) < 9


def test_a_program_that_is_no_browser_is_told(tmp_path: Path) -> None:
    async def work() -> None:
        async with open_browser(tmp_path / "none"):
            pass

    with pytest.raises(BrowserFailed, match=f"^the browser {tmp_path}/none failed: .+$"):
        run(work())


def test_only_root_does_without_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    for is_root in (True, False):
        monkeypatch.setattr("deckbuild.browser.program.is_root", lambda root=is_root: root)
        assert ("--no-sandbox" in session.arguments()) == is_root


STAYS = """
import asyncio, sys
from pathlib import Path
from deckbuild.browser.session import open_browser

async def main():
    async with open_browser(Path(sys.argv[1])) as browser, browser.page() as page:
        print("open", flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_killed_it_leaves_no_process_and_no_folder(number: signal.Signals, short_folder: Path) -> None:
    mark = uuid4().hex
    environment = {**os.environ, "TMPDIR": str(short_folder), "MARK": mark}
    command = [sys.executable, "-c", STAYS, str(chromium.require())]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == b"open\n"
        assert len(marked(mark)) > 2

        started.send_signal(number)

    assert left(mark) == []
    assert list(short_folder.iterdir()) == []
