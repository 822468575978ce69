"""Who may ask the server for what: requests as no browser sends them, other sites, other computers, and tokens."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from deckbuild.files.stamps import stamp
from deckbuild.serve.access import Access
from deckbuild.serve.messages import BuildReport, File, PageChange
from deckbuild.serve.server import Server

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tornado.httpclient import HTTPResponse
    from tornado.websocket import WebSocketClientConnection

    from deckbuild.serve.state import PreviewState
    from tests.conftest import MakeProject

SECRET = b"root:x:0:0"
LINES = ((("slides/talk.md", 1, 4), ("slides/talk.md", 5, 9)),)


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    return make_project({"slides/talk.md": "# One\n", "secret.txt": SECRET}).resolve()


def with_preview(root: Path, test: Callable[[PreviewState], Awaitable[Any]], **options: Any) -> Any:  # noqa: ANN401
    """Run `test` with a server that shows a deck and a picture."""

    async def run() -> Any:  # noqa: ANN401 -- what the test returns
        server = Server(root, 0, **options)
        talk = root / "slides" / "talk.md"
        files = {
            "/-/assets/x.0123456789abcdef.svg": File("image/svg+xml", b"<svg/>"),
            "/-/assets/x.0123456789abcdef.pdf": File("application/pdf", b"%PDF-"),
        }
        report = BuildReport({"talk": PageChange("r", lines=LINES)}, (), {talk: stamp(talk), root: stamp(root)}, files)
        server.preview.keep({"talk": b"<p>talk</p>"}, report)
        server.preview.show(report)
        try:
            return await test(server.preview)
        finally:
            server.close()

    return asyncio.run(run())


async def sent(preview: PreviewState, request: bytes) -> bytes:
    """Send bytes, and return all that comes back until the server closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", preview.access.port)
    writer.write(request.replace(b"HOST", f"127.0.0.1:{preview.access.port}".encode()))
    try:
        return await asyncio.wait_for(reader.read(), 10)
    except ConnectionError:  # the server has closed before it had read all
        return b""
    finally:
        writer.close()


async def answer(preview: PreviewState, path: str, **options: Any) -> HTTPResponse:  # noqa: ANN401 -- of HTTPRequest
    client = AsyncHTTPClient(force_instance=True)
    request = HTTPRequest(f"http://127.0.0.1:{preview.access.port}{path}", follow_redirects=False, **options)
    try:
        return await client.fetch(request, raise_error=False)
    finally:
        client.close()


@pytest.mark.parametrize(
    "target",
    [
        b"/../../../../etc/passwd",
        b"/..%2f..%2f..%2fetc%2fpasswd",
        b"/%2e%2e/%2e%2e/etc/passwd",
        b"/%252e%252e%252fetc%252fpasswd",
        b"/..\\..\\etc\\passwd",
        b"/..%5c..%5cetc%5cpasswd",
        b"//etc/passwd",
        b"/talk.html/../../secret.txt",
        b"/secret.txt",
        b"/secret.html",
        b"/-/assets/../../secret.txt",
        b"/-/assets/%2e%2e/%2e%2e/secret.txt",
        b"/-/assets//etc/passwd",
        b"/slides/talk.md",
        b"/talk.html%00.md",
        b"/#/../etc/passwd",
        b"http://HOST/talk.html",
        b"http://evil.example/talk.html",
        b"file:///etc/passwd",
        b"*",
        b"HOST",
        b"\\\\evil\\x",
        b"/\xff\xfe",
    ],
)
def test_no_request_target_leads_to_a_file(root: Path, target: bytes) -> None:
    request = b"GET " + target + b" HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n"
    received: bytes = with_preview(root, lambda preview: sent(preview, request))

    assert re.match(rb"HTTP/1.1 40[04] |$", received), received[:100]
    assert SECRET not in received
    assert b"<p>talk" not in received
    assert b"Traceback" not in received


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (b"", b"400"),
        (b"Host: HOST\r\nHost: HOST\r\n", b"400"),
        (b"Host: HOST\r\nHost: evil.example\r\n", b"400"),
        (b"Host: evil.example\r\n", b"421"),
        (b"Host: evil.example\r\nX-Forwarded-Host: HOST\r\n", b"421"),
        (b"Host: evil.example\r\nForwarded: host=HOST\r\n", b"421"),
        (b"Host: 127.0.0.1\r\n", b"421"),
        (b"Host: HOST.evil.example\r\n", b"4"),
        (b"Host: HOST@evil.example\r\n", b"4"),
        (b"Host: file:\r\n", b"4"),
        (b"Host: [::\r\n", b"4"),
        (b"Host:\r\n", b"4"),
        (b"Host: HOST\r\nX-Forwarded-Host: evil.example\r\n", b"200"),
    ],
)
def test_only_our_own_names_are_answered(root: Path, headers: bytes, status: bytes) -> None:
    request = b"GET /talk.html HTTP/1.1\r\n" + headers + b"Connection: close\r\n\r\n"
    received: bytes = with_preview(root, lambda preview: sent(preview, request))

    assert received.startswith(b"HTTP/1.1 " + status) or (status != b"200" and not received), received[:100]
    assert (b"<p>talk" in received) == (status == b"200")


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("evil.example", "evil.example"),
        ("Abc-8000.preview.dev:443", "abc-8000.preview.dev"),
        ("localhost:9000", "localhost"),
        ("[fe80::1]:80", "[fe80::1]"),
        ("-evil.example", ""),
        ("a" * 300, ""),
    ],
)
def test_a_name_that_is_not_ours_is_told_how_it_can_be_allowed(root: Path, host: str, name: str) -> None:
    async def ask(preview: PreviewState) -> tuple[int, str, list[str]]:
        told: list[str] = []
        preview.refused = told.append
        for _ in range(2):
            found = await answer(preview, "/talk.html", headers={"Host": host})
        return found.code, found.body.decode(), told

    words = f"{name} is no name of this server; deckbuild serve --allowed-host {name} makes it one\n"
    assert with_preview(root, ask) == (421, words if name else "", [name] if name else [])


def test_of_very_many_wrong_names_the_first_are_told(root: Path) -> None:
    async def ask(preview: PreviewState) -> int:
        told: list[str] = []
        preview.refused = told.append
        for number in range(50):
            preview.turn_away(f"evil{number}.example")
        return len(told)

    assert with_preview(root, ask) == 20


@pytest.mark.parametrize("host", ["decks.test:PORT", "decks.test", "DECKS.test:443", "decks.test:9"])
def test_a_name_that_is_allowed_is_answered_with_any_port_for_it_may_be_forwarded(root: Path, host: str) -> None:
    async def ask(preview: PreviewState) -> int:
        named = host.replace("PORT", str(preview.access.port))
        return (await answer(preview, "/talk.html", headers={"Host": named})).code

    assert with_preview(root, ask, names=["Decks.test"]) == 200


@pytest.mark.parametrize(
    ("origin", "is_ours"),
    [
        ("https://decks.test", True),
        ("http://decks.test:81", True),
        ("https://decks.test.evil.example", False),
        ("https://127.0.0.1:80", False),
        ("ftp://decks.test", False),
        ("decks.test", False),
        ("https://", False),
        ("null", False),
    ],
)
def test_a_page_of_an_allowed_name_may_listen_also_over_https(origin: str, is_ours: bool) -> None:
    assert Access(port=80, names=("decks.test",)).is_from_us({"Origin": origin}) is is_ours


def test_a_server_at_another_loopback_address_is_called_by_it(root: Path) -> None:
    async def ask(preview: PreviewState) -> tuple[int, bool]:
        page = await AsyncHTTPClient().fetch(preview.url("talk"), raise_error=False)
        return page.code, preview.access.is_from_us({"Origin": f"http://127.0.0.2:{preview.access.port}"})

    assert with_preview(root, ask, address="127.0.0.2") == (200, True)


def test_editors_are_told_an_address_that_is_listened_at() -> None:
    assert Access("::", 1).goto.startswith("http://[::1]:1/")
    assert Access("0.0.0.0", 1).goto.startswith("http://127.0.0.1:1/")  # noqa: S104 -- for this test


def test_the_names_of_two_ports_differ() -> None:
    assert Access(port=8001).hosts().isdisjoint(Access(port=8002).hosts())
    assert "localhost" in Access(port=80).hosts()


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nHost: HOST\r\nX: " + b"x" * 20_000 + b"\r\n\r\n",
        b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: HOST\r\n\r\n",
        b"POST /-/edit HTTP/1.1\r\nHost: HOST\r\nContent-Length: 99999999\r\n\r\n{}",
        b"GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\r\n\r\n\r\n",
    ],
)
def test_an_oversized_or_broken_request_ends_the_connection_and_nothing_else(root: Path, request_: bytes) -> None:
    async def ask(preview: PreviewState) -> tuple[bytes, int]:
        return await sent(preview, request_), (await answer(preview, "/talk.html")).code

    received, after = with_preview(root, ask, idle=0.2)
    assert b"200 OK" not in received
    assert after == 200


@pytest.mark.slow
def test_half_sent_requests_are_dropped_and_others_answered_meanwhile(root: Path) -> None:
    """Takes 6 s: a body may take 5 s, an idle connection 0.2 s (15 s in the program); 270 of 300 have to be gone."""
    halves = [
        b"GET / HTTP/1.1\r\nHost: HOST\r\nX:",
        b"POST /-/edit HTTP/1.1\r\nHost: HOST\r\nContent-Length: 9\r\n\r\n{",
        b"",
    ]

    async def ask(preview: PreviewState) -> tuple[int, int]:
        half = [asyncio.create_task(sent(preview, halves[number % 3])) for number in range(300)]
        await asyncio.sleep(0)
        code = (await answer(preview, "/talk.html")).code
        done, _ = await asyncio.wait(half, timeout=9)
        return code, len([task for task in done if not task.exception()])

    code, gone = with_preview(root, ask, idle=0.2)
    assert code == 200
    assert gone >= 270


def test_five_hundred_requests_at_once_are_all_answered(root: Path) -> None:
    request = b"GET /talk.html HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n"

    async def ask(preview: PreviewState) -> list[bytes]:
        return await asyncio.gather(*(sent(preview, request) for _ in range(500)))

    assert all(b"<p>talk</p>" in received for received in with_preview(root, ask))


async def socket(preview: PreviewState, path: str = "-/live/talk") -> WebSocketClientConnection:
    """Open a socket, as one of our pages does."""
    origin = {"Origin": f"http://127.0.0.1:{preview.access.port}"}
    return await websocket_connect(HTTPRequest(f"ws://127.0.0.1:{preview.access.port}/{path}", headers=origin))


async def closed(*connections: WebSocketClientConnection) -> None:
    for connection in connections:
        connection.close()
        while await connection.read_message() is not None:
            pass


@pytest.mark.parametrize("path", ["-/live/talk", "livereload"])
def test_a_hundred_sockets_are_the_most(root: Path, path: str) -> None:
    async def ask(preview: PreviewState) -> int:
        connections = [await socket(preview, path) for _ in range(100)]
        while len(preview.listeners) < 100:
            await asyncio.sleep(0.01)
        with pytest.raises(HTTPClientError) as refused:
            await socket(preview, "-/live/talk")
        await closed(*connections)
        return refused.value.code

    assert with_preview(root, ask) == 503


def test_pictures_take_no_place_from_pages_and_the_newest_stay(root: Path) -> None:
    async def ask(preview: PreviewState) -> tuple[int | None, bool]:
        pictures = [await socket(preview, "-/live/talk?revision=r&picture=") for _ in range(201)]
        page = await socket(preview)
        assert await page.read_message()
        assert await pictures[0].read_message()
        is_closed = await pictures[0].read_message() is None
        assert await pictures[1].read_message()
        pictures[0].close()
        await closed(page, *pictures[1:])
        return pictures[0].close_code, is_closed

    assert with_preview(root, ask) == (1013, True)


def test_a_long_message_ends_the_socket(root: Path) -> None:
    async def ask(preview: PreviewState) -> object:
        url = f"ws://127.0.0.1:{preview.access.port}/-/live/talk"
        origin = {"Origin": f"http://127.0.0.1:{preview.access.port}"}
        connection = await websocket_connect(HTTPRequest(url, headers=origin))
        await connection.read_message()
        await connection.write_message("x" * 5000)
        last = await connection.read_message()
        connection.close()
        return last

    assert with_preview(root, ask) is None


def test_a_picture_is_served_from_memory_and_may_be_kept(root: Path) -> None:
    response = with_preview(root, lambda preview: answer(preview, "/-/assets/x.0123456789abcdef.svg"))

    assert (response.code, response.body, response.headers["Content-Type"]) == (200, b"<svg/>", "image/svg+xml")
    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["Content-Security-Policy"] == "sandbox allow-scripts"


def test_a_pdf_is_in_no_sandbox_where_browsers_would_not_show_it(root: Path) -> None:
    response = with_preview(root, lambda preview: answer(preview, "/-/assets/x.0123456789abcdef.pdf"))

    assert (response.code, response.headers.get("Content-Security-Policy")) == (200, None)


# Other computers


def test_with_a_host_of_the_network_nothing_is_answered_without_the_token(root: Path) -> None:
    paths = ["/talk.html", "/", "/-/client.js", "/-/assets/x.0123456789abcdef.svg", "/livereload.js", "/nothing"]

    async def ask(preview: PreviewState) -> list[tuple[int, bytes]]:
        answers = [await answer(preview, path) for path in paths]
        answers += [await answer(preview, f"{path}?token={'0' * 32}") for path in paths]
        return [(each.code, each.body) for each in answers]

    assert set(with_preview(root, ask, address="0.0.0.0")) == {(403, b"")}  # noqa: S104 -- for this test


def test_the_first_address_lets_a_browser_in_for_good(root: Path) -> None:
    async def ask(preview: PreviewState) -> tuple[HTTPResponse, HTTPResponse]:
        first = await answer(preview, f"/talk.html?token={preview.access.token}")
        cookie = first.headers["Set-Cookie"].partition(";")[0]
        return first, await answer(preview, "/talk.html", headers={"Cookie": cookie})

    first, second = with_preview(root, ask, address="0.0.0.0")  # noqa: S104 -- for this test
    assert {"HttpOnly", "SameSite=Strict"} <= set(first.headers["Set-Cookie"].split("; "))
    assert b"<p>talk" not in first.body
    assert b'searchParams.delete("token")' in first.body
    assert b"<p>talk</p>" in second.body


def test_on_the_loopback_address_no_token_is_needed() -> None:
    assert not Access("127.0.0.1", 1).is_open
    assert not Access("::1", 1).is_open
    assert not Access("localhost", 1).is_open
    assert Access("192.168.1.2", 1).is_open
    assert Access("my-computer", 1).is_open
    assert "token=" in Access("192.168.1.2", 1).url("talk.html")
    assert "token=" not in Access("127.0.0.1", 1).url("talk.html")


# What opens an editor, and what an editor may ask


def told(preview: PreviewState, **about: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON
    return {"token": preview.access.token, "file": "slides/talk.md", "line": 3, "column": 2} | about


async def edit(preview: PreviewState, about: Any, **headers: str) -> HTTPResponse:  # noqa: ANN401 -- JSON
    usual = {"Origin": f"http://127.0.0.1:{preview.access.port}", "Content-Type": "application/json"}
    body = about if isinstance(about, bytes) else json.dumps(about)
    return await answer(preview, "/-/edit", method="POST", body=body, headers=usual | headers)


def writing(told_to: Path) -> str:
    """Return an editor's command that writes down what it is told."""
    script = f"import sys; open({str(told_to)!r}, 'w').write('|'.join(sys.argv[1:]))"
    return f'{sys.executable} -c "{script}" {{file}} {{line}} {{column}}'


def test_the_editor_is_opened_at_the_place(root: Path, tmp_path: Path) -> None:
    async def ask(preview: PreviewState) -> int:
        code = (await edit(preview, told(preview))).code
        while not (tmp_path / "told").exists() or not (tmp_path / "told").read_text():
            await asyncio.sleep(0.01)
        return code

    assert with_preview(root, ask, command=writing(tmp_path / "told")) == 204
    assert (tmp_path / "told").read_text() == f"{root / 'slides' / 'talk.md'}|3|2"


@pytest.mark.parametrize(
    ("about", "headers", "code"),
    [
        ({"token": "0" * 32}, {}, 403),
        ({"token": ""}, {}, 403),
        ({"token": None}, {}, 403),
        ({}, {"Origin": "http://evil.example"}, 403),
        ({}, {"Origin": ""}, 403),
        ({}, {"Content-Type": "text/plain"}, 403),
        ({"file": "secret.txt"}, {}, 404),
        ({"file": "../secret.txt"}, {}, 404),
        ({"file": "slides/../slides/talk.md"}, {}, 404),
        ({"file": "/etc/passwd"}, {}, 404),
        ({"file": ""}, {}, 404),
        ({"file": 1}, {}, 404),
        ({"file": "slides/\0.md"}, {}, 404),
        ({"file": "slides/\ud800.md"}, {}, 404),
        ({"file": "slides/\x1b[2J\x9b2J\n.md"}, {}, 404),
        ({"file": ["\ud800"]}, {}, 404),
        ({"file": "x" * 3_000}, {}, 404),
        ({"line": "3; touch x"}, {}, 404),
    ],
)
def test_no_editor_is_opened_for_others_or_for_other_files(
    root: Path, tmp_path: Path, about: dict[str, Any], headers: dict[str, str], code: int
) -> None:
    async def ask(preview: PreviewState) -> HTTPResponse:
        return await edit(preview, told(preview, **about), **headers)

    response = with_preview(root, ask, command=writing(tmp_path / "told"))
    assert response.code == code
    assert response.body.decode().rstrip("\n").isprintable()
    assert not (tmp_path / "told").exists()


@pytest.mark.parametrize("name", ["slides/../../outside.md", "slides/link.md"])
def test_no_editor_is_opened_for_a_file_outside_that_a_deck_has_named(root: Path, tmp_path: Path, name: str) -> None:
    outside = root.parent / "outside.md"
    outside.write_text("# Outside\n", encoding="utf-8")
    (root / "slides" / "link.md").symlink_to(outside)

    async def ask(preview: PreviewState) -> list[int]:
        preview.show(BuildReport(stamps={root / name: stamp(root / name)}))
        return [(await edit(preview, told(preview, file=name))).code]

    assert with_preview(root, ask, command=writing(tmp_path / "told")) == [404]
    assert with_preview(root, ask, command=writing(tmp_path / "told"), allowed=(root.parent,)) == [204]


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b"\xff", b'"x"', pytest.param(b"[" * 4000, id="deep")])
def test_a_strange_question_is_refused(root: Path, body: bytes) -> None:
    assert with_preview(root, lambda preview: edit(preview, body)).code == 403


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_an_editor_is_asked_by_post_only(root: Path, method: str) -> None:
    response = with_preview(
        root, lambda preview: answer(preview, "/-/edit", method=method, allow_nonstandard_methods=True)
    )
    assert response.code == 405


def test_an_editor_that_cannot_be_opened_is_told_in_a_line(root: Path) -> None:
    async def ask(preview: PreviewState) -> HTTPResponse:
        return await edit(preview, told(preview))

    response = with_preview(root, ask, command="no-such-editor")
    assert response.code == 501
    assert response.body.startswith(
        b"no-such-editor cannot be started: No such file or directory; set DECKBUILD_EDITOR"
    )


async def go_to(preview: PreviewState, query: str) -> tuple[int, str, list[str]]:
    url = f"ws://127.0.0.1:{preview.access.port}/-/live/talk?revision=r"
    origin = {"Origin": f"http://127.0.0.1:{preview.access.port}"}
    connection = await websocket_connect(HTTPRequest(url, headers=origin))
    heard = [str(await connection.read_message())]
    response = await answer(preview, f"/-/goto?{query.replace('TOKEN', preview.access.token)}")
    if response.code == 204:
        heard.append(str(await connection.read_message()))
    connection.close()
    assert await connection.read_message() is None
    return response.code, response.body.decode(), heard[1:]


@pytest.mark.parametrize("file", ["slides/talk.md", "ROOT/slides/talk.md"])
def test_a_line_of_a_source_leads_the_browser_to_its_slide(root: Path, file: str) -> None:
    query = f"file={file.replace('ROOT', str(root))}&line=6&token=TOKEN"
    code, _, heard = with_preview(root, lambda preview: go_to(preview, query))

    assert code == 204
    assert [json.loads(each) for each in heard] == [{"kind": "goto", "h": 0, "v": 1}]


@pytest.mark.parametrize(
    ("query", "code", "words"),
    [
        ("file=slides/talk.md&line=6", 403, "403\n"),
        ("file=slides/talk.md&line=6&token=x", 403, "403\n"),
        ("file=slides/none.md&line=60&token=TOKEN", 404, "no slide comes from slides/none.md\n"),
        ("file=/etc/passwd&line=1&token=TOKEN", 404, "no slide comes from /etc/passwd\n"),
        pytest.param(
            f"file=/etc/passwd&line={'9' * 5000}&token=TOKEN",
            404,
            "no slide comes from /etc/passwd\n",
            id="long",
        ),
        ("file=%00&line=x&token=TOKEN", 404, "no slide comes from \n"),
        ("file=a%C2%9B2J%C2%85%0Ab&token=TOKEN", 404, "no slide comes from a\\x9b2J\\x85 b\n"),
        ("file=slides/loop.md&token=TOKEN", 404, "no slide comes from slides/loop.md\n"),
    ],
)
def test_another_question_leads_nowhere(root: Path, query: str, code: int, words: str) -> None:
    (root / "slides/loop.md").symlink_to("loop.md")

    assert with_preview(root, lambda preview: go_to(preview, query)) == (code, words, [])


def test_without_a_browser_the_editor_is_told(root: Path) -> None:
    async def ask(preview: PreviewState) -> str:
        query = f"file=slides/talk.md&line=1&token={preview.access.token}"
        return (await answer(preview, f"/-/goto?{query}")).body.decode()

    assert with_preview(root, ask) == "no browser shows talk\n"
