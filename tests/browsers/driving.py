"""Opens pages in Firefox and WebKitGTK, and runs scripts in them: Firefox by WebDriver BiDi, WebKitGTK by Selenium.

Debian has no geckodriver. So Firefox is spoken to as itself: https://www.w3.org/TR/webdriver-bidi/.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Protocol

from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service
from websocket import create_connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from websocket import WebSocket

PACKAGES = {"firefox-esr": "firefox-esr", "WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}
_PATIENCE = 30  # seconds until a test gives up
_PREFERENCES = {"app.update.disabledForTesting": True, "datareporting.policy.dataSubmissionEnabled": False}


class Missing(Exception):
    """A program is not there; the message says what to install."""


class Browser(Protocol):
    """One page of a browser."""

    def open(self, address: str) -> None:
        """Go to an address, and wait until it is loaded."""

    def run(self, expression: str) -> Any:  # noqa: ANN401 -- JSON
        """Return what an expression of JavaScript is, or what it promises."""


def wait(browser: Browser, expression: str) -> None:
    """Wait until an expression is true."""
    end = monotonic() + _PATIENCE
    while not browser.run(expression):
        assert monotonic() < end, f"never true: {expression}"
        sleep(0.02)


def program(name: str) -> str:
    """Return where a program is, or raise `Missing`."""
    if found := shutil.which(name):
        return found
    raise Missing(f"There is no {name} here. On Debian and Ubuntu: apt-get install {PACKAGES[name]}")


class Firefox:
    """Firefox, spoken to by WebDriver BiDi."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket, self._ids = socket, count()
        self._ask("session.new", capabilities={})
        self._context = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, address: str) -> None:
        self._ask("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def run(self, expression: str) -> Any:  # noqa: ANN401 -- JSON
        target = {"context": self._context}
        wanted = f"Promise.resolve({expression}).then(JSON.stringify)"
        answer = self._ask("script.evaluate", expression=wanted, target=target, awaitPromise=True)
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return json.loads(answer["result"].get("value", "null"))

    def _ask(self, method: str, **params: object) -> dict[str, Any]:
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self._socket.recv())).get("id") != number:
            pass  # an event
        assert answer["type"] == "success", answer["message"]
        result: dict[str, Any] = answer["result"]
        return result


@contextmanager
def firefox() -> Iterator[Firefox]:
    """Run Firefox, without a window and with a fresh profile."""
    command = [program("firefox-esr"), "--headless", "--no-remote", "--remote-debugging-port", "0", "--profile"]
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items()]
        (Path(profile) / "user.js").write_text("".join(lines), encoding="utf-8")
        with subprocess.Popen([*command, profile], stderr=subprocess.PIPE, text=True) as process:
            try:
                assert process.stderr
                line = next(line for line in process.stderr if "WebDriver BiDi listening on " in line)
                address = f"{line.split()[-1]}/session"
                socket = create_connection(address, timeout=_PATIENCE, suppress_origin=True)
                yield Firefox(socket)
                socket.close()
            finally:
                process.kill()


class WebKit:
    """WebKitGTK's small browser, driven by Selenium."""

    def __init__(self, driver: webdriver.WebKitGTK) -> None:
        self._driver = driver

    def open(self, address: str) -> None:
        self._driver.get(address)

    def run(self, expression: str) -> Any:  # noqa: ANN401 -- JSON
        wanted = f"Promise.resolve({expression}).then(JSON.stringify).then(arguments[0])"
        answer = self._driver.execute_async_script(wanted)
        return json.loads(answer or "null")


@contextmanager
def webkit() -> Iterator[WebKit]:
    """Run WebKitGTK's small browser on a screen that nobody sees."""
    options = Options()
    options.add_argument("--automation")
    options.binary_location = str(next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), ""))
    with ExitStack() as stack:
        environment = {**os.environ, "DISPLAY": stack.enter_context(_screen())}
        service = Service(program("WebKitWebDriver"), env=environment)
        driver = webdriver.WebKitGTK(options=options, service=service)
        stack.callback(driver.quit)
        driver.set_script_timeout(_PATIENCE)
        driver.set_window_size(1100, 800)
        yield WebKit(driver)


@contextmanager
def _screen() -> Iterator[str]:
    """Run an X server with a screen of its own; yield its name."""
    command = [program("Xvfb"), "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout
            yield f":{process.stdout.readline().strip()}"
        finally:
            process.terminate()
