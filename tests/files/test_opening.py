"""What is exchanged between the look at a path and the opening of the file is not read."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from deckbuild.files import opening
from deckbuild.files.cache import Cache
from deckbuild.files.reader import File, FileReader, NotRead, Reason

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET = b"TOP SECRET"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project, and beside it a folder with a secret."""
    for path, data in (("project/images/deep/x.png", b"x"), ("outside/deep/x.png", SECRET), ("outside/x.png", SECRET)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path / "project"


@pytest.fixture(params=["folder in folder", "checked afterwards"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open in both ways, as far as this system can."""
    if request.param == "checked afterwards":
        monkeypatch.setattr(opening, "_OPENS_IN_FOLDERS", False)


def after_resolving(monkeypatch: pytest.MonkeyPatch, exchange: Callable[[], object]) -> None:
    """Call ``exchange`` once, right after a path was resolved."""
    resolve, waiting = os.path.realpath, [exchange]

    def resolved(path: Path, *, strict: bool = False) -> str:
        found = resolve(path, strict=strict)
        if waiting:
            waiting.pop()()
        return found

    monkeypatch.setattr("os.path.realpath", resolved)


def before_opening(monkeypatch: pytest.MonkeyPatch, exchange: Callable[[], object]) -> None:
    """Call ``exchange`` right before a file is opened for reading."""
    opened = os.open

    def open_later(path: Path | str, flags: int, *, dir_fd: int | None = None) -> int:
        if flags == opening.READ_ONLY:
            exchange()
        return opened(path, flags, dir_fd=dir_fd)

    monkeypatch.setattr("os.open", open_later)
    monkeypatch.setattr("os.supports_dir_fd", {open_later, *os.supports_dir_fd})


def exchange_folder(folder: Path, other: Path) -> None:
    """Put a link to ``other`` in the place of ``folder``."""
    folder.rename(folder.with_name("away"))
    folder.symlink_to(other)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(("folder", "other"), [("images", "outside"), ("images/deep", "outside/deep")])
def test_a_folder_that_is_exchanged_for_a_link_is_not_entered(
    root: Path, monkeypatch: pytest.MonkeyPatch, folder: str, other: str
) -> None:
    with monkeypatch.context() as patch:
        after_resolving(patch, lambda: exchange_folder(root / folder, root.parent / other))
        found = FileReader(root).find("images/deep/x.png")

    assert isinstance(found, NotRead)
    assert found.why is Reason.UNREADABLE


@pytest.mark.usefixtures("way")
def test_a_folder_that_is_a_link_for_a_moment_is_not_entered(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    samestat = os.path.samestat

    def back(one: os.stat_result, other: os.stat_result) -> bool:
        if (root / "images").is_symlink():  # by now the file is open
            (root / "images").unlink()
            (root / "away").rename(root / "images")
        return samestat(one, other)

    with monkeypatch.context() as patch:
        after_resolving(patch, lambda: exchange_folder(root / "images", root.parent / "outside"))
        patch.setattr("os.path.samestat", back)
        found = FileReader(root).find("images/deep/x.png")

    assert isinstance(found, NotRead)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("by", ["file", "link", "pipe"])
def test_a_file_that_is_exchanged_before_it_is_opened_is_not_read(
    root: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    target, other = root / "images/deep/x.png", root / "images/y.png"

    def exchange() -> None:
        if by == "pipe":
            os.mkfifo(other)
        elif by == "link":
            other.symlink_to(root.parent / "outside/x.png")
        else:
            other.write_bytes(SECRET)
        other.replace(target)

    with monkeypatch.context() as patch:
        before_opening(patch, exchange)
        found = FileReader(root).find("images/deep/x.png")

    assert isinstance(found, NotRead)
    assert found.why is Reason.UNREADABLE


def test_no_read_of_many_finds_the_secret_while_a_folder_is_exchanged_all_the_time(root: Path) -> None:
    link, folder, away = root / "link", root / "images", root / "away"
    link.symlink_to(root.parent / "outside")
    done = Event()

    def exchange() -> None:
        while not done.is_set():
            folder.rename(away)
            link.rename(folder)
            folder.rename(link)
            away.rename(folder)

    thread = Thread(target=exchange)
    thread.start()
    try:
        found = [FileReader(root).find("images/deep/x.png") for _ in range(1_000)]
    finally:
        done.set()
        thread.join()

    assert {each.data for each in found if isinstance(each, File)} == {b"x"}
    assert any(isinstance(each, NotRead) for each in found)


@pytest.mark.usefixtures("way")
def test_a_file_is_opened_without_following_links_without_waiting_and_for_no_child(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    opened = os.open

    def note(path: Path, flags: int, *, dir_fd: int | None = None) -> int:
        asked.append(flags)
        return opened(path, flags, dir_fd=dir_fd)

    with monkeypatch.context() as patch:
        patch.setattr("os.open", note)
        FileReader(root).find("images/deep/x.png")

    assert asked[-1] == os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    assert all(flags & os.O_NOFOLLOW and flags & os.O_CLOEXEC for flags in asked)


@pytest.mark.usefixtures("way")
def test_what_was_opened_on_the_way_is_closed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = len([*Path("/proc/self/fd").iterdir()])
    FileReader(root).find("images/deep/x.png")
    with monkeypatch.context() as patch:
        after_resolving(patch, lambda: exchange_folder(root / "images", root.parent / "outside"))
        FileReader(root).find("images/deep/x.png")

    assert len([*Path("/proc/self/fd").iterdir()]) == before


def test_a_folder_that_may_be_entered_and_not_listed_is_entered(root: Path) -> None:
    (root / "images").chmod(0o300)
    found = FileReader(root).find("images/deep/x.png")
    (root / "images").chmod(0o700)

    assert isinstance(found, File)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("name", [".deckbuild", ".deckbuild/cache"])
def test_the_cache_is_left_alone_when_its_folder_is_exchanged_for_a_link(root: Path, name: str) -> None:
    outside = root.parent / "other"
    Cache(outside).put("a", b"theirs")
    cache = Cache(root)
    cache.put("b", b"ours")
    exchange_folder(root / name, outside / name)
    cache.put("c", b"ours")

    assert [cache.get(each) for each in "abc"] == [None, None, None]
    assert [path.name for path in (outside / ".deckbuild/cache").iterdir()] == ["a"]
