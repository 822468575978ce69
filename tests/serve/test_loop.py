"""The whole live preview as a process: what is saved is told, whatever the way of saving, and nothing is missed."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from tornado.httpclient import AsyncHTTPClient

from benchmarks.soak import soak
from tests.png import png
from tests.serve.listening import Page, listening
from tests.serve.serving import Serving, serving
from tests.serve.test_build_process import HANGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import MakeProject

    Save = Callable[[Path, str], None]

pytestmark = pytest.mark.slow  # a server in a process of its own, started or waited for


def in_place(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def as_vim_does(path: Path, text: str) -> None:
    backup = path.with_name(f"{path.name}~")
    path.with_name("4913").touch()
    path.with_name("4913").unlink()
    path.rename(backup)
    path.write_text(text, encoding="utf-8")
    backup.unlink()


def as_emacs_does(path: Path, text: str) -> None:
    path.with_name(f".#{path.name}").touch()
    backup = path.with_name(f"{path.name}~")
    path.replace(backup)
    path.write_text(text, encoding="utf-8")
    path.with_name(f".#{path.name}").unlink()


def as_vs_code_does(path: Path, text: str) -> None:
    with path.open("r+", encoding="utf-8") as stream:
        stream.truncate(0)
        stream.write(text)


def as_jetbrains_does(path: Path, text: str) -> None:
    new, old = path.with_name(f"{path.name}___jb_tmp___"), path.with_name(f"{path.name}___jb_old___")
    new.write_text(text, encoding="utf-8")
    path.rename(old)
    new.rename(path)
    old.unlink()


def deleted_then_made(path: Path, text: str) -> None:
    path.unlink()
    sleep(0.2)
    path.write_text(text, encoding="utf-8")


def truncated_then_written(path: Path, text: str) -> None:
    path.write_text("", encoding="utf-8")
    sleep(0.2)
    path.write_text(text, encoding="utf-8")


def slowly(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for at in range(0, len(text), 20):
            stream.write(text[at : at + 20])
            stream.flush()
            sleep(0.02)


def with_an_old_time(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))


def with_the_same_time_and_size(path: Path, text: str) -> None:
    before = path.stat()
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def in_a_burst_of_files(path: Path, text: str) -> None:
    for number in range(20):
        path.with_name(f"_{number}.md").write_text(text, encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    for number in range(20):
        path.with_name(f"_{number}.md").unlink()


def twice_within_a_second(path: Path, text: str) -> None:
    path.write_text("# Early\n", encoding="utf-8")
    sleep(0.05)
    path.write_text(text, encoding="utf-8")


SAVES: list[Save] = [
    in_place,
    as_vim_does,
    as_emacs_does,
    as_vs_code_does,
    as_jetbrains_does,
    deleted_then_made,
    truncated_then_written,
    slowly,
    with_an_old_time,
    with_the_same_time_and_size,
    in_a_burst_of_files,
    twice_within_a_second,
]


@pytest.fixture(scope="module", params=[(), ("--poll",)], ids=["events", "polling"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Serving]]:
    """A project, and its server, for all tests of one kind."""
    root = tmp_path_factory.mktemp("project")
    (root / "slides").mkdir()
    for name in ("talk", "other"):
        (root / "slides" / f"{name}.md").write_text(f"# {name.title()}\n", encoding="utf-8")
    with serving(root, *request.param) as server:
        yield root, server


@pytest.mark.parametrize("save", SAVES, ids=lambda save: str(save.__name__))
def test_every_way_of_saving_is_told_within_a_second_and_flashes_no_error(
    served: tuple[Path, Serving], save: Save
) -> None:
    """One of three has to, for the machine may be busy; the time counts from the end of the save."""
    root, server = served
    path = root / "slides" / "talk.md"

    async def once(page: Page, number: int) -> bool:
        page.messages.clear()
        text = f"# {save.__name__}\n\n{'word ' * 30}\n\nend {number}\n"
        await asyncio.to_thread(save, path, text)  # in a thread: the page hears what is told on the way
        saved = monotonic()
        await page.shows(f"end {number}")
        return monotonic() - saved < 1 and not any(message["problems"] for message in page.messages)

    async def run() -> bool:
        async with listening(server.url) as page:
            for number in range(3):
                if await once(page, number):
                    return page.reloads == 0
        return False

    assert asyncio.run(run())


def test_a_new_file_and_a_removed_one_are_told(served: tuple[Path, Serving]) -> None:
    root, server = served
    new = root / "slides" / "new.md"

    async def run() -> None:
        async with listening(server.url, "") as page:
            new.write_text("# Quite New\n", encoding="utf-8")
            await page.until(lambda page: "Quite New" in page.messages[-1].get("main", ""))
            async with listening(server.url, "new") as deck:
                new.unlink()
                await page.until(lambda page: "Quite New" not in page.messages[-1].get("main", "Quite New"))
                await deck.until(lambda deck: deck.codes == ["D902"])
                assert deck.reloads == 0

    asyncio.run(run())


def test_an_error_is_told_and_goes(served: tuple[Path, Serving]) -> None:
    root, server = served
    path = root / "slides" / "talk.md"

    async def run() -> None:
        async with listening(server.url) as page:
            path.write_text("# One\n\n![](no.png)\n", encoding="utf-8")
            await page.until(lambda page: page.codes == ["D401"])
            path.write_text("# Mended\n", encoding="utf-8")
            await page.until(lambda page: page.codes == [])
            await page.shows("Mended")

    asyncio.run(run())


def test_a_page_that_comes_back_is_told_what_it_has_missed(served: tuple[Path, Serving]) -> None:
    root, server = served
    path = root / "slides" / "talk.md"

    async def run() -> None:
        async with listening(server.url) as page, listening(server.url) as witness:
            await page.close()
            for number in range(5):
                path.write_text(f"# Away {number}\n", encoding="utf-8")
                await witness.shows(f"Away {number}")
            await page.connect()
            await page.shows("Away 4")
            assert page.reloads == 0

    asyncio.run(run())


def test_the_server_answers_while_a_build_hangs_and_the_next_save_shows(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    modules = tmp_path / "modules"
    modules.mkdir()
    (modules / "hangs.py").write_text(HANGS, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(modules), prepend=os.pathsep)
    root = make_project({"slides/talk.md": "# One\n", "deckbuild.yml": "markdown_extensions: [hangs]\n"})
    path = root / "slides" / "talk.md"

    async def run() -> None:
        async with listening(server.url) as page:
            path.write_text("# HANG\n", encoding="utf-8")
            while not (modules / "hangs").exists():
                await asyncio.sleep(0.02)
            for _ in range(5):
                await page.load()
                assert "One" in page.text
                assert page.codes == []  # not yet stopped
            path.write_text("# Mended\n", encoding="utf-8")
            await page.shows("Mended")

    with serving(root) as server:
        asyncio.run(run())


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_server_within_a_second_with_code_0_and_its_child_with_it(
    make_project: MakeProject, name: str
) -> None:
    root = make_project({"slides/talk.md": "# One\n"})
    with serving(root) as server:
        child = children(server.process.pid)
        began = monotonic()
        server.process.send_signal(getattr(signal, name))
        code = server.process.wait(timeout=20)
        took = monotonic() - began

        assert code == 0
        assert took < 1
        assert len(child) == 1
        assert not Path(f"/proc/{child[0]}").exists()
    assert not (root / ".deckbuild").exists()


def children(process: int) -> list[int]:
    """The processes that a process has begun."""
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def test_eight_hundred_edits_are_all_told_and_leave_nothing_behind(tmp_path: Path) -> None:
    """What a build leaves behind shows only after hundreds of them; `benchmarks/soak.py` makes 50,000."""
    early, late = asyncio.run(soak(tmp_path, 800, step=5))

    assert late.files == early.files
    assert late.memory < early.memory + 10  # MB


def test_an_editor_finds_the_address_that_shows_a_slide_while_the_server_runs(make_project: MakeProject) -> None:
    root = make_project({"slides/talk.md": "# One\n\n!SUB\n\n# Two\n"})
    left = root / ".deckbuild" / "goto"

    async def run() -> dict[str, object]:
        async with listening(server.url) as page:
            client = AsyncHTTPClient(force_instance=True)
            await client.fetch(f"{left.read_text().strip()}&file={root / 'slides' / 'talk.md'}&line=5")
            client.close()
            return await page.next()

    with serving(root) as server:
        assert asyncio.run(run()) == {"kind": "goto", "h": 0, "v": 1}
        assert left.stat().st_mode & 0o077 == 0
        assert server.stop() == 0
    assert not left.parent.exists()


def test_of_two_servers_the_later_one_is_driven_by_editors_when_the_other_ends(make_project: MakeProject) -> None:
    root = make_project({"slides/talk.md": "# One\n"})
    left = root / ".deckbuild" / "goto"
    with serving(root) as first, serving(root) as second:
        address = left.read_text()
        assert first.stop() == 0
        assert left.read_text() == address
        assert (left.parent / ".gitignore").read_text() == "*\n"
        assert second.stop() == 0
    assert not left.parent.exists()


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_terminal_that_is_gone_ends_nothing(make_project: MakeProject, unbuffered: str) -> None:
    root = make_project({"slides/talk.md": "# One\n"})
    path = root / "slides" / "talk.md"
    command = [sys.executable, "-m", "deckbuild", "serve", str(root), "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}

    async def run(url: str) -> None:
        async with listening(url) as page:
            for number in range(2):
                path.write_text(f"# Save {number}\n", encoding="utf-8")
                await page.shows(f"Save {number}")

    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            assert process.stdout
            assert process.stderr
            (url,) = re.findall(r"http://\S+", process.stdout.readline())
            process.stdout.close()
            asyncio.run(run(url))
            process.terminate()
            assert process.stderr.read() == ""
            assert process.wait(timeout=20) == 0
        finally:
            process.kill()


def test_the_terminal_says_which_decks_come_and_go_and_what_is_wrong_once(make_project: MakeProject) -> None:
    root = make_project({"slides/talk.md": "# One\n\n<div>\n"})
    path = root / "slides" / "talk.md"
    with serving(root) as server:
        server.wait_for("slides/talk.md:3:1")
        path.write_text("# Two\n\n<div>\n", encoding="utf-8")
        server.wait_for("rebuilt")
        (root / "slides" / "new.md").write_text("# New\n", encoding="utf-8")
        assert "rebuilt" in server.lines.get(timeout=20), "not the same problem again"
        assert f"{server.url}new.html" in server.wait_for("  + new")
        path.write_text("# Two\n", encoding="utf-8")
        server.wait_for("rebuilt")
        (root / "slides" / "new.md").unlink()
        server.wait_for("  - new")


def test_the_address_is_never_written_through_a_link(make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project({"slides/talk.md": "# One\n"})
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "goto").write_text("mine", encoding="utf-8")
    (root / ".deckbuild").symlink_to(elsewhere)
    with serving(root) as server:
        assert server.stop() == 0

    assert (elsewhere / "goto").read_text(encoding="utf-8") == "mine"


def test_with_an_address_of_the_network_the_terminal_warns_and_names_the_token(make_project: MakeProject) -> None:
    root = make_project({"slides/talk.md": "# One\n"})
    with serving(root, "--host", "0.0.0.0") as server:  # noqa: S104 -- for this test
        assert re.fullmatch(r"http://[^/]+/\?token=[0-9a-f]{32}", server.url)
        assert server.wait_for("Other computers can see this deck")


def test_a_folder_outside_that_is_allowed_is_used(make_project: MakeProject, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "x.png").write_bytes(png(2, 2))
    root = make_project({"slides/a.md": "![](../../shared/x.png)"})
    with serving(root, "--allow-outside", os.path.relpath(shared)) as server:
        page = urlopen(f"{server.url}a.html", timeout=20).read().decode()  # noqa: S310 -- our own server
        (picture,) = re.findall(r'src="(/-/assets/x[^"]*)"', page)

        assert urlopen(f"{server.url[:-1]}{picture}", timeout=20).read() == png(2, 2)  # noqa: S310


def test_a_name_that_is_turned_away_is_told_in_the_terminal_once(make_project: MakeProject) -> None:
    root = make_project({"slides/talk.md": "# One\n"})
    with serving(root) as server:
        for name in ("decks.test", "decks.test", "other.test"):
            with pytest.raises(HTTPError):
                urlopen(Request(server.url, headers={"Host": name}))  # noqa: S310 -- http
        server.wait_for("called this server decks.test was turned away. If that is you: --allowed-host decks.test")

        assert "--allowed-host other.test" in server.wait_for("--allowed-host")
