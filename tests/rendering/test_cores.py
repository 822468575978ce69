"""Work is spread over processes, and none of them outlives the work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deckbuild.rendering import cores
from deckbuild.rendering.forks import Ended
from tests.extending import extension

if TYPE_CHECKING:
    from collections.abc import Callable

SLIDES = "".join(f"# {number}\n\n!SUB\n\nSLOW\n\n!SUB\n" for number in range(150))
SLOW = extension("time.sleep(600 if 'SLOW' in text else 0)", imports="import time")
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system does not tell of processes")


def nothing() -> None:
    pass


def double(number: int) -> int:
    return 2 * number


def fail(number: int) -> int:
    raise ValueError(number)


def die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def ask_whether_loaded(_number: int) -> tuple[bool, int]:
    return "LOADED" in os.environ, os.getpid()


def load() -> None:
    os.environ["LOADED"] = "yes"


REMEMBERED: list[str] = []


def remember(word: str) -> None:
    REMEMBERED.append(word)


def remembered(_number: int) -> list[str]:
    return REMEMBERED


@pytest.fixture(autouse=True)
def cores_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "count", lambda: 3)


def test_results_come_in_order() -> None:
    with cores.Crew(nothing) as crew:
        assert list(crew.spread(double, list(range(50)))) == list(range(0, 100, 2))
        assert list(crew.spread(double, [4, 3])) == [8, 6]
        assert list(crew.spread(double, [])) == []


def test_large_items_and_results_pass() -> None:
    texts = [letter * 1_000_000 for letter in "abcdef"]

    with cores.Crew(nothing) as crew:
        assert list(crew.spread(str.upper, texts)) == [text.upper() for text in texts]


def test_what_the_work_needs_is_loaded_in_each_process_and_not_in_this_one() -> None:
    with cores.Crew(load) as crew:
        answers = list(crew.spread(ask_whether_loaded, list(range(40))))

    assert {is_loaded for is_loaded, _ in answers} == {True}
    assert os.getpid() not in {number for _, number in answers}
    assert "LOADED" not in os.environ


@pytest.mark.parametrize("most", [1, 2])
def test_no_more_processes_work_than_are_wanted(most: int) -> None:
    with cores.Crew(nothing) as crew:
        numbers = {number for _, number in crew.spread(ask_whether_loaded, list(range(20)), most)}

    assert 1 <= len(numbers) <= most


def test_what_cannot_be_loaded_is_no_reason_not_to_work() -> None:
    with cores.Crew(lambda: fail(0)) as crew:
        assert list(crew.spread(double, [1])) == [2]


def test_what_is_prepared_is_there_in_each_process_and_need_not_succeed() -> None:
    with cores.Crew(nothing) as crew:
        crew.prepare(remember, "a")
        crew.prepare(fail, 0)
        crew.prepare(remember, "b")

        assert list(crew.spread(remembered, [1, 2, 3, 4])) == [["a", "b"]] * 4
    assert REMEMBERED == []


def test_what_takes_long_to_prepare_is_stopped_and_the_work_is_done() -> None:
    with cores.Crew(nothing) as crew:
        crew.prepare(time.sleep, 600)

        assert list(crew.spread(double, [1, 2])) == [2, 4]


@needs_proc
def test_workers_end_when_their_leader_is_killed() -> None:
    with cores.Crew(nothing) as crew:
        assert list(crew.spread(double, [1, 2, 3])) == [2, 4, 6]
        (leader,) = children(os.getpid())
        workers = children(leader)
        os.kill(leader, signal.SIGKILL)
    until = time.monotonic() + 20
    while any(map(lives, workers)) and time.monotonic() < until:
        time.sleep(0.02)

    assert workers
    assert [pid for pid in workers if lives(pid)] == []


def test_a_parent_that_ignores_the_ends_of_children_is_no_reason_to_fail() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with cores.Crew(nothing) as crew:
            crew.dismiss()
    finally:
        signal.signal(signal.SIGCHLD, before)


@needs_proc
@pytest.mark.parametrize(("work", "error"), [(fail, ValueError), (die, Ended)])
def test_an_exception_ends_all_processes_and_the_next_work_begins_others(
    work: Callable[[int], int], error: type[Exception]
) -> None:
    with cores.Crew(nothing) as crew:
        with pytest.raises(error):
            list(crew.spread(work, [1, 2, 3, 4]))
        assert children(os.getpid()) == []

        assert list(crew.spread(double, [1, 2])) == [2, 4]


@needs_proc
def test_who_reads_no_further_ends_all_processes() -> None:
    with cores.Crew(nothing) as crew:
        results = crew.spread(double, list(range(9)))
        assert next(results) == 0
        results.close()

        assert children(os.getpid()) == []


@needs_proc
def test_a_crew_that_is_not_needed_ends_at_once() -> None:
    with cores.Crew(lambda: time.sleep(600)):
        assert len(children(os.getpid())) == 1

    assert children(os.getpid()) == []


@needs_proc
def test_a_crew_that_is_dismissed_ends_while_this_process_goes_on() -> None:
    with cores.Crew(lambda: time.sleep(600)) as crew:
        (leader,) = children(os.getpid())
        crew.dismiss()
        ended = os.waitid(os.P_PID, leader, os.WEXITED | os.WNOWAIT)

        assert ended and ended.si_pid == leader
    assert children(os.getpid()) == []


def test_what_was_not_yet_said_is_said_once(capfd: pytest.CaptureFixture[str]) -> None:
    with os.fdopen(os.dup(1), "w") as stdout, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", stdout)
        sys.stdout.write("here ")
        with cores.Crew(nothing) as crew:
            list(crew.spread(say, [1]))

    assert capfd.readouterr().out == "here there 1\n"


def say(number: int) -> None:
    sys.stdout.write(f"there {number}\n")


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


def descendants(parent: int) -> list[int]:
    """The processes that `parent` has begun, and those that they have begun."""
    return [each for child in children(parent) for each in (child, *descendants(child))]


def lives(pid: int) -> bool:
    return stat(Path(f"/proc/{pid}/stat"))[:1] not in ([], ["Z"])


@needs_proc
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGKILL, -9), (signal.SIGTERM, 143), (signal.SIGINT, 130)], ids=["KILL", "TERM", "INT"]
)
def test_processes_that_render_end_with_the_build(number: signal.Signals, code: int, tmp_path: Path) -> None:
    (tmp_path / "slides").mkdir()
    (tmp_path / "slides" / "a.md").write_text(SLIDES, encoding="utf-8")
    (tmp_path / "slow_extension.py").write_text(SLOW, encoding="utf-8")
    (tmp_path / "deckbuild.yml").write_text("markdown_extensions: [slow_extension]\n", encoding="utf-8")
    start = (
        "import sys, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from deckbuild.rendering import cores; cores.count = lambda: 2; from deckbuild.cli.main import main; "
        f"sys.argv = ['deckbuild', 'build', {str(tmp_path)!r}]; main()"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    with subprocess.Popen([sys.executable, "-c", start], env=environment) as building:
        while len(found := descendants(building.pid)) < 3:  # the leader, and two that sleep
            assert building.poll() is None
            time.sleep(0.02)
        building.send_signal(number)
        assert building.wait(timeout=20) == code
    until = time.monotonic() + 20
    while any(map(lives, found)) and time.monotonic() < until:
        time.sleep(0.02)

    assert [pid for pid in found if lives(pid)] == []
