"""Serves the pages of a site from memory on the loopback address, and tells its browsers when one has changed.

`livereload` gives the protocol: its browser client, and its WebSocket handler, subclassed here. Its watcher, file
server, injection, throttle (it drops reloads within three seconds) and class-level state are not used.
"""

from __future__ import annotations

import json
import socket
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from livereload.handlers import LiveReloadHandler  # type: ignore[import-untyped]
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketClosedError

from deckbuild.serve.site import START, Shown, Site, missing

if TYPE_CHECKING:
    from collections.abc import Iterable

HOST = "127.0.0.1"
FIRST_PORT = 8000
_PORTS = 10  # tried one after the other when none is given
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
_MOST_SOCKETS = 100


class NoPort(Exception):
    """No port can be listened on; the text says which were tried."""


class Server:
    """One server: the site it shows now, its port, and the browsers that listen. Nothing is shared with others."""

    def __init__(self, site: Site, port: int | None) -> None:
        self.site = site
        self.sockets: set[_Socket] = set()
        listening = _listen(port)
        self.port: int = listening.getsockname()[1]
        self._http = HTTPServer(_application(self), idle_connection_timeout=15, body_timeout=5, max_body_size=4096)
        self._http.add_socket(listening)

    @property
    def hosts(self) -> frozenset[str]:
        """The names that a request may call this server by; any other is a page of somebody else's."""
        return frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost"))

    def url(self, name: str = START) -> str:
        """Return the address of the page ``name``."""
        return f"http://{HOST}:{self.port}/{f'{quote(name)}.html' if name else ''}"

    def show(self, site: Site, changed: Iterable[str]) -> None:
        """Show ``site`` from now on, and tell the browsers if a page has ``changed``; nothing is held back."""
        self.site = site
        if list(changed):
            for browser in tuple(self.sockets):
                browser.tell()

    def close(self) -> None:
        """Stop listening, and close the connections."""
        self._http.stop()
        for browser in tuple(self.sockets):
            browser.close()


def _listen(port: int | None) -> socket.socket:
    """Bind ``port``, or the first free one of ten; 0 means any."""
    wanted = [port] if port is not None else range(FIRST_PORT, FIRST_PORT + _PORTS)
    for each in wanted:
        try:
            listening = socket.create_server((HOST, each))
        except OSError:
            continue
        listening.setblocking(False)
        return listening
    ports = str(port) if port is not None else f"{FIRST_PORT} to {FIRST_PORT + _PORTS - 1}"
    raise NoPort(f"port {ports} is taken; name another one with --port")


def _application(server: Server) -> Application:
    use = {"server": server}
    routes = [
        (r"/livereload", _Socket, use),
        (r"/livereload\.js", _Livereload, use),
        (r"/-/(client\.js)", _Client, use),
        (r"/-/state/(.*)", _State, use),
        (r"/(?:(.+)\.html|(?:index\.html)?)", _Page, use),
        (r".*", _Nothing, use),
    ]
    return Application(routes, websocket_ping_interval=20, websocket_max_message_size=4096, log_function=_no_log)


def _no_log(_handler: RequestHandler) -> None:
    """Log no requests: the terminal shows what the author wants to know."""


class _Guarded(RequestHandler):
    """A handler that answers GET and HEAD, under the server's own names, and never with a trace."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def initialize(self, server: Server) -> None:
        self.server = server

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse other names: a page of another site could reach us under one (DNS rebinding)."""
        if (
            self.request.headers.get_list("Host") != [self.request.host]
            or self.request.host.lower() not in self.server.hosts
        ):
            self.set_status(421)
            self.finish()

    def head(self, *found: str | None) -> None:
        self.get(*found)

    def get(self, *found: str | None) -> None:  # noqa: ARG002 -- for subclasses
        self.send_error(404)

    def write_error(self, status_code: int, **_kwargs: Any) -> None:  # noqa: ANN401 -- tornado's
        self.finish(f"{status_code}\n")

    def page(self, name: str | None) -> Shown | None:
        """Return the page that a path names; only what was built can be named."""
        return self.server.site.pages.get(name or START)


class _Page(_Guarded):
    def get(self, *found: str | None) -> None:
        name = None if found[0] == "index" else found[0]
        shown = self.page(name)
        if shown is None:
            self.set_status(404)
            shown = missing(name or START, self.server.site)
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.finish(shown.served())


class _State(_Guarded):
    def get(self, *found: str | None) -> None:
        shown = self.page(found[0])
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps((shown or missing(found[0] or START, self.server.site)).state()))


class _Client(_Guarded):
    """The browser half: its script, which holds its style sheet."""

    def get(self, *found: str | None) -> None:  # noqa: ARG002 -- there is one file
        folder = files("deckbuild.serve")
        css = (folder / "client.css").read_text(encoding="utf-8")
        script = (folder / "client.js").read_text(encoding="utf-8")
        self.set_header("Content-Type", "text/javascript; charset=UTF-8")
        self.finish(f"const STYLE = {json.dumps(css)};\n{script}")


class _Livereload(_Guarded):
    """The LiveReload client of the `livereload` package."""

    def get(self, *found: str | None) -> None:  # noqa: ARG002 -- there is one file
        self.set_header("Content-Type", "text/javascript; charset=UTF-8")
        self.finish((files("livereload") / "vendors" / "livereload.js").read_bytes())


class _Nothing(_Guarded):
    """What is asked for is not there."""


class _Socket(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """The LiveReload protocol, spoken to the browsers of one server; what they say beyond "hello" is ignored."""

    def initialize(self, server: Server) -> None:
        self.server = server

    def check_origin(self, origin: str) -> bool:
        """Let only our own pages listen: any other site could learn the names of files."""
        return origin in {f"http://{host}" for host in self.server.hosts} and len(self.server.sockets) < _MOST_SOCKETS

    def on_message(self, message: str | bytes) -> None:
        try:
            command = json.loads(message)["command"]
        except (ValueError, KeyError, TypeError):
            return
        if command == "hello":
            super().on_message(json.dumps({"command": "hello"}))
            self.server.sockets.add(self)

    def on_close(self) -> None:
        self.server.sockets.discard(self)

    def tell(self) -> None:
        """Say that something has changed; our half in the page then asks for its state."""
        try:
            self.write_message({"command": "reload", "path": "/", "liveCSS": False})
        except WebSocketClosedError:
            self.on_close()
