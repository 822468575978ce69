"""Links to the network, which `deckbuild check --links` asks; here a server on this machine answers."""

from __future__ import annotations

import socket
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from deckbuild.check import asking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Cli, MakeProject

STATUS = {"/there": 200, "/gone": 404, "/forbidden": 403, "/no-head": 200, "/broken": 500, "/sometimes": 200}


class _Answers(BaseHTTPRequestHandler):
    asked: Counter[str]

    def _answer(self) -> None:
        self.asked[f"{self.command} {self.path}"] += 1
        status = STATUS.get(self.path, 404)
        if self.path == "/no-head" and self.command == "HEAD":
            status = 405
        if self.path == "/sometimes" and self.asked[f"{self.command} {self.path}"] < 3:
            status = 502
        self.send_response(status)
        self.end_headers()

    do_GET = do_HEAD = _answer  # noqa: N815 -- http.server's names

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[tuple[str, Counter[str]]]:
    """The address of a server, and how often each of its addresses was asked."""
    _Answers.asked = Counter()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}", _Answers.asked
        running.shutdown()


def test_dead_addresses_are_told_where_they_are_written(
    server: tuple[str, Counter[str]], cli: Cli, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PAUSES", (0, 0, 0))
    site, asked = server
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}/"
    there = " ".join(f"[x]({site}/{each})" for each in ("there#part", "no-head", "forbidden", "sometimes"))
    text = f"# A\n\n{there}\n\n[Gone]({site}/gone) and [gone]({site}/gone#part)\n\n[Broken]({site}/broken)\n"
    root = make_project({"slides/a.md": f"{text}\n!NOTE\n\n<{nobody}>\n", "deckbuild.yml": ""})
    result = cli("check", "--no-browser", "--links", cwd=root)

    told = [line for line in result.stdout.splitlines() if "[D620]" in line]
    assert [line.partition("does not answer")[0] for line in told] == [
        f"slides/a.md:5:8: warning: {site}/gone is not found (404) [D620]",
        f"slides/a.md:5:{20 + len(site) + 6}: warning: {site}/gone is not found (404) [D620]",
        f"slides/a.md:7:10: warning: {site}/broken answers with 500 Internal Server Error [D620]",
        f"slides/a.md:11:2: warning: {nobody} ",
    ]
    assert (asked["HEAD /gone"], asked["GET /gone"], asked["HEAD /no-head"], asked["GET /no-head"]) == (1, 1, 1, 1)
    assert (asked["HEAD /sometimes"], asked["HEAD /broken"], asked["GET /there"]) == (3, 3, 0)

    asked.clear()  # what is there is not asked again today
    again = cli("check", "--no-browser", "--links", cwd=root)
    assert again.stdout == result.stdout
    assert {each.split()[1] for each in asked} == {"/gone", "/broken"}

    asked.clear()
    (root / "deckbuild.yml").write_text(f"allow: ['{site}/']", encoding="utf-8")
    assert cli("check", "--no-browser", "--links", cwd=root).stdout.count("[D620]") == 1
    assert not asked
    assert "[D620]" not in cli("check", "--no-browser", cwd=root).stdout


def test_a_strangers_project_asks_nobody(cli: Cli, make_project: MakeProject) -> None:
    result = cli("check", "--links", "--untrusted", cwd=make_project({"slides/a.md": "# A\n"}))

    assert result.exit_code == 2
    assert "--untrusted asks neither git nor the network" in result.stderr
