"""Serves pages from memory, and tells the browsers that show one when it has changed."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from tornado.httpserver import HTTPServer

from deckbuild.diagnostics import about_file
from deckbuild.serve import editor
from deckbuild.serve.access import LOOPBACK, Access
from deckbuild.serve.handlers import application
from deckbuild.serve.news import START, Change, News, differs
from deckbuild.serve.pages import Page
from deckbuild.serve.problems import GONE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deckbuild.serve.sockets import _Socket

FIRST_PORT = 8000
_PORTS = 10  # tried one after the other when none is given
_IDLE = 15  # seconds after which a connection that says nothing is closed


class NoPort(Exception):
    """No port can be listened on; the text says which were tried."""


class Server:
    """One server: its pages, its rules, and the browsers that listen. Nothing is shared with others."""

    def __init__(
        self,
        root: Path,
        port: int | None,
        *,
        address: str = LOOPBACK,
        names: Sequence[str] = (),
        command: str = "",
        idle: float = _IDLE,
    ) -> None:
        self.root = root
        self.news = News()
        self.build = 0  # the number of the build that is shown; 0 before there was one
        self.sockets: set[_Socket] = set()
        self._command = command
        self._pages: dict[str, Page] = {}
        listening = _listen(address, port)
        self.access = Access(address, listening[0].getsockname()[1], tuple(name.lower() for name in names))
        limits = {"body_timeout": 5, "max_body_size": 4096, "max_header_size": 16384}
        self._http = HTTPServer(application(self), idle_connection_timeout=idle, **limits)
        self._http.add_sockets(listening)

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return self.access.port

    @property
    def names(self) -> list[str]:
        """The names of the pages that are there."""
        return sorted(name for name, page in self._pages.items() if not page.now.is_gone)

    @property
    def revisions(self) -> dict[str, str]:
        """The revisions of the pages that browsers load."""
        return {name: page.loaded.revision for name, page in self._pages.items()}

    def url(self, name: str = START) -> str:
        """Return the address of the page ``name``."""
        return self.access.url(f"{quote(name)}.html" if name else "")

    def page(self, name: str) -> Page:
        """Return the page of this name; one that says so when there is none."""
        if name in self._pages:
            return self._pages[name]
        gone = about_file(GONE, f"{name or 'index'}.html", "there is no deck of this name now", "its page comes back with it")
        state = Change(problems=(gone, *self.news.problems), is_gone=bool(self.build))
        return Page(name, now=state if self.build else Change())

    def show(self, news: News) -> bool:
        """Show what a build has made, and tell the browsers; return whether it differs from what was shown."""
        self.build += 1
        for name, change in news.pages.items():
            self._pages.setdefault(name, Page(name)).turn(change, self.build)
        before, self.news = self.news, news
        different = differs(before, news)
        for browser in tuple(self.sockets):
            browser.tell(different)
        return different

    def keep(self, html: Mapping[str, bytes], news: News) -> None:
        """Take the HTML that ``news`` are about, for those who load a page from now on."""
        for name, page in html.items():
            self._pages.setdefault(name, Page(name)).keep(page, news.pages[name])

    def go_to(self, file: str, line: int) -> str:
        """Show the slide of a line of a source in every browser that has its deck; return what is wrong, if it is."""
        path = self._inside(file)
        places = {name: place for name, page in self._pages.items() if (place := page.place(path, line))}
        if not places:
            return f"no slide comes from line {line} of {file}"
        told = [browser.go_to(*places[browser.page]) for browser in tuple(self.sockets) if browser.page in places]
        return "" if told else f"no browser shows {' or '.join(sorted(places))}"

    def has(self, file: object) -> bool:
        """Return whether ``file`` is one that the pages are made of."""
        path = self.root / file if isinstance(file, str) else None
        return path in self.news.stamps and path.is_file() if path else False

    def edit(self, file: str, line: int, column: int) -> None:
        """Open the author's editor; raises ``CannotEdit``."""
        editor.open_at(editor.choose(self._command, self.news.editor), self.root / file, line, column)

    def close(self) -> None:
        """Stop listening, and close the connections."""
        self._http.stop()
        for browser in tuple(self.sockets):
            browser.close()

    def _inside(self, file: str) -> str:
        """Return ``file`` from the project's root; editors name it from the root of their file system."""
        with suppress(ValueError, OSError):
            return Path(self.root, file).resolve().relative_to(self.root).as_posix()
        return ""


def _listen(address: str, port: int | None) -> list[socket.socket]:
    """Bind ``port``, or the first free one of ten; 0 means any. On the loopback address IPv6 is listened to as well."""
    wanted = [port] if port is not None else range(FIRST_PORT, FIRST_PORT + _PORTS)
    for each in wanted:
        with suppress(OSError):
            found = [_bound(address, each)]
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
