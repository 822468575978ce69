"""Starts a browser without a window, opens pages in it, and ends it, whatever happens.

    async with open_browser(program) as browser, browser.page(files={"talk.html": html}) as page:
        await page.goto(address("talk.html"))

A page is Playwright's, of its asynchronous API. It has the files that it is given, at addresses below `ORIGIN`, and
nothing else: each request for anything else fails, on this machine and on the network.

The browser runs as root, in a container and without /dev/shm. When this process is killed, Playwright's own process
ends the browser and removes its profile.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import quote, unquote

from deckbuild.browser import program as programs
from deckbuild.files.media_types import sent_as

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
    from pathlib import Path

    from playwright.async_api import Browser as PlaywrightBrowser
    from playwright.async_api import Page, Playwright, Route

    Job = TypeVar("Job")
    Result = TypeVar("Result")

ORIGIN = "https://deck.invalid/"  # RFC 6761: no network ever has this name
WIDTH, HEIGHT = 1280, 720  # px
AT_ONCE = max(2, min(os.cpu_count() or 1, 6))  # pages that are worked with at the same time
_ARGUMENTS = (  # nothing calls home, nothing asks
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",  # containers have none, or a small one
)
_NONE: Mapping[str, bytes] = MappingProxyType({})


class BrowserFailed(Exception):
    """The browser did not start, or it ended while it was used; the message says why, on one line."""


class Browser(NamedTuple):
    """A browser that runs."""

    running: PlaywrightBrowser

    @asynccontextmanager
    async def page(
        self,
        width: int = WIDTH,
        height: int = HEIGHT,
        files: Mapping[str, bytes] = _NONE,
        **options: Any,  # noqa: ANN401 -- Playwright's
    ) -> AsyncIterator[Page]:
        """Open an empty page of ``width`` by ``height`` px with a profile of its own, and close it in the end.

        ``files`` are what it can load, by their paths below `ORIGIN`. ``options`` are those of Playwright's
        `browser.new_context`, such as `color_scheme="dark"` or `device_scale_factor=2`.
        """
        wanted = {"reduced_motion": "reduce", "service_workers": "block", **options}
        context = await self.running.new_context(viewport={"width": width, "height": height}, offline=True, **wanted)
        try:
            await context.route(lambda _: True, partial(_answer, files))
            yield await context.new_page()
        finally:
            await context.close()


def arguments() -> list[str]:
    """Return the arguments to start a Chromium with, where nobody but us does it."""
    return [*_ARGUMENTS, *(["--no-sandbox"] if programs.is_root() else [])]


def address(path: str) -> str:
    """Return the address of a file that a page has."""
    return ORIGIN + quote(path)


@asynccontextmanager
async def open_browser(program: Path) -> AsyncIterator[Browser]:
    """Start the browser ``program``, and end it in the end. Raises `BrowserFailed`, also when a page fails later."""
    from playwright.async_api import Error, async_playwright

    try:
        async with async_playwright() as playwright:
            running = await _start(playwright, program)
            try:
                yield Browser(running)
            finally:
                await running.close()
    except Error as error:
        raise BrowserFailed(f"the browser {program} failed: {_first_line(error.message)}") from error


async def each(
    browser: Browser,
    jobs: Iterable[Job],
    work: Callable[[Browser, Job], Awaitable[Result]],
    at_once: int = AT_ONCE,
) -> list[Result]:
    """Return what ``work`` makes of each of ``jobs``, in their order; some of them at the same time.

    The first error ends the others, and is raised.
    """
    slots = asyncio.Semaphore(at_once)

    async def one(job: Job) -> Result:
        async with slots:
            return await work(browser, job)

    tasks = [asyncio.ensure_future(one(job)) for job in jobs]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _start(playwright: Playwright, program: Path) -> PlaywrightBrowser:
    """Start it with its sandbox where there can be one: not for root, and not on systems that forbid it to users."""
    from playwright.async_api import Error

    about: dict[str, Any] = {"executable_path": program, "args": list(_ARGUMENTS)}
    launch = partial(playwright.chromium.launch, **about, handle_sigint=False)  # we end it ourselves after Ctrl-C
    if programs.is_root():
        return await launch(chromium_sandbox=False)
    try:
        return await launch(chromium_sandbox=True)
    except Error as error:
        if "sandbox" not in error.message.lower():
            raise
        return await launch(chromium_sandbox=False)


async def _answer(files: Mapping[str, bytes], route: Route) -> None:
    """Answer a request of a page: with the file that it asks for, or as a machine without a network does."""
    path = unquote(route.request.url.removeprefix(ORIGIN).partition("#")[0].partition("?")[0])
    if route.request.url.startswith(ORIGIN) and path in files:
        await route.fulfill(body=files[path], content_type=sent_as(path, files[path]))
    else:
        await route.abort("internetdisconnected")


def _first_line(message: str) -> str:
    """Return the line of Playwright's ``message`` that says what is wrong; more follows for its own people."""
    return message.strip().partition("\n")[0]
