"""Whole or not at all: what a reader finds while builds are killed at any instant, run at once, or fill the disk."""

from __future__ import annotations

import random
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.png import png

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Cli, MakeProject

KILLED = 40  # builds, two at a time
MOST = 1000  # until one is killed between its first page and its last
NAMES = ("a.html", "b.html", "index.html")
FORKING = Path(__file__).with_name("forking.py")


def sources(version: int) -> dict[str, str | bytes]:
    slides = f"# v{version:04}v\n\n![](images/x.png)\n\n!SUB\n\nv{version:04}v\n"
    return {
        "deckbuild.yml": f"description: v{version:04}v\nplugins: []\n",
        "slides/a.md": slides,
        "slides/b.md": slides,
        "images/x.png": png(40, 30),
    }


def pages(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix == ".html"}


@pytest.fixture
def builds(make_project: MakeProject) -> Iterator[subprocess.Popen[str]]:
    """A process that builds the project on demand."""
    command = [sys.executable, str(FORKING), str(make_project(sources(0)))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process


def build(process: subprocess.Popen[str], *delays: float) -> list[int]:
    """Build at once as often as there are delays, with the kill of each after its delay; return the exit codes."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(" ".join(map(str, delays)) + "\n")
    process.stdin.flush()
    return [int(code) for code in process.stdout.readline().split()]


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_the_old_page_or_the_new_and_the_next_one_nothing_else(
    builds: subprocess.Popen[str], make_project: MakeProject
) -> None:
    """Takes ten seconds: forty builds are killed, at other instants each time, for few of them harm."""
    chance = random.Random(seed := time.time_ns() % 10**6)  # noqa: S311 -- instants, no secrets
    print(f"The seed of the instants is {seed}")  # noqa: T201 -- shown when the test fails
    dist = make_project({}) / "dist"
    assert build(builds, 0, 0) == [0, 0]
    first = pages(dist)
    version = killed = torn = 0

    while killed < KILLED or (not torn and killed < MOST):
        began = time.monotonic()
        assert build(builds, 0, 0) == [0, 0]
        lasts = time.monotonic() - began  # on this machine, now
        whole = [{name: page.replace(b"v0000v", b"v%04dv" % version) for name, page in first.items()}]
        assert pages(dist) == whole[0]
        assert sorted(path.name for path in dist.iterdir()) == list(NAMES)

        for _ in range(5):
            version += 1
            make_project(sources(version))
            # Pages are written at the end, so that more are killed there.
            killed += build(builds, *(chance.triangular(0.001, lasts, lasts) for _ in range(2))).count(-9)
            whole.append({name: page.replace(b"v0000v", b"v%04dv" % version) for name, page in first.items()})
            found = pages(dist)
            assert [name for name in NAMES if found[name] not in [every[name] for every in whole]] == []
            torn += found not in whole or len(list(dist.iterdir())) > len(NAMES)

    assert build(builds, 0, 0) == [0, 0]
    assert sorted(path.name for path in dist.iterdir()) == list(NAMES)
    print(f"{killed} of {2 * version} builds were killed, {torn} times between the first page and the last")  # noqa: T201
    assert torn


@pytest.mark.slow
def test_eight_builds_at_once_leave_the_pages_of_one_of_them(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "# A", "deckbuild.yml": "plugins: []"})
    command = [sys.executable, "-m", "deckbuild", "build", str(root), "--set"]
    cli("build", root, "--set", "title=XX0XX")
    page = (root / "dist" / "a.html").read_bytes()
    whole = [page.replace(b"XX0XX", b"XX%dXX" % number) for number in range(9)]
    running = [subprocess.Popen([*command, f"title=XX{number}XX"], stdout=subprocess.DEVNULL) for number in range(1, 9)]
    seen = [page]
    while any(process.poll() is None for process in running):
        if (now := (root / "dist" / "a.html").read_bytes()) != seen[-1]:
            seen.append(now)

    assert [process.returncode for process in running] == [0] * 8
    assert [now for now in seen if now not in whole] == []
    assert len(seen) > 1
    assert sorted(path.name for path in (root / "dist").iterdir()) == ["a.html", "index.html"]


# Runs a build, and stops for ever when a page is about to be whole on the disk.
STOPPING = """
import os, signal, sys
from deckbuild.cli.main import main
def stop(_):
    print("writing", flush=True)
    signal.pause()
os.fsync = stop
main()
"""


TERMINATED = [signal.SIGTERM, signal.SIGTERM]  # `timeout` sends it twice


@pytest.mark.parametrize(("signals", "code"), [(TERMINATED, 143), ([signal.SIGINT], 130)], ids=["TERM", "INT"])
def test_a_build_that_is_stopped_removes_what_it_was_writing(
    make_project: MakeProject, signals: list[signal.Signals], code: int
) -> None:
    root = make_project({"slides/a.md": "# A", "dist/a.html": "old"})
    command = [sys.executable, "-c", STOPPING, "build", str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "writing\n"
        assert len(list((root / "dist").iterdir())) == 2
        for number in signals:
            process.send_signal(number)
        _, stderr = process.communicate(timeout=60)

    assert (process.returncode, stderr.strip()) == (code, "")
    assert pages(root / "dist") == {"a.html": b"old"}
    assert sorted(path.name for path in (root / "dist").iterdir()) == ["a.html"]


def test_a_full_disk_is_told_and_the_old_pages_stay(cli: Cli, make_project: MakeProject) -> None:
    """A limit on the size of files ends a write in its middle, as a full disk does."""
    root = make_project({"slides/a.md": "# A", "slides/b.md": "# B"})
    cli("build", root)
    old = pages(root / "dist")
    make_project({"slides/a.md": "# A2", "slides/b.md": "# B2"})
    program = f"ulimit -f 100; {shlex.quote(sys.executable)} -m deckbuild build {shlex.quote(str(root))}"
    done = subprocess.run(["/bin/sh", "-c", program], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"error: cannot write {root}/dist/a.html: File too large",
        f"error: cannot write {root}/dist/b.html: File too large",
    ]
    assert pages(root / "dist").items() >= {name: old[name] for name in ("a.html", "b.html")}.items()
    assert sorted(path.name for path in (root / "dist").iterdir()) == ["a.html", "b.html", "index.html"]
