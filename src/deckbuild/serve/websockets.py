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
_PICTURES = 200  # sockets of the small decks on start pages
_LATER = 1013  # the number that asks to try again later; our own pages do not, when it comes to a picture


class Socket(Guarded, WebSocketHandler):
    """A socket for our own pages only; what they say is ignored."""

    SUPPORTED_METHODS = ("GET",)
    page: str | None = None
    is_picture = False  # whether it is that of a small deck on a start page

    def prepare(self) -> None:
        """Refuse other sites, and too many sockets."""
        super().prepare()
        if self._finished:
            return
        if not self.preview.access.is_from_us(self.request.headers, self.local):
            self.refuse(403)
        elif sum(not each.is_picture for each in self.preview.listeners) >= _MOST and not self.is_picture:
            self.refuse(503)

    def check_origin(self, origin: str) -> bool:  # noqa: ARG002 -- `prepare` has looked at it
        """Return True."""
        return True

    async def get(self, *found: str | None) -> None:  # type: ignore[override]  # tornado's own for sockets
        """Begin the conversation."""
        await WebSocketHandler.get(self, *found)

    def listen(self) -> None:
        """Be told from now on; of too many pictures the oldest one does no more."""
        self.preview.listeners[self] = None
        pictures = [each for each in self.preview.listeners if each.is_picture]
        for each in pictures[: max(0, len(pictures) - _PICTURES)]:
            each.close(_LATER)
            del self.preview.listeners[each]

    def on_message(self, message: str | bytes) -> None:
        """Ignore it."""

    def on_close(self) -> None:
        """Tell it nothing any more."""
        self.preview.listeners.pop(self, None)

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

    def prepare(self) -> None:
        """Refuse it, unless it may come."""
        self.is_picture = self.get_query_argument("picture", None) is not None
        super().prepare()

    def open(self, *found: str) -> None:
        """Bring the page up to date as soon as there is a build."""
        self.page = found[0]
        self.revision = self.get_query_argument("revision", "")
        self.set_nodelay(True)
        self.listen()
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
    has_greeted = False

    def open(self, *_found: str) -> None:
        """Take up a place; what it wants to know it says later."""
        self.listen()

    def on_message(self, message: str | bytes) -> None:
        """Answer the greeting."""
        try:
            command = json.loads(message)["command"]
        except (ValueError, KeyError, TypeError, RecursionError):
            return
        if command == "hello":
            super().on_message(json.dumps({"command": "hello"}))
            self.has_greeted = True

    def tell(self, *, differs: bool) -> None:
        """Let it reload, if it has said that it wants to know."""
        if differs and self.has_greeted:
            self.say(json.dumps({"command": "reload", "path": "/", "liveCSS": False}))
