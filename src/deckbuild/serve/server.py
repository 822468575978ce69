"""Listens on a port, and leads each address to what answers it."""

from __future__ import annotations

import errno
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from deckbuild.serve import handlers, websockets
from deckbuild.serve.access import LOOPBACK, Access
from deckbuild.serve.state import PreviewState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FIRST_PORT = 8000
_PORTS = 10  # tried one after the other when none is given
_IDLE = 15  # seconds after which a connection that says nothing is closed
_LIMITS = {"body_timeout": 5, "max_body_size": 4096, "max_header_size": 16384}  # seconds, bytes
_SOCKET_LIMITS: dict[str, Any] = {"websocket_ping_interval": 20, "websocket_max_message_size": 4096}


class NoPort(Exception):
    """No port can be listened on; the text says which were tried, or why."""


class Server:
    """One server and its ``preview``; nothing is shared with others."""

    def __init__(
        self,
        root: Path,
        port: int | None,
        *,
        address: str = LOOPBACK,
        names: Sequence[str] = (),
        command: str = "",
        allowed: tuple[Path, ...] = (),
        is_presented: bool = False,
        idle: float = _IDLE,
    ) -> None:
        listening = _listen(address, port)
        access = Access(address, listening[0].getsockname()[1], tuple(name.lower() for name in names))
        self.preview = PreviewState(root, access, command, allowed, is_presented=is_presented)
        self._http = HTTPServer(_application(self.preview), idle_connection_timeout=idle, **_LIMITS)
        self._http.add_sockets(listening)

    def close(self) -> None:
        """Stop listening, and close the connections."""
        self._http.stop()
        for browser in tuple(self.preview.listeners):
            browser.close()


def _listen(address: str, port: int | None) -> list[socket.socket]:
    """Bind ``port``, or the first free one of ten; 0 means any. On the loopback address IPv6 is listened to as well."""
    wanted = [port] if port is not None else range(FIRST_PORT, FIRST_PORT + _PORTS)
    for each in wanted:
        try:
            found = [_bound(address, each)]
        except (OSError, UnicodeError) as error:
            if getattr(error, "errno", None) == errno.EADDRINUSE:
                continue
            reason = getattr(error, "strerror", None) or "it is no address"
            raise NoPort(f"{address} cannot be listened at: {reason}") from error
        if address == LOOPBACK:
            with suppress(OSError):
                found.append(_bound("::1", found[0].getsockname()[1]))
        return found
    ports = str(port) if port is not None else f"{FIRST_PORT} to {FIRST_PORT + _PORTS - 1}"
    raise NoPort(f"port {ports} is taken; name another one with --port")


def _bound(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listening = socket.create_server((address, port), family=family)
    listening.setblocking(False)
    return listening


def _application(preview: PreviewState) -> Application:
    use = {"preview": preview}
    routes: list[Any] = [
        (r"/livereload", websockets.Livereload, use),
        (r"/livereload\.js", handlers.Livereload, use),
        (r"/-/live/(.*)", websockets.Live, use),
        (r"/-/assets/.+", handlers.File, use),
        (r"/-/client\.js", handlers.Client, use),
        (r"/-/goto", handlers.Goto, use),
        (r"/-/edit", handlers.Edit, use),
        (r"/-/measured", handlers.Measured, use),
        (r"/(?:(.+)\.html|(?:index\.html)?)", handlers.Page, use),
        (r".*", handlers.Nothing, use),
    ]
    return Application(routes, log_function=_no_log, **_SOCKET_LIMITS)


def _no_log(_handler: RequestHandler) -> None:
    """Log no requests: the terminal shows what the author wants to know."""
