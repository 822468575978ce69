"""What each address of the live preview answers, under the server's own names only, and never with a trace."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from tornado.web import Application, RequestHandler

from deckbuild.serve import client
from deckbuild.serve.editor import CannotEdit

if TYPE_CHECKING:
    from deckbuild.serve.server import Server

_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
# Where the first address, with the token, leads: a page of ours, so that the browser sends the strict cookie along.
_ENTRY = """<!doctype html><meta charset="utf-8"><title>deckbuild</title><script>
const address = new URL(location.href);
address.searchParams.delete("token");
location.replace(address);
</script>
"""
_DAY = 24 * 60 * 60  # seconds


class Guarded(RequestHandler):
    """Refuses what does not come from the author's own browser, before anything is looked at."""

    SUPPORTED_METHODS: tuple[str, ...] = ("GET", "HEAD")  # type: ignore[assignment]  # tornado's are more

    def initialize(self, server: Server) -> None:
        self.server = server

    @property
    def local(self) -> str:
        """The address of ours at which the request has come in."""
        stream = getattr(self.request.connection, "stream", None)
        return str(stream.socket.getsockname()[0]) if stream and stream.socket else ""

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse other names, a request meant for a proxy, and, when other computers can ask, one without the token."""
        hosts = self.request.headers.get_list("Host")
        if len(hosts) != 1 or not (self.request.uri or "").startswith("/"):
            self._refuse(400)
        elif hosts[0].lower() not in self.server.access.hosts(self.local):
            self._refuse(421)
        elif self.server.access.is_open and not self._has_token():
            self._refuse(403)

    def _refuse(self, status: int) -> None:
        self.set_status(status)
        self.finish()

    def _has_token(self) -> bool:
        access = self.server.access
        return access.is_right(self.get_cookie(access.cookie) or "") or access.is_right(self.get_argument("token", ""))

    def head(self, *found: str | None) -> None:
        self.get(*found)

    def get(self, *found: str | None) -> None:  # noqa: ARG002 -- for subclasses
        self.send_error(404)

    def write_error(self, status_code: int, **_kwargs: Any) -> None:  # noqa: ANN401 -- tornado's
        self.finish(f"{status_code}\n")

    def say(self, status: int, words: str) -> None:
        """Answer with one line of text."""
        self.set_status(status)
        self.set_header("Content-Type", "text/plain; charset=UTF-8")
        self.finish(f"{words}\n")


class _Page(Guarded):
    def get(self, *found: str | None) -> None:
        if self.server.access.is_open and self.get_argument("token", ""):
            self._let_in()
            return
        name = found[0] or ""
        page = self.server.page("" if name == "index" else name)
        if page.now.is_gone:
            self.set_status(404)
        html, live = page.served(self.server.build, self.server.access.token)
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.set_header("Content-Length", len(html) + len(live))
        if self.request.method == "GET":
            self.flush()  # headers first: then a page of some megabytes goes out without being copied or hashed
            self.write(html)
            self.flush()
            self.write(live)
        self.finish()

    def _let_in(self) -> None:
        """Turn the token in the address into a cookie."""
        access = self.server.access
        self.set_cookie(access.cookie, access.token, httponly=True, samesite="Strict", max_age=_DAY)
        self.finish(_ENTRY)


class _Client(Guarded):
    """The browser half."""

    def get(self, *found: str | None) -> None:  # noqa: ARG002 -- there is one file
        self.set_header("Content-Type", "text/javascript; charset=UTF-8")
        self.finish(client.script())


class _Livereload(Guarded):
    """The LiveReload client of the `livereload` package, for pages and tools that want plain reloads."""

    def get(self, *found: str | None) -> None:  # noqa: ARG002 -- there is one file
        self.set_header("Content-Type", "text/javascript; charset=UTF-8")
        self.finish((files("livereload") / "vendors" / "livereload.js").read_bytes())


class _Goto(Guarded):
    """Lets an editor drive the deck."""

    def get(self, *found: str | None) -> None:  # noqa: ARG002 -- there is one address
        if not self.server.access.is_right(self.get_argument("token", "")):
            self.send_error(403)
            return
        line = self.get_argument("line", "1")
        wrong = self.server.go_to(self.get_argument("file", ""), int(line) if line.isdecimal() else 0)
        self.say(404, wrong) if wrong else self.set_status(204)


class _Edit(Guarded):
    """Opens the author's editor at a place of the project."""

    SUPPORTED_METHODS = ("POST",)

    def post(self) -> None:
        asked = _asked(self.request.headers.get("Content-Type", ""), self.request.body)
        access = self.server.access
        if not access.is_from_us(self.request.headers, self.local) or not access.is_right(str(asked.get("token", ""))):
            self.send_error(403)
            return
        place = asked.get("line", 1), asked.get("column", 1)
        if not self.server.has(asked.get("file")) or not all(isinstance(each, int) for each in place):
            self.send_error(404)
            return
        try:
            self.server.edit(asked["file"], max(1, place[0]), max(1, place[1]))
        except CannotEdit as error:
            self.say(501, str(error))
        else:
            self.set_status(204)


def _asked(kind: str, body: bytes) -> dict[str, Any]:
    """Return what a request asks for in JSON; nothing when it is no such request."""
    try:
        asked = json.loads(body) if kind.split(";")[0].strip().lower() == "application/json" else None
    except ValueError:
        return {}
    return asked if isinstance(asked, dict) else {}


class _Nothing(Guarded):
    """What is asked for is not there."""


def application(server: Server) -> Application:
    """Return the addresses of ``server``."""
    from deckbuild.serve.sockets import Live, Livereload

    use = {"server": server}
    routes: list[Any] = [
        (r"/livereload", Livereload, use),
        (r"/livereload\.js", _Livereload, use),
        (r"/-/live/(.*)", Live, use),
        (r"/-/client\.js", _Client, use),
        (r"/-/goto", _Goto, use),
        (r"/-/edit", _Edit, use),
        (r"/(?:(.+)\.html|(?:index\.html)?)", _Page, use),
        (r".*", _Nothing, use),
    ]
    return Application(routes, websocket_ping_interval=20, websocket_max_message_size=4096, log_function=_no_log)


def _no_log(_handler: RequestHandler) -> None:
    """Log no requests: the terminal shows what the author wants to know."""
