"""Work is spread over processes, and none of them outlives the work."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deckbuild import cores

SLIDES = "".join(f"# {number}\n\n!SUB\n\nSLOW\n\n!SUB\n" for number in range(150))
SLOW = """\
import time
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

class Slow(Preprocessor):
    def run(self, lines):
        time.sleep(600 if "SLOW" in "".join(lines) else 0)
        return lines

class Extend(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Slow(md), "slow", 1000)

def makeExtension(**_):
    return Extend()
"""


def double(number: int) -> int:
    return 2 * number


def test_results_come_in_order() -> None:
    assert list(cores.spread(double, list(range(50)))) == list(range(0, 100, 2))


def test_an_exception_ends_all_processes() -> None:
    with pytest.raises(ValueError, match="1"):
        list(cores.spread(fail, [1, 2]))

    assert multiprocessing.active_children() == []


def fail(number: int) -> int:
    raise ValueError(number)


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


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system does not tell of processes")
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
        "from deckbuild import cores; cores.count = lambda: 2; from deckbuild.cli import main; "
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
