"""What the server answers, and to whom."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from deckbuild.serve import server as serving
from deckbuild.serve.server import NoPort, Server
from deckbuild.serve.site import Shown, Site

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tornado.httpclient import HTTPResponse

SITE = Site({"": Shown("<p>start</p>"), "talk": Shown("<p>talk</p>"), "a b/ü": Shown("<p>odd</p>")})
HELLO = json.dumps({"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]})


def with_server(test: Callable[[Server], Awaitable[Any]]) -> Any:  # noqa: ANN401 -- what the test returns
    """Run `test` with a server on a free port."""

    async def run() -> Any:  # noqa: ANN401 -- what the test returns
        server = Server(SITE, 0)
        try:
            return await test(server)
        finally:
            server.close()

    return asyncio.run(run())


async def answer(server: Server, path: str, **options: Any) -> HTTPResponse:  # noqa: ANN401 -- of HTTPRequest
    client = AsyncHTTPClient(force_instance=True)
    request = HTTPRequest(f"http://127.0.0.1:{server.port}{path}", **options)
    try:
        return await client.fetch(request, raise_error=False)
    finally:
        client.close()


def get(path: str, **options: Any) -> HTTPResponse:  # noqa: ANN401 -- of HTTPRequest
    response: HTTPResponse = with_server(lambda server: answer(server, path, **options))
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
    async def ask(server: Server) -> HTTPResponse:
        return await answer(server, "/talk.html", headers={"Host": f"localhost:{server.port}"})

    assert with_server(ask).code == 200


def test_answers_are_kept_nowhere_and_seen_by_no_other_site() -> None:
    headers = get("/talk.html").headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Server" not in headers
    assert "Access-Control-Allow-Origin" not in headers


def test_the_state_of_a_page_is_its_revision_and_its_problems() -> None:
    assert json.loads(get("/-/state/talk").body) == {"revision": SITE.pages["talk"].revision, "problems": []}


def test_a_listening_browser_is_told_of_every_change() -> None:
    async def listen(server: Server) -> list[str]:
        url = f"ws://127.0.0.1:{server.port}/livereload"
        connection = await websocket_connect(HTTPRequest(url, headers={"Origin": f"http://127.0.0.1:{server.port}"}))
        await connection.write_message(HELLO)
        commands = [json.loads(str(await connection.read_message()))["command"]]
        for _ in range(3):
            server.show(SITE, ["talk"])
            commands.append(json.loads(str(await connection.read_message()))["command"])
        connection.close()
        return commands

    assert with_server(listen) == ["hello", "reload", "reload", "reload"]


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost", "null", "http://127.0.0.1:1", "file://"])
def test_a_page_of_another_site_cannot_listen(origin: str) -> None:
    async def listen(server: Server) -> int:
        request = HTTPRequest(f"ws://127.0.0.1:{server.port}/livereload", headers={"Origin": origin})
        with pytest.raises(HTTPClientError) as refused:
            await websocket_connect(request)
        return refused.value.code

    assert with_server(listen) == 403


@pytest.mark.parametrize("message", ["no json", "{}", "[]", '"hello"', '{"command": "info", "url": "x"}', "\x00"])
def test_a_strange_message_is_ignored(message: str) -> None:
    async def listen(server: Server) -> str:
        request = HTTPRequest(
            f"ws://127.0.0.1:{server.port}/livereload", headers={"Origin": f"http://localhost:{server.port}"}
        )
        connection = await websocket_connect(request)
        await connection.write_message(message)
        await connection.write_message(HELLO)
        answered = json.loads(str(await connection.read_message()))["command"]
        connection.close()
        return str(answered)

    assert with_server(listen) == "hello"


def test_two_servers_do_not_mix() -> None:
    async def both(first: Server) -> int:
        second = Server(Site(), 0)
        second.show(SITE, ["talk"])
        second.close()
        return len(first.sockets) + len(first.site.pages)

    assert with_server(both) == 3


def test_the_next_free_port_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(serving, "FIRST_PORT", port)

        async def run() -> int:
            server = Server(SITE, None)
            server.close()
            return server.port

        assert port < asyncio.run(run()) < port + 10


def test_a_port_that_is_named_and_taken_is_refused() -> None:
    async def twice(server: Server) -> None:
        with pytest.raises(NoPort, match=f"port {server.port} is taken"):
            Server(SITE, server.port)

    with_server(twice)


@pytest.mark.parametrize(
    "path",
    ["/nothing.html", "/%2e%2e/%2e%2e/etc/passwd.html", "/%252e%252e%252fetc%252fpasswd.html", "/talk.html.html"],
)
def test_a_deck_that_is_not_there_is_told_by_a_page_that_comes_back_with_it(path: str) -> None:
    response = get(path)

    assert response.code == 404
    assert b"there is no deck of this name now" in response.body
    assert b"/-/client.js" in response.body
    assert b"root:" not in response.body


def test_a_name_with_odd_characters_has_an_address_that_works() -> None:
    async def ask(server: Server) -> HTTPResponse:
        server.show(Site({"100%25 #1?": Shown("<p>odd</p>")}), [])
        return await answer(server, server.url("100%25 #1?").removeprefix(f"http://127.0.0.1:{server.port}"))

    assert b"odd" in with_server(ask).body
