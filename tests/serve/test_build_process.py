"""The process that builds: it is asked, ended when it hangs, and started again."""

from __future__ import annotations

import asyncio
import os
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest

from deckbuild.serve.build_process import BuildProcess
from deckbuild.serve.messages import BuildReport
from tests.extending import extension

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.conftest import MakeProject

pytestmark = pytest.mark.slow  # each test waits for a process that builds

# An extension of Markdown that hangs on a word, so that not even the clock of the process itself gets through.
HANGS = extension(
    """\
if "END" in text:
    raise SystemExit(3)
if "DIE" in text:
    os._exit(4)
print("builders may print")
if "HANG" in text:
    pathlib.Path(__file__).with_name("hangs").touch()
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
while "HANG" in text or "SLOW" in text:
    time.sleep(0.01)
""",
    imports="import os, pathlib, signal, time",
)


@pytest.fixture
def root(make_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an extension that hangs on the word HANG, ends the program on END, and dies on DIE."""
    modules = tmp_path / "modules"
    modules.mkdir()
    (modules / "hangs.py").write_text(HANGS, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(modules), prepend=os.pathsep)
    files = {"slides/talk.md": "# One\n", "slides/other.md": "# Other\n"}
    return make_project({**files, "deckbuild.yml": "markdown_extensions: [hangs]\n"}).resolve()


def with_builder(root: Path, test: Callable[[BuildProcess], Awaitable[Any]], clock: float = 60) -> Any:  # noqa: ANN401
    async def run() -> Any:  # noqa: ANN401 -- what the test returns
        builder = BuildProcess(root, "", {}, clock)
        try:
            return await test(builder)
        finally:
            await builder.close()

    return asyncio.run(run())


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deckbuild.serve.build_process.GRACE", 1.0)


async def never() -> None:
    await asyncio.Event().wait()


async def build(builder: BuildProcess, *, is_shown: bool = True) -> BuildReport:
    report = await builder.build(never, is_shown=is_shown)
    assert report
    return report


def save(root: Path, text: str) -> None:
    (root / "slides" / "talk.md").write_text(text, encoding="utf-8")


def test_a_second_build_says_how_the_first_one_changes(root: Path) -> None:
    async def twice(builder: BuildProcess) -> BuildReport:
        await build(builder, is_shown=False)
        save(root, "# Two\n")
        return await build(builder)

    patch = with_builder(root, twice).pages["talk"].patch
    assert patch["title"] == "Two"
    assert "Two" in patch["operations"][0]["html"][0]


def test_what_was_not_shown_is_not_what_the_next_patch_begins_at(root: Path) -> None:
    async def thrice(builder: BuildProcess) -> list[BuildReport]:
        first = await build(builder, is_shown=False)
        save(root, "# Two\n")
        second = await build(builder)
        save(root, "# Three\n")
        return [first, second, await build(builder, is_shown=False)]

    first, second, third = (report.pages["talk"] for report in with_builder(root, thrice))
    assert second.before == third.before == first.revision


def test_only_pages_of_another_revision_are_fetched(root: Path) -> None:
    async def fetch(builder: BuildProcess) -> tuple[set[str], set[str]]:
        report = await build(builder, is_shown=False)
        known = {name: change.revision for name, change in report.pages.items() if name != "talk"}
        return {*await builder.fetch({})}, {*await builder.fetch(known)}

    assert with_builder(root, fetch) == ({"", "talk", "other"}, {"talk"})


def test_a_build_that_hangs_is_ended_and_says_where_it_was(root: Path) -> None:
    async def hang(builder: BuildProcess) -> tuple[BuildReport, float, BuildReport]:
        await build(builder, is_shown=False)
        await builder.fetch({})
        save(root, "# HANG\n")
        began = monotonic()
        stopped = await build(builder)
        took = monotonic() - began
        save(root, "# Mended\n")
        return stopped, took, await build(builder, is_shown=False)

    stopped, took, mended = with_builder(root, hang, clock=1)
    (problem,) = stopped.problems
    assert (problem.rule.code, str(problem.location)) == ("D903", "slides/talk.md:1:1")
    assert problem.message == "the build of slides/talk.md was stopped: it did not end within 1 s"
    assert 2 <= took < 8
    assert not stopped.is_whole
    assert root / "slides" / "talk.md" in stopped.stamps
    assert mended.problems == ()


def test_a_slow_slide_is_named_by_the_process_itself_which_goes_on(root: Path) -> None:
    async def hang(builder: BuildProcess) -> list[BuildReport]:
        await build(builder, is_shown=False)
        save(root, "# One\n\n!SUB\n\n# SLOW\n")
        slow = await build(builder)
        save(root, "# Mended\n")
        return [slow, await build(builder)]

    slow, mended = with_builder(root, hang, clock=1)
    assert [(each.rule.code, str(each.location)) for each in slow.problems] == [("D207", "slides/talk.md:5:1")]
    assert mended.pages["talk"].patch


def test_the_first_build_may_hang_too(root: Path) -> None:
    """On a busy machine the process may be stopped before it has begun to build; then it gets more time."""
    save(root, "# HANG\n")
    stopped = BuildReport()
    for clock in (1, 5, 25):
        if not stopped.stamps:
            stopped = with_builder(root, lambda builder: build(builder, is_shown=False), clock=clock)

    assert [problem.rule.code for problem in stopped.pages[""].problems] == ["D903"]
    assert root / "slides" / "talk.md" in stopped.stamps


def test_a_build_that_hangs_is_given_up_when_the_file_is_saved_again(root: Path) -> None:
    async def hang(builder: BuildProcess) -> tuple[object, BuildReport]:
        await build(builder, is_shown=False)
        save(root, "# HANG\n")
        given_up = await builder.build(lambda: asyncio.sleep(0.1), is_shown=True)
        save(root, "# Mended\n")
        return given_up, await build(builder, is_shown=False)

    given_up, mended = with_builder(root, hang)
    assert given_up is None
    assert mended.problems == ()


def test_a_builder_that_leaves_the_program_is_a_problem_of_the_page(root: Path) -> None:
    async def leave(builder: BuildProcess) -> BuildReport:
        await build(builder, is_shown=False)
        save(root, "# END\n")
        return await build(builder)

    assert [problem.message for problem in with_builder(root, leave).problems] == ["SystemExit: 3"]


def test_a_process_that_dies_is_started_again_at_the_next_build(root: Path) -> None:
    async def die(builder: BuildProcess) -> list[BuildReport]:
        await build(builder, is_shown=False)
        save(root, "# DIE\n")
        dead = await build(builder)
        save(root, "# Mended\n")
        return [dead, await build(builder)]

    dead, mended = with_builder(root, die)
    assert [problem.message for problem in dead.problems] == ["the process that builds has ended"]
    assert mended.problems == ()


def test_a_deck_with_errors_keeps_its_page_although_the_process_was_started_anew(root: Path) -> None:
    async def kill(builder: BuildProcess) -> list[BuildReport]:
        first = await build(builder, is_shown=False)
        await builder.fetch({})
        await builder.close()
        save(root, "# One\n\n\0\n")
        return [first, await build(builder)]

    first, second = with_builder(root, kill)
    assert second.pages["talk"].revision == first.pages["talk"].revision
    assert len(second.pages["talk"].problems) == 1


def test_a_process_that_has_more_to_say_than_is_read_is_ended_all_the_same(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deckbuild.serve.build_process._BUFFER", 1000)

    async def end(builder: BuildProcess) -> None:
        await build(builder, is_shown=False)
        fetching = asyncio.ensure_future(builder.fetch({}))
        await asyncio.sleep(0.5)  # the pages are on their way: some are read, then no more
        fetching.cancel()
        await asyncio.wait_for(builder.close(), 10)

    async def late(builder: BuildProcess) -> None:
        await build(builder, is_shown=False)
        fetching = asyncio.ensure_future(builder.fetch({}))
        await asyncio.sleep(0)  # it is asked, and nothing is read
        fetching.cancel()
        await asyncio.sleep(0.5)
        await asyncio.wait_for(builder.close(), 10)

    with_builder(root, end)
    with_builder(root, late)


def test_modules_of_the_current_folder_are_not_loaded(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "yaml.py").write_text("raise SystemExit('loaded')\n", encoding="utf-8")
    monkeypatch.chdir(root)

    assert with_builder(root, lambda builder: build(builder, is_shown=False)).problems == ()
