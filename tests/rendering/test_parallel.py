"""Many slides are rendered by a pool of processes, and none of them outlives the work."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
import pytest

from deckbuild.diagnostics.source import Source
from deckbuild.parsing.slides import NATIVE, divide
from deckbuild.pipeline import stages
from deckbuild.project import loader
from deckbuild.rendering import parallel, timeout
from deckbuild.rendering.reuse import Rendering
from tests.extending import extension

if TYPE_CHECKING:
    from deckbuild.parsing.slides import Slide
    from deckbuild.rendering.result import Rendered
    from tests.conftest import Cli, MakeProject

SLOW = extension("time.sleep(600 if 'SLOW' in text else 0)", imports="import time")
SLOW_SLIDES = "".join(f"# {number}\n\n!SUB\n\nSLOW\n\n!SUB\n" for number in range(150))
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system does not tell of processes")


@pytest.fixture(autouse=True)
def cores_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "cores", lambda: 3)


@pytest.fixture
def no_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a process was begun")

    monkeypatch.setattr(parallel, "ProcessPoolExecutor", refuse)


def slides(count: int, body: str = "") -> list[Slide]:
    text = "\n!SUB\n".join(f"# {number}\n\n![](x{number}.png) `a`\n\n{body}\n" for number in range(count))
    return [slide for stack in divide(Source("a.md", text), 0, NATIVE).stacks for slide in stack]


def by_one(many: list[Slide]) -> list[Rendered]:
    """The slides as one process renders them."""
    return Rendering()(many, {"tables": {}}, "a")


def on_all_cores(many: list[Slide]) -> list[Rendered]:
    return Rendering(on_all_cores=True)(many, {"tables": {}}, "a")


def test_many_slides_are_the_same_on_all_cores_and_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "start_method", lambda: "fork")
    many = slides(200)

    assert on_all_cores(many) == by_one(many)


def test_a_slide_that_is_larger_than_the_pipe_to_a_process_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "start_method", lambda: "fork")
    many = [*slides(100), *slides(2, body="word " * 40_000)]

    assert on_all_cores(many) == by_one(many)


@pytest.mark.usefixtures("no_pool")
def test_few_slides_begin_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "start_method", lambda: "fork")

    assert len(on_all_cores(slides(99))) == 99


@pytest.mark.usefixtures("no_pool")
def test_many_slides_begin_no_process_where_nobody_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "start_method", lambda: "fork")

    assert len(by_one(slides(100))) == 100


@pytest.mark.usefixtures("no_pool")
def test_many_slides_begin_no_process_on_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "cores", lambda: 1)
    monkeypatch.setattr(parallel, "start_method", lambda: "fork")

    assert len(on_all_cores(slides(100))) == 100


@pytest.mark.usefixtures("no_pool")
def test_where_processes_are_spawned_they_are_for_more_slides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "start_method", lambda: "spawn")

    assert len(on_all_cores(slides(399))) == 399


@pytest.mark.parametrize(("platform", "method"), [("linux", "fork"), ("darwin", "spawn")])
def test_a_process_is_forked_where_that_is_safe(platform: str, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(threading, "active_count", lambda: 1)

    assert parallel.start_method() == method


def test_no_process_with_threads_is_forked() -> None:
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(parallel.start_method()))
    thread.start()
    thread.join()

    assert found == ["spawn"]


@pytest.mark.slow  # spawns processes
def test_a_deck_is_rendered_on_all_cores_in_a_thread_too() -> None:
    """There by processes that are spawned."""
    many = slides(400)
    found: list[list[Rendered]] = []
    thread = threading.Thread(target=lambda: found.append(on_all_cores(many)))
    thread.start()
    thread.join()

    assert found == [by_one(many)]


@pytest.mark.slow  # spawns processes
def test_an_extension_of_the_project_is_found_by_spawned_processes(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    shout = extension("lines = [line.upper() for line in lines]")
    root = make_project(
        {
            "slides/a.md": "# word\n\n!SUB\n" * 500,
            "shout_extension.py": shout,
            "deckbuild.yml": "markdown_extensions: [shout_extension]",
        }
    )
    monkeypatch.syspath_prepend(root)
    monkeypatch.setattr(parallel, "start_method", lambda: "spawn")
    (made,) = stages.build(loader.read(root), Rendering(on_all_cores=True))

    assert made.html.count(">WORD</h1>") == 500


def test_when_the_time_is_over_the_first_slide_at_work_says_so_and_those_behind_it_are_empty(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "# A\n\n!SUB\n\n# SLOW\n" + "\n!SUB\n\n# C\n" * 98 + "\n!SUB\n\n# SLOW\n" + "\n!SUB\n\n# D\n" * 98
    root = make_project(
        {"slides/a.md": text, "slow_extension.py": SLOW, "deckbuild.yml": "markdown_extensions: [slow_extension]"}
    )
    monkeypatch.syspath_prepend(root)
    (made,) = stages.build(loader.read(root), Rendering(seconds=1, on_all_cores=True))

    found = [each for each in made.diagnostics if each.rule == timeout.TOO_SLOW]
    assert [(str(each.location), each.message) for each in found] == [
        ("slides/a.md:5:1", "making HTML took too long, and was stopped here")
    ]
    assert '<h1 id="a">A</h1>' in made.html


def test_a_killed_process_is_told_and_nothing_is_written(
    make_project: MakeProject, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where another test has left a thread no process would be begun, and this one would be killed.
    monkeypatch.setattr(parallel, "start_method", lambda: "fork")
    kill = extension("if 'KILL' in text:\n    os.kill(os.getpid(), signal.SIGKILL)", imports="import os\nimport signal")
    root = make_project(
        {
            "slides/a.md": "# A\n\n!SUB\n" * 150 + "KILL\n",
            "kill_extension.py": kill,
            "deckbuild.yml": "markdown_extensions: [kill_extension]",
        }
    )
    monkeypatch.syspath_prepend(root)

    result = cli("build", root)

    assert result.exit_code == 2
    assert click.unstyle(result.stderr).splitlines()[-1] == (
        "error: a process that shares the work has ended: it was killed, or memory ran out"
    )
    assert not (root / "dist").exists()


def test_who_reads_no_further_ends_all_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most slides are not at work yet; they are enough for spawned processes, as another test may leave a thread."""
    (tmp_path / "slow_extension.py").write_text(SLOW, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    threads = threading.active_count()
    many = [*slides(25), *slides(375, body="SLOW")]
    rendering = parallel.render(many, {"slow_extension": {}}, {}, time.monotonic() + 60)
    assert isinstance(rendering, Generator)
    assert next(rendering).html.startswith("<h1>0</h1>")
    assert multiprocessing.active_children() != []
    rendering.close()

    assert multiprocessing.active_children() == []
    assert threading.active_count() == threads


def test_what_was_not_yet_said_is_said_once_and_what_an_extension_says_is_shown(
    make_project: MakeProject, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    say = extension("if 'SAY' in text:\n    print('there')")
    root = make_project(
        {
            "slides/a.md": "# A\n\n!SUB\n" * 150 + "SAY\n",
            "say_extension.py": say,
            "deckbuild.yml": "markdown_extensions: [say_extension]",
        }
    )
    monkeypatch.syspath_prepend(root)
    with os.fdopen(os.dup(1), "w") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        sys.stdout.write("here ")
        list(stages.build(loader.read(root), Rendering(on_all_cores=True)))

    assert sorted(capfd.readouterr().out.split()) == ["here", "there"]


def stat(path: Path) -> list[str]:
    """What the system tells of a process, from its state on; nothing of one that is gone."""
    try:
        return path.read_text(encoding="utf-8").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def children(parent: int) -> list[int]:
    """The processes that `parent` has begun."""
    about = {path.parent.name: stat(path) for path in Path("/proc").glob("[0-9]*/stat")}
    return [int(pid) for pid, fields in about.items() if fields[1:2] == [str(parent)]]


def lives(pid: int) -> bool:
    return stat(Path(f"/proc/{pid}/stat"))[:1] not in ([], ["Z"])


@needs_proc
@pytest.mark.slow  # waits for processes to begin and to end
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGKILL, -9), (signal.SIGTERM, 143), (signal.SIGINT, 130)], ids=["KILL", "TERM", "INT"]
)
def test_processes_that_render_end_with_the_build(number: signal.Signals, code: int, tmp_path: Path) -> None:
    (tmp_path / "slides").mkdir()
    (tmp_path / "slides" / "a.md").write_text(SLOW_SLIDES, encoding="utf-8")
    (tmp_path / "slow_extension.py").write_text(SLOW, encoding="utf-8")
    (tmp_path / "deckbuild.yml").write_text("markdown_extensions: [slow_extension]\n", encoding="utf-8")
    start = (
        "import sys, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from deckbuild.rendering import parallel; parallel.cores = lambda: 2; from deckbuild.cli.main import main; "
        f"sys.argv = ['deckbuild', 'build', {str(tmp_path)!r}]; main()"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    with subprocess.Popen([sys.executable, "-c", start], env=environment) as building:
        while len(found := children(building.pid)) < 2:
            assert building.poll() is None
            time.sleep(0.02)
        building.send_signal(number)
        assert building.wait(timeout=20) == code
    until = time.monotonic() + 20
    while any(map(lives, found)) and time.monotonic() < until:
        time.sleep(0.02)

    assert [pid for pid in found if lives(pid)] == []
