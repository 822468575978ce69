from __future__ import annotations

import errno
import fcntl
import os
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from deckbuild.files import atomic

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, MakeProject


def left_over(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(".tmp"))


def test_a_new_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "deck.html"

    assert atomic.write(target, "é\n")
    assert target.read_bytes() == "é\n".encode()


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "deck.html"
    target.write_text("a long old text")

    assert atomic.write(target, "new")
    assert (target.read_text(), left_over(tmp_path)) == ("new", [])


def test_a_file_that_says_it_already_keeps_its_time(tmp_path: Path) -> None:
    target = tmp_path / "deck.html"
    target.write_text("same")
    os.utime(target, (1, 1))

    assert not atomic.write(target, "same")
    assert target.stat().st_mtime == 1


def test_the_old_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "deck.html"
    target.write_text("old")
    target.chmod(0o640)
    atomic.write(target, "new")

    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_gets_the_permissions_that_are_usual(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        atomic.write(tmp_path / "deck.html", "new")
    finally:
        os.umask(mask)

    assert stat.S_IMODE((tmp_path / "deck.html").stat().st_mode) == 0o640


@pytest.mark.parametrize("failing", ["os.fsync", "pathlib.Path.chmod", "pathlib.Path.replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    target = tmp_path / "deck.html"
    target.write_text("old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(failing, fail)
        with pytest.raises(atomic.CannotWrite, match=r"cannot write .*deck\.html: No space left on device"):
            atomic.write(target, "new")

    assert (target.read_text(), sorted(path.name for path in tmp_path.iterdir())) == ("old", ["deck.html"])


def test_what_stops_the_program_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "deck.html"
    target.write_text("old")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", stop)
        with pytest.raises(KeyboardInterrupt):
            atomic.write(target, "new")

    assert (target.read_text(), left_over(tmp_path)) == ("old", [])


UNFINISHED = ".deck.html.deckbuild-a1b2c3_4.tmp"


@pytest.mark.parametrize(
    "name", [UNFINISHED, ".other.html.deckbuild-a1b2c3_4.tmp", ".a\nb.html.deckbuild-________.tmp"]
)
def test_what_a_killed_run_has_left_is_removed_at_once(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("half")

    atomic.clear(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_holds_nothing_that_was_left(tmp_path: Path) -> None:
    atomic.clear(tmp_path / "none")

    assert not (tmp_path / "none").exists()


def test_a_build_lists_each_folder_once(cli: Cli, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[str] = []
    clear = atomic.clear

    def watched(folder: Path) -> None:
        listed.append(folder.name)
        clear(folder)

    monkeypatch.setattr(atomic, "clear", watched)
    root = make_project({"slides/a.md": "# A", "slides/b.md": "# B", "dist/assets/x": "", f"dist/{UNFINISHED}": "half"})
    (root / "dist/assets" / UNFINISHED).write_text("half")

    assert cli("build", "--link-assets", cwd=root).exit_code == 0
    assert sorted(listed) == ["assets", "dist"]
    assert (left_over(root / "dist"), left_over(root / "dist/assets")) == ([], [])


@pytest.mark.parametrize(
    "name", ["x.tmp", ".x.tmp", ".deckbuild-a1b2c3_4.tmp", f"{UNFINISHED}2", "deckbuild-a1b2c3_4.tmp"]
)
def test_a_file_of_another_name_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    os.utime(tmp_path / name, (1, 1))
    atomic.clear(tmp_path)

    assert (tmp_path / name).read_text() == "mine"


def test_what_another_run_still_writes_is_left_alone(tmp_path: Path) -> None:
    with (tmp_path / UNFINISHED).open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        atomic.clear(tmp_path)

        assert left_over(tmp_path) == [UNFINISHED]


def test_where_there_are_no_locks_only_what_is_old_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "fcntl", None)
    old, new = tmp_path / UNFINISHED, tmp_path / UNFINISHED.replace("4", "5")
    for path in (old, new):
        path.write_text("half")
    os.utime(old, (time.time() - 700,) * 2)

    atomic.clear(tmp_path)
    atomic.write(tmp_path / "deck.html", "new")

    assert ((tmp_path / "deck.html").read_text(), left_over(tmp_path)) == ("new", [new.name])


def test_a_file_system_that_refuses_locks_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    (tmp_path / UNFINISHED).write_text("half")
    monkeypatch.setattr("fcntl.flock", refuse)
    atomic.clear(tmp_path)
    atomic.write(tmp_path / "deck.html", "new")

    assert ((tmp_path / "deck.html").read_text(), left_over(tmp_path)) == ("new", [UNFINISHED])


def test_a_file_that_is_taken_for_left_over_before_it_is_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the two calls that make and lock a file another run may find it."""
    lock = fcntl.flock
    taken: list[str] = []

    def late(handle: int, how: int) -> None:
        if not taken:
            taken.extend(left_over(tmp_path))
            atomic.clear(tmp_path)
        lock(handle, how)

    with monkeypatch.context() as patch:
        patch.setattr("fcntl.flock", late)
        atomic.write(tmp_path / "deck.html", "new")

    assert len(taken) == 1
    assert ((tmp_path / "deck.html").read_text(), left_over(tmp_path)) == ("new", [])


def test_a_link_with_the_name_of_an_unfinished_file_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    folder = tmp_path / "dist"
    folder.mkdir()
    (folder / UNFINISHED).symlink_to(tmp_path / "mine")
    os.utime(folder / UNFINISHED, (1, 1), follow_symlinks=False)
    atomic.clear(folder)

    assert (left_over(folder), (tmp_path / "mine").read_text()) == ([], "mine")


def test_a_link_in_the_place_of_the_page_is_replaced_and_what_it_leads_to_is_not(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "deck.html").symlink_to(tmp_path / "mine")
    atomic.write(tmp_path / "deck.html", "new")

    assert ((tmp_path / "deck.html").read_text(), (tmp_path / "mine").read_text()) == ("new", "mine")


@pytest.mark.parametrize("name", ["x" * 240 + ".html", "日" * 75 + ".html"])
def test_a_name_may_be_as_long_as_the_file_system_allows(tmp_path: Path, name: str) -> None:
    atomic.write(tmp_path / name, "new")

    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_that_cannot_be_brought_to_the_disk_is_no_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def files_only(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        sync(handle)

    monkeypatch.setattr("os.fsync", files_only)

    assert atomic.write(tmp_path / "deck.html", "new")


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    """The limit on the size of a file ends a write in its middle, as a full disk does."""
    target = tmp_path / "deck.html"
    target.write_text("old")
    program = f"""
import resource
from pathlib import Path
from deckbuild.files import atomic
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    atomic.write(Path({str(target)!r}), "x" * 1_000_000)
except atomic.CannotWrite as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == f"cannot write {target}: File too large\n"
    assert (target.read_text(), os.listdir(tmp_path)) == ("old", ["deck.html"])  # noqa: PTH208 -- the names


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("no folder")

    for path in (tmp_path / "dist" / "deck.html", tmp_path / "dist" / "assets" / "a.png"):
        with pytest.raises(atomic.CannotWrite) as raised:
            atomic.write(path, "new")
        assert str(raised.value) == f"cannot write {path}: {tmp_path / 'dist'} is no folder"


def test_a_folder_where_the_file_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "deck.html").mkdir()

    with pytest.raises(atomic.CannotWrite, match="cannot write"):
        atomic.write(tmp_path / "deck.html", "new")

    assert left_over(tmp_path) == []


def test_half_a_character_does_not_stop_a_write(tmp_path: Path) -> None:
    atomic.write(tmp_path / "deck.html", "a\udce9b")

    assert (tmp_path / "deck.html").read_text() == "a?b"
