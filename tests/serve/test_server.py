"""What the server answers, and to whom."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from deckbuild.serve import server as serving
from deckbuild.serve.messages import BuildReport, PageChange
from deckbuild.serve.server import NoPort, Server

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from tornado.httpclient import HTTPResponse

    from deckbuild.serve.state import PreviewState

PAGES = {"": b"<p>start</p>", "talk": b"<p>talk</p>", "a b/ü": b"<p>odd</p>"}
LINES = ((("slides/talk.md", 1, 4), ("slides/talk.md", 5, 9)),)
HELLO = json.dumps({"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]})
ROOT = Path(__file__).resolve().parents[2]


def show(preview: PreviewState, pages: Mapping[str, bytes] = PAGES) -> None:
    """Show these pages, as after a build."""
    report = BuildReport({name: PageChange(f"revision of {name}", lines=LINES) for name in pages})
    preview.keep(pages, report)
    preview.show(report)


def with_server(test: Callable[[PreviewState], Awaitable[Any]], **options: Any) -> Any:  # noqa: ANN401 -- what the test returns
    """Run `test` with a server on a free port."""

    async def run() -> Any:  # noqa: ANN401 -- what the test returns
        server = Server(ROOT, 0, **options)
        show(server.preview)
        try:
            return await test(server.preview)
        finally:
            server.close()

    return asyncio.run(run())


async def answer(preview: PreviewState, path: str, **options: Any) -> HTTPResponse:  # noqa: ANN401 -- of HTTPRequest
    client = AsyncHTTPClient(force_instance=True)
    request = HTTPRequest(f"http://127.0.0.1:{preview.access.port}{path}", **options)
    try:
        return await client.fetch(request, raise_error=False)
    finally:
        client.close()


def get(path: str, **options: Any) -> HTTPResponse:  # noqa: ANN401 -- of HTTPRequest
    response: HTTPResponse = with_server(lambda preview: answer(preview, path, **options))
    return response


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/", "start"),
        ("/index.html", "start"),
        ("/talk.html", "talk"),
        ("/talk.html?view=print", "talk"),
        ("/a%20b/%C3%BC.html", "odd"),
    ],
)
def test_pages_are_served_by_their_names(path: str, text: str) -> None:
    response = get(path)

    assert response.code == 200
    assert text in response.body.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/deckbuild.yml",
        "/../../../../etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/etc/passwd",
        "/talk.html/../../etc/passwd",
        "/-/client.css",
        "/-/../server.py",
        "/forcereload",
        "/-/live",
        "/-/state/talk",
        "/..\\..\\etc\\passwd",
        "/..%5c..%5cetc%5cpasswd.htm",
        "//etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%252e%252e/%252e%252e/etc/passwd",
        "/slides/transformers.md",
        "/.git/config",
        "/pyproject.toml",
        "/talk.html%00",
    ],
)
def test_nothing_else_is_served(path: str) -> None:
    response = get(path)

    assert response.code == 404
    assert response.body == b"404\n"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_get_and_head_are_answered(method: str) -> None:
    assert get("/", method=method, allow_nonstandard_methods=True).code == 405


def test_head_is_get_without_a_body() -> None:
    response = get("/talk.html", method="HEAD")

    assert response.code == 200
    assert response.body == b""


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1:0", "[::1]", "file:", ""])
def test_another_host_name_is_misdirected(host: str) -> None:
    response = get("/talk.html", headers={"Host": host})

    assert response.code in (400, 421)
    assert b"talk" not in (response.body or b"")


def test_localhost_is_our_name_too() -> None:
    async def ask(preview: PreviewState) -> HTTPResponse:
        return await answer(preview, "/talk.html", headers={"Host": f"localhost:{preview.access.port}"})

    assert with_server(ask).code == 200


def test_answers_are_kept_nowhere_and_seen_by_no_other_site() -> None:
    headers = get("/talk.html").headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Server" not in headers
    assert "Access-Control-Allow-Origin" not in headers


def test_another_livereload_client_is_told_to_reload_at_every_change() -> None:
    async def listen(preview: PreviewState) -> list[str]:
        connection = await websocket_connect(socket_request(preview, "livereload"))
        await connection.write_message(HELLO)
        commands = [json.loads(str(await connection.read_message()))["command"]]
        for number in range(3):
            preview.show(BuildReport({"talk": PageChange(f"revision {number}")}))
            commands.append(json.loads(str(await connection.read_message()))["command"])
        connection.close()
        return commands

    assert with_server(listen) == ["hello", "reload", "reload", "reload"]


def socket_request(preview: PreviewState, path: str, **headers: str) -> HTTPRequest:
    """Ask for a WebSocket, as one of our pages does."""
    origin = {"Origin": f"http://127.0.0.1:{preview.access.port}"}
    return HTTPRequest(f"ws://127.0.0.1:{preview.access.port}/{path}", headers=origin | headers)


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://localhost", "null", "", "http://127.0.0.1:1", "file://"]
)
@pytest.mark.parametrize("path", ["livereload", "-/live/talk"])
def test_a_page_of_another_site_cannot_listen(origin: str, path: str) -> None:
    async def listen(preview: PreviewState) -> int:
        request = socket_request(preview, path, Origin=origin)
        with pytest.raises(HTTPClientError) as refused:
            await websocket_connect(request)
        return refused.value.code

    assert with_server(listen) == 403


@pytest.mark.parametrize(
    "message", ["no json", "{}", "[]", '"hello"', '{"command": "info", "url": "x"}', "\x00", "[" * 4000]
)
def test_a_strange_message_is_ignored(message: str) -> None:
    async def listen(preview: PreviewState) -> str:
        connection = await websocket_connect(socket_request(preview, "livereload"))
        await connection.write_message(message)
        await connection.write_message(HELLO)
        answered = json.loads(str(await connection.read_message()))["command"]
        connection.close()
        return str(answered)

    assert with_server(listen) == "hello"


def test_two_servers_in_one_process_do_not_mix() -> None:
    async def both(first: PreviewState) -> tuple[list[str], int, int, bool]:
        second = Server(ROOT, 0)
        connection = await websocket_connect(socket_request(second.preview, "-/live/talk"))
        show(second.preview, {"only": b""})
        told = [json.loads(str(await connection.read_message()))["kind"]]
        listening = len(first.listeners), len(second.preview.listeners)
        connection.close()
        second.close()
        return [*told, *second.preview.names], *listening, first.access.token == second.preview.access.token

    assert with_server(both) == (["state", "only"], 0, 1, False)


def test_the_next_free_port_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(serving, "FIRST_PORT", port)

        async def run() -> int:
            server = Server(ROOT, None)
            server.close()
            return server.preview.access.port

        assert port < asyncio.run(run()) < port + 10


@pytest.mark.parametrize("address", ["nosuch.invalid", "192.0.2.1", "x" * 70])
def test_an_address_that_cannot_be_listened_at_is_told(address: str) -> None:
    with pytest.raises(NoPort, match=f"^{address} cannot be listened at: "):
        Server(ROOT, None, address=address)


def test_a_port_that_is_named_and_taken_is_refused() -> None:
    async def twice(preview: PreviewState) -> None:
        with pytest.raises(NoPort, match=f"port {preview.access.port} is taken"):
            Server(ROOT, preview.access.port)

    with_server(twice)


@pytest.mark.parametrize(
    "path",
    ["/nothing.html", "/%2e%2e/%2e%2e/etc/passwd.html", "/%252e%252e%252fetc%252fpasswd.html", "/talk.html.html"],
)
def test_a_deck_that_is_not_there_is_told_by_a_page_that_comes_back_with_it(path: str) -> None:
    response = get(path)

    assert response.code == 404
    assert b"there is no deck of this name now" in response.body
    assert b"revision of talk" not in response.body
    assert b"/-/client.js" in response.body
    assert b"root:" not in response.body


def test_a_name_with_odd_characters_has_an_address_that_works() -> None:
    async def ask(preview: PreviewState) -> HTTPResponse:
        show(preview, {"100%25 #1?": b"<p>odd</p>"})
        return await answer(preview, preview.url("100%25 #1?").removeprefix(f"http://127.0.0.1:{preview.access.port}"))

    assert b"odd" in with_server(ask).body
