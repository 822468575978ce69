"""What each address of the live preview answers, under the server's own names only, and never with a trace."""

from __future__ import annotations

import json
from asyncio import to_thread
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from tornado.web import RequestHandler

from deckbuild.diagnostics.control_characters import visible
from deckbuild.serve import client_script, problem_json
from deckbuild.serve.access import name_of
from deckbuild.serve.editor import CannotEdit

if TYPE_CHECKING:
    from deckbuild.serve.state import PreviewState

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
_DIGITS = 10  # that no file's lines have


class Guarded(RequestHandler):
    """Refuses what does not come from the author's own browser, before anything is looked at."""

    SUPPORTED_METHODS: tuple[str, ...] = ("GET", "HEAD")

    def initialize(self, preview: PreviewState) -> None:
        """Answer for ``preview``."""
        self.preview = preview

    @property
    def local(self) -> str:
        """The address of ours at which the request has come in."""
        stream = getattr(self.request.connection, "stream", None)
        return str(stream.socket.getsockname()[0]) if stream and stream.socket else ""

    def set_default_headers(self) -> None:
        """Say nothing of us, and let nobody keep or use what we say."""
        self.clear_header("Server")
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse other names, a request meant for a proxy, and, when other computers can ask, one without the token."""
        hosts = self.request.headers.get_list("Host")
        if len(hosts) != 1 or not (self.request.uri or "").startswith("/"):
            self.refuse(400)
        elif not self.preview.access.is_called(hosts[0].lower(), self.local):
            self._turn_away(name_of(hosts[0]))
        elif self.preview.access.is_open and not self._has_token():
            self.refuse(403)

    def refuse(self, status: int) -> None:
        """Answer with nothing but ``status``."""
        self.set_status(status)
        self.finish()

    def _turn_away(self, name: str) -> None:
        """Refuse a name that is not ours, and say there and in the terminal how it can become ours."""
        if not name:
            self.refuse(421)
            return
        self.preview.turn_away(name)
        self.answer(421, f"{name} is no name of this server; deckbuild serve --allowed-host {name} makes it one")

    def _has_token(self) -> bool:
        access = self.preview.access
        return access.is_right(self.get_cookie(access.cookie) or "") or access.is_right(self.get_argument("token", ""))

    def head(self, *found: str | None) -> None:
        """Answer as to GET; the body is left out."""
        self.get(*found)

    def get(self, *found: str | None) -> None:  # noqa: ARG002 -- for subclasses
        """Answer what was ``found`` in the address."""
        self.send_error(404)

    def write_error(self, status_code: int, **_kwargs: Any) -> None:  # noqa: ANN401 -- tornado's
        """Answer with the number alone."""
        self.finish(f"{status_code}\n")

    def answer(self, status: int, words: str) -> None:
        """Answer with one line of text, whatever stands in it."""
        self.set_status(status)
        self.set_header("Content-Type", "text/plain; charset=UTF-8")
        self.finish(f"{visible(words)}\n".encode(errors="backslashreplace"))


class Page(Guarded):
    """A page, with the live preview's half behind it."""

    def get(self, *found: str | None) -> None:
        """Answer with the page of the name that was ``found``."""
        if self.preview.access.is_open and self.get_argument("token", ""):
            self._let_in()
            return
        name = found[0] or ""
        page = self.preview.page("" if name == "index" else name)
        if page.now.is_gone:
            self.set_status(404)
        html, live = page.served(self.preview.build, self.preview.access.token, is_presented=self.preview.is_presented)
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
        access = self.preview.access
        self.set_cookie(access.cookie, access.token, httponly=True, samesite="Strict", max_age=_DAY)
        self.finish(_ENTRY)


class File(Guarded):
    """A file that pages link. Its name changes with its content, so that browsers may keep it."""

    def get(self, *found: str | None) -> None:  # noqa: ARG002 -- the whole path counts
        """Answer with the file."""
        file = self.preview.files.get(self.request.path)
        if file is None:
            self.send_error(404)
            return
        self.set_header("Content-Type", file.media_type)
        self.set_header("Cache-Control", "private, max-age=31536000, immutable")
        if file.media_type != "application/pdf":  # which browsers show in a viewer of their own, and in no sandbox
            self.set_header("Content-Security-Policy", "sandbox allow-scripts")  # opened alone it is no page of ours
        self.set_header("Content-Length", len(file.data))
        if self.request.method == "GET":
            self.flush()
            self.write(file.data)
        self.finish()


class Client(Guarded):
    """The browser half."""

    def get(self, *found: str | None) -> None:  # noqa: ARG002 -- there is one file
        """Answer with it."""
        self.set_header("Content-Type", "text/javascript; charset=UTF-8")
        self.finish(client_script.script())


class Livereload(Guarded):
    """The LiveReload client of the `livereload` package, for pages and tools that want plain reloads."""

    def get(self, *found: str | None) -> None:  # noqa: ARG002 -- there is one file
        """Answer with it."""
        self.set_header("Content-Type", "text/javascript; charset=UTF-8")
        self.finish((files("livereload") / "vendors" / "livereload.js").read_bytes())


class Goto(Guarded):
    """Lets an editor drive the deck."""

    def get(self, *found: str | None) -> None:  # noqa: ARG002 -- there is one address
        """Show the slide of a line."""
        if not self.preview.access.is_right(self.get_argument("token", "")):
            self.send_error(403)
            return
        line = self.get_argument("line", "1")
        number = int(line) if line.isdecimal() and len(line) < _DIGITS else 0
        wrong = self.preview.go_to(self.get_argument("file", ""), number)
        self.answer(404, wrong) if wrong else self.set_status(204)


class Told(Guarded):
    """Listens to what a page of ours tells in JSON, and to nobody else."""

    SUPPORTED_METHODS = ("POST",)

    def told(self) -> dict[str, Any] | None:
        """Return what a page of ours tells; None, and the answer that it is none, for any other request."""
        asked = _asked(self.request.headers.get("Content-Type", ""), self.request.body)
        access = self.preview.access
        if access.is_from_us(self.request.headers, self.local) and access.is_right(str(asked.get("token", ""))):
            return asked
        self.answer(403, "this page is of an older server; reload it")
        return None


class Measured(Told):
    """Makes problems of what a page has measured on its slides."""

    def post(self) -> None:
        """Answer with what is wrong, as pages show it."""
        if (asked := self.told()) is not None:
            self.set_header("Content-Type", "application/json")
            self.finish(json.dumps([problem_json.told(each) for each in self.preview.hear(asked)]))


class Edit(Told):
    """Opens the author's editor at a place of the project."""

    async def post(self) -> None:
        """Open the editor."""
        asked = self.told()
        if asked is None:
            return
        place = asked.get("line", 1), asked.get("column", 1)
        if not self.preview.has(asked.get("file")) or not all(isinstance(each, int) for each in place):
            self.answer(404, f"{asked.get('file')} is no file of this project")
            return
        try:
            await to_thread(self.preview.edit, asked["file"], max(1, place[0]), max(1, place[1]))
        except CannotEdit as error:
            self.answer(501, str(error))
        else:
            self.set_status(204)


def _asked(kind: str, body: bytes) -> dict[str, Any]:
    """Return what a request asks for in JSON; nothing when it is no such request."""
    try:
        asked = json.loads(body) if kind.partition(";")[0].strip().lower() == "application/json" else None
    except (ValueError, RecursionError):
        return {}
    return asked if isinstance(asked, dict) else {}


class Nothing(Guarded):
    """What is asked for is not there."""
