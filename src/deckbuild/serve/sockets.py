"""The browsers that listen: those of our own pages, and other LiveReload clients, which get a plain reload.

`livereload` gives that protocol: its WebSocket handler is subclassed here. Its watcher, file server, injection,
throttle (it drops reloads within three seconds) and class-level state are not used.
"""

from __future__ import annotations

import json

from livereload.handlers import LiveReloadHandler  # type: ignore[import-untyped]
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from deckbuild.serve.handlers import Guarded

_MOST = 100  # sockets of a server


class Socket(Guarded, WebSocketHandler):
    """A socket for our own pages only; what they say is ignored."""

    SUPPORTED_METHODS = ("GET",)
    page: str | None = None

    def prepare(self) -> None:
        """Refuse other sites, and too many sockets."""
        super().prepare()
        if self._finished:
            return
        if not self.preview.access.is_from_us(self.request.headers, self.local):
            self.refuse(403)
        elif len(self.preview.listeners) >= _MOST:
            self.refuse(503)

    def check_origin(self, origin: str) -> bool:  # noqa: ARG002 -- `prepare` has looked at it
        """Return True."""
        return True

    async def get(self, *found: str | None) -> None:  # type: ignore[override]  # tornado's own for sockets
        """Begin the conversation."""
        await WebSocketHandler.get(self, *found)

    def on_message(self, message: str | bytes) -> None:
        """Ignore it."""

    def on_close(self) -> None:
        """Tell it nothing any more."""
        self.preview.listeners.discard(self)

    def tell(self, *, differs: bool) -> None:
        """Say that there was a build, and whether it ``differs`` from the one before."""
        raise NotImplementedError

    def say(self, message: str) -> None:
        """Send a message."""
        try:
            self.write_message(message)
        except WebSocketClosedError:
            self.on_close()


class Live(Socket):
    """The socket of a page: it is told all that it needs to come from the state that it shows to the newest."""

    revision = ""

    def open(self, *found: str) -> None:
        """Bring the page up to date as soon as there is a build."""
        self.page = found[0]
        self.revision = self.get_query_argument("revision", "")
        self.set_nodelay(True)
        self.preview.listeners.add(self)
        if self.preview.build:
            self.tell(differs=True)

    def tell(self, *, differs: bool) -> None:  # noqa: ARG002 -- each build has a number
        """Bring the page up to date."""
        page = self.preview.page(self.page or "")
        for message in page.since(self.revision, self.preview.build, self.preview.access.token):
            self.say(message)
        self.revision = page.now.revision


class Livereload(LiveReloadHandler, Socket):  # type: ignore[misc]  # livereload has no types
    """The LiveReload protocol."""

    initialize = Socket.initialize
    check_origin = Socket.check_origin
    on_close = Socket.on_close

    def on_message(self, message: str | bytes) -> None:
        """Answer the greeting."""
        try:
            command = json.loads(message)["command"]
        except (ValueError, KeyError, TypeError):
            return
        if command == "hello":
            super().on_message(json.dumps({"command": "hello"}))
            self.preview.listeners.add(self)

    def tell(self, *, differs: bool) -> None:
        """Let it reload."""
        if differs:
            self.say(json.dumps({"command": "reload", "path": "/", "liveCSS": False}))
