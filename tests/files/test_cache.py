"""What is kept between builds is whole, bounded, and stays inside the project."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from deckbuild.files.cache import Cache

if TYPE_CHECKING:
    from pathlib import Path


def files(root: Path) -> list[Path]:
    return sorted((root / ".deckbuild/cache").iterdir())


def test_an_entry_comes_back(tmp_path: Path) -> None:
    Cache(tmp_path).put("a", b"\0data")

    assert Cache(tmp_path).get("a") == b"\0data"
    assert Cache(tmp_path).get("b") is None


@pytest.mark.parametrize("damage", [b"", b"x", b"sixteen bytes!!!data"])
def test_an_entry_that_is_damaged_is_not_there(damage: bytes, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("a", b"data")
    files(tmp_path)[0].write_bytes(damage)

    assert cache.get("a") is None


def test_an_entry_that_was_cut_or_changed_anywhere_is_not_there(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("a", b"data")
    whole = files(tmp_path)[0].read_bytes()
    for at in range(len(whole)):
        for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            files(tmp_path)[0].write_bytes(damaged)
            assert cache.get("a") is None


def test_the_entries_that_were_not_used_for_longest_go_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, largest=250)
    for number, name in enumerate("abc"):
        cache.put(name, b"x" * 84)  # with its checksum 100 bytes
        os.utime(tmp_path / ".deckbuild/cache" / name, (number, number))
        if name == "b":
            cache.get("a")

    assert [path.name for path in files(tmp_path)] == ["a", "c"]


def test_git_leaves_the_cache_out(tmp_path: Path) -> None:
    Cache(tmp_path).put("a", b"")

    assert (tmp_path / ".deckbuild/.gitignore").read_text(encoding="utf-8") == "*\n"


@pytest.mark.parametrize("link", [".deckbuild", ".deckbuild/cache"])
def test_a_link_leads_no_entry_out_of_the_project(link: str, tmp_path: Path) -> None:
    root, outside = tmp_path / "project", tmp_path / "outside"
    outside.mkdir()
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(outside)
    Cache(root).put("a", b"data")

    assert (list(outside.iterdir()), Cache(root).get("a")) == ([], None)


def test_a_folder_that_cannot_be_written_keeps_nothing_and_fails_nothing(tmp_path: Path) -> None:
    (tmp_path / ".deckbuild").write_text("a file", encoding="utf-8")
    cache = Cache(tmp_path)
    cache.put("a", b"data")

    assert cache.get("a") is None


def test_two_builds_at_once_leave_whole_entries_only(tmp_path: Path) -> None:
    """An entry that another build replaces while it is opened may be missed: it is made anew, but never half read."""
    wholes = [bytes([number]) * 50_000 for number in range(4)]

    def work(data: bytes) -> None:
        cache = Cache(tmp_path)
        for _ in range(50):
            cache.put("a", data)
            assert cache.get("a") in (None, *wholes)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, wholes))

    assert [path.name for path in files(tmp_path)] == ["a"]
    assert Cache(tmp_path).get("a") in wholes


def test_an_entry_that_is_a_link_is_not_there(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    cache = Cache(tmp_path)
    cache.put("a", b"data")
    entry = files(tmp_path)[0]
    entry.rename(outside)
    os.utime(outside, (1, 1))
    entry.symlink_to(outside)

    assert cache.get("a") is None
    assert outside.stat().st_mtime == 1


def test_an_entry_that_is_a_pipe_is_not_there_and_is_not_waited_for(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("b", b"data")
    os.mkfifo(tmp_path / ".deckbuild/cache/a")

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(cache.get, "a")
        try:
            assert asked.result(timeout=10) is None
        finally:  # who waits for a writer ends when there has been one
            with suppress(OSError):
                os.close(os.open(tmp_path / ".deckbuild/cache/a", os.O_WRONLY | os.O_NONBLOCK))


def test_what_a_killed_build_has_left_goes(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("a", b"data")
    left = tmp_path / ".deckbuild/cache/x.tmp"
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    cache.put("b", b"data")

    assert [path.name for path in files(tmp_path)] == ["a", "b"]
