"""What tests share: the seed deck, small projects, the command line, and a browser that is watched."""

from __future__ import annotations

import re
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol

import click
import pytest
from click.testing import CliRunner
from hypothesis import settings

from deckbuild.browser import session
from deckbuild.cli import main as command_line
from tests import chromium

if TYPE_CHECKING:
    from click.testing import Result
    from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize

ROOT = Path(__file__).resolve().parents[1]

# Left out on Windows. They are about what only Unix has: locks by fcntl, limits by resource, fork, SIGALRM and SIGKILL.
if sys.platform == "win32":
    collect_ignore = [
        "browser/test_session_browser.py",
        "files/test_atomic.py",
        "pipeline/test_killed.py",
        "pipeline/test_memory.py",
        "rendering/test_parallel.py",
        "rendering/test_timeout.py",
        "serve/test_build_process.py",
    ]

settings.register_profile("deckbuild", deadline=None, print_blob=True)  # a busy machine is no reason to fail
settings.load_profile("deckbuild")


def pytest_configure() -> None:
    """Let Ctrl-C count in programs that tests start: a shell that starts pytest in the background has it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last: Playwright keeps an event loop in the main thread once it has begun.

    Of these and of the others the files with many tests come first, so that no process is left with one at the end.
    """
    tests = Counter(item.path for item in items)
    items.sort(key=lambda item: (item.get_closest_marker("browser") is not None, -tests[item.path], item.path))


# Projects


@pytest.fixture
def seed() -> Path:
    """The deck that deckbuild was made for."""
    return ROOT / "slides" / "transformers.md"


MakeProject = Callable[[Mapping[str, "str | bytes"]], Path]


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Write files, `{"slides/a.md": "# A", "images/x.png": png(4, 3)}`, and return the project's folder."""

    def make(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "project"
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return make


# The command line


class _Whole(click.Command):
    """The command line as `main` runs it, with every exception turned into a message and a code."""

    def main(self, args: Any = None, *_: Any, **__: Any) -> Any:  # noqa: ANN401 -- click's signature
        sys.exit(command_line.run(list(args)))


class Cli(Protocol):
    """Runs `deckbuild ARGS` in the folder `cwd`; the result has exit_code, stdout and stderr."""

    def __call__(self, *args: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Result:
        """Run it."""


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Run the command line in this process, in `tmp_path` unless told otherwise."""

    def run(*args: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Result:
        monkeypatch.chdir(cwd or tmp_path)
        words = [str(arg) for arg in args]
        return CliRunner().invoke(_Whole("deckbuild"), words, env=env, catch_exceptions=False)

    return run


# The browser

WINDOW: ViewportSize = {"width": 960, "height": 700}


@dataclass
class Watched:
    """A page, and all that it and the windows it opens have done since."""

    page: Page
    errors: list[str]
    requests: list[str]
    behind: ExitStack  # what is taken away behind the test

    @property
    def remote(self) -> list[str]:
        """The requests that leave the machine's disk, those that were refused included."""
        return [url for url in self.requests if re.match("(https?|wss?):", url)]

    def begin_with(self, script: str) -> None:
        """Run a script before those of each document that is opened here, and in other windows, until the test ends."""
        self.behind.enter_context(self.page.context.add_init_script(script))

    def listen(self, event: str, listener: Callable[[Any], None]) -> None:
        """Hear of an event in any window until the test ends."""
        context: Any = self.page.context
        context.on(event, listener)
        self.behind.callback(context.remove_listener, event, listener)


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A temporary folder with a short path: Chromium puts a socket into it, whose path has 107 bytes at most."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium with a fresh profile; without one the test fails, it never skips."""
    try:
        program = chromium.require()
    except chromium.NoChromium as error:
        pytest.fail(str(error), pytrace=False)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # ms, as for all else that Playwright waits for; 5 s are few on a busy machine

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=session.arguments())
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def profile(browser: Browser) -> BrowserContext:
    """The profile that all tests of a process share, with windows the size of a slide: a new one takes 0.4 s."""
    return browser.new_context(viewport=WINDOW, service_workers="block")


@pytest.fixture(scope="session")
def window(profile: BrowserContext) -> Page:
    """The window of the profile."""
    return profile.new_page()


@pytest.fixture
def context(profile: BrowserContext, window: Page) -> Iterator[BrowserContext]:
    """The profile, which holds nothing of the tests before. What it is given must be taken away here again."""
    yield profile
    profile.unroute_all()
    profile.set_offline(False)
    profile.clear_permissions()
    profile.clear_cookies()
    storage = profile.new_cdp_session(window)  # of a second session in a test, windows without network know nothing
    storage.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    storage.detach()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Watched]:
    """A page that is watched."""
    with _watching(context) as watched:
        yield watched


@pytest.fixture
def offline(context: BrowserContext) -> Iterator[Watched]:
    """A page that is watched, with the network off."""
    context.set_offline(True)
    context.route(re.compile("^https?:"), _refuse)
    with _watching(context) as watched:
        yield watched
        context.set_offline(False)  # while the page is there: its process, which shows others later, has to know


@contextmanager
def _watching(context: BrowserContext) -> Iterator[Watched]:
    """Write down the errors and requests of a window from the start; a data: URL is no request."""
    with ExitStack() as behind:
        window: Any = context.pages[0]
        watched = Watched(window, [], [], behind)
        sockets: Any = ("websocket", lambda socket: watched.requests.append(socket.url))
        watched.listen("request", lambda request: watched.requests.append(request.url))
        watched.listen("page", lambda page: page.on(*sockets))
        watched.listen("weberror", lambda error: watched.errors.append(str(error.error)))
        watched.listen("console", lambda line: watched.errors.append(line.text) if line.type == "error" else None)
        window.on(*sockets)
        behind.callback(window.remove_listener, *sockets)
        behind.callback(_empty, window)
        yield watched


def _empty(window: Page) -> None:
    """Make a window as it was before its test, and close all others: a new one would take longer than most tests."""
    for page in window.context.pages:
        if page is not window:
            page.close()
    window.unroute_all()
    window.keyboard.up("Alt")
    window.evaluate("try { sessionStorage.clear() } catch { /* this document has none */ }")
    window.goto("about:blank")
    window.emulate_media(media="null", reduced_motion="null", color_scheme="null")
    window.set_viewport_size(WINDOW)


def _refuse(route: Route) -> None:
    route.abort("internetdisconnected")
