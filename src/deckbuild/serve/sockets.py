"""The browsers that listen: those of our own pages, and other LiveReload clients, which get a plain reload.

`livereload` gives that protocol: its WebSocket handler is subclassed here. Its watcher, file server, injection,
throttle (it drops reloads within three seconds) and class-level state are not used.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from livereload.handlers import LiveReloadHandler  # type: ignore[import-untyped]
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from deckbuild.serve.handlers import Guarded

if TYPE_CHECKING:
    from deckbuild.serve.server import Server

_MOST = 100  # sockets of a server


class _Socket(Guarded, WebSocketHandler):
    """A socket for our own pages only; what they say is ignored."""

    page: str | None = None  # the name of the page that it is of
    SUPPORTED_METHODS = ("GET",)
    server: Server

    def prepare(self) -> None:
        """Refuse other sites, and too many sockets."""
        super().prepare()
        if self._finished:
            return
        if not self.server.access.is_from_us(self.request.headers, self.local):
            self._refuse(403)
        elif len(self.server.sockets) >= _MOST:
            self._refuse(503)

    def check_origin(self, origin: str) -> bool:  # noqa: ARG002 -- `prepare` has looked at it
        return True

    async def get(self, *found: str | None) -> None:  # type: ignore[override]  # tornado's of a socket
        await WebSocketHandler.get(self, *found)

    def on_message(self, message: str | bytes) -> None:
        """Ignore it."""

    def on_close(self) -> None:
        self.server.sockets.discard(self)

    def tell(self, differs: bool) -> None:
        """Say that there was a build, and whether it ``differs`` from the one before."""
        raise NotImplementedError

    def say(self, message: str) -> None:  # type: ignore[override]  # an answer of another kind
        try:
            self.write_message(message)
        except WebSocketClosedError:
            self.on_close()


class Live(_Socket):
    """The socket of a page: it is told all that it needs to come from the state that it shows to the newest."""

    revision = ""

    def open(self, *found: str) -> None:
        self.page = found[0]
        self.revision = self.get_query_argument("revision", "")
        self.set_nodelay(True)
        self.server.sockets.add(self)
        if self.server.build:
            self.tell(differs=True)

    def tell(self, differs: bool) -> None:  # noqa: ARG002 -- each build has a number
        page = self.server.page(self.page)
        for message in page.since(self.revision, self.server.build):
            self.say(message)
        self.revision = page.now.revision


    def go_to(self, h: int, v: int) -> bool:
        """Show this slide."""
        self.say(json.dumps({"kind": "goto", "h": h, "v": v}))
        return True


class Livereload(LiveReloadHandler, _Socket):  # type: ignore[misc]  # livereload has no types
    """The LiveReload protocol."""

    initialize = _Socket.initialize
    check_origin = _Socket.check_origin
    on_close = _Socket.on_close

    def on_message(self, message: str | bytes) -> None:
        try:
            command = json.loads(message)["command"]
        except (ValueError, KeyError, TypeError):
            return
        if command == "hello":
            super().on_message(json.dumps({"command": "hello"}))
            self.server.sockets.add(self)

    def tell(self, differs: bool) -> None:
        if differs:
            self.say(json.dumps({"command": "reload", "path": "/", "liveCSS": False}))
