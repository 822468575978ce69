"""When the watch says that something has changed."""

from __future__ import annotations

import asyncio
import os
import shutil
from contextlib import asynccontextmanager
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from deckbuild.files.stamps import stamp
from deckbuild.serve.watcher import Watcher, folders

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable
    from pathlib import Path

    from watchfiles import Change

PATIENCE = 10  # seconds until a test gives up


def in_place(path: Path) -> None:
    path.write_text("new", encoding="utf-8")


def renamed(path: Path) -> None:
    other = path.with_name(".talk.md.swp")
    other.write_text("new", encoding="utf-8")
    other.replace(path)


def deleted_and_made_again(path: Path) -> None:
    path.unlink()
    path.write_text("new", encoding="utf-8")


def deleted(path: Path) -> None:
    path.unlink()


def with_an_old_time(path: Path) -> None:
    path.write_text("new", encoding="utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))


def with_the_same_time_and_size(path: Path) -> None:
    before = path.stat()
    path.write_text("OLD", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def a_new_file_beside_it(path: Path) -> None:
    path.with_name("new.md").write_text("new", encoding="utf-8")


def its_folder_taken_away(path: Path) -> None:
    shutil.rmtree(path.parent)


SAVES = [
    in_place,
    renamed,
    deleted_and_made_again,
    deleted,
    with_an_old_time,
    with_the_same_time_and_size,
    a_new_file_beside_it,
    its_folder_taken_away,
]


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "slides" / "talk.md"
    path.parent.mkdir()
    path.write_text("old", encoding="utf-8")
    return path


@asynccontextmanager
async def watching(paths: Iterable[Path], *, poll: bool = False) -> AsyncIterator[Watcher]:
    """Watcher `paths` as they are now."""
    watch = Watcher(poll=poll)
    watch.follow({path: stamp(path) for path in paths})
    watch.begin()
    try:
        yield watch
    finally:
        await watch.close()


async def seen(paths: list[Path], save: Callable[[], None], *, poll: bool = False) -> None:
    """Wait for the change that `save` makes after the watch has begun."""
    async with watching(paths, poll=poll) as watch:
        await asyncio.to_thread(save)
        await asyncio.wait_for(watch.change(), PATIENCE)


@pytest.mark.parametrize("poll", [False, True], ids=["events", "polling"])
@pytest.mark.parametrize("save", SAVES, ids=lambda save: str(save.__name__))
def test_every_way_of_saving_is_seen(deck: Path, save: Callable[[Path], None], poll: bool) -> None:
    asyncio.run(seen([deck, deck.parent], lambda: save(deck), poll=poll))


def test_a_missing_file_is_seen_when_it_comes(deck: Path) -> None:
    picture = deck.parent / "images" / "deep" / "x.png"

    def save() -> None:
        picture.parent.mkdir(parents=True)
        picture.write_bytes(b"x")

    asyncio.run(seen([picture], save))


def test_a_change_before_the_watch_begins_is_seen(deck: Path) -> None:
    stamps = {deck: stamp(deck)}
    deck.write_text("changed before", encoding="utf-8")

    async def wait() -> None:
        watch = Watcher()
        watch.follow(stamps)
        await asyncio.wait_for(watch.change(), PATIENCE)
        await watch.close()

    asyncio.run(wait())


def test_a_folder_that_is_taken_away_and_made_again_is_watched_again(deck: Path) -> None:
    async def wait() -> None:
        async with watching([deck, deck.parent]) as watch:
            for text in ("first", "second"):
                await asyncio.to_thread(shutil.rmtree, deck.parent)
                await asyncio.wait_for(watch.change(), PATIENCE)
                deck.parent.mkdir()
                deck.write_text(text, encoding="utf-8")
                watch.begin()
                watch.follow({path: stamp(path) for path in (deck, deck.parent)})
                watch.begin()
                await asyncio.to_thread(deck.write_text, "TEXT", encoding="utf-8")
                await asyncio.wait_for(watch.change(), PATIENCE)
                watch.begin()

    asyncio.run(wait())


def test_a_write_to_a_file_that_no_deck_uses_is_not_a_change(deck: Path) -> None:
    unused = deck.parent / "unused.txt"
    unused.write_text("a", encoding="utf-8")

    async def wait() -> None:
        async with watching([deck]) as watch:
            await asyncio.to_thread(unused.write_text, "b", encoding="utf-8")
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(watch.change(), 1.5)  # longer than a sweep of all stamps

    asyncio.run(wait())


def test_where_events_do_not_come_stamps_are_compared_more_often(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def silence(*_: object, **__: object) -> AsyncIterator[set[tuple[Change, str]]]:
        await asyncio.Event().wait()
        yield set()

    async def wait() -> list[float]:
        monkeypatch.setattr("deckbuild.serve.watcher.awatch", silence)
        taken = []
        watch = Watcher()
        for number in range(4):
            watch.follow({deck: stamp(deck)})
            watch.begin()
            began = monotonic()
            deck.write_text(f"text {number}", encoding="utf-8")
            await asyncio.wait_for(watch.change(), PATIENCE)
            taken.append(monotonic() - began)
            await asyncio.sleep(0.2)  # in which an event could still come
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        return taken

    taken = asyncio.run(wait())
    assert min(taken[:2]) > 0.5
    assert max(taken[2:]) < min(taken[:2])


def test_a_system_that_gives_no_more_watches_is_polled(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("OS file watch limit reached.")

    monkeypatch.setattr("deckbuild.serve.watcher.awatch", full)
    asyncio.run(seen([deck], lambda: in_place(deck)))


def test_the_nearest_folder_that_exists_is_watched(deck: Path) -> None:
    assert folders([deck, deck.parent / "a" / "b" / "c.png"]) == {deck.parent}


@pytest.mark.parametrize("name", ["x" * 5_000, "loop.md", "loop.md/a.md", "\0"])
def test_what_no_file_system_has_can_be_named(deck: Path, name: str) -> None:
    (deck.parent / "loop.md").symlink_to("loop.md")

    assert folders([deck.parent / name]) == {deck.parent}


def test_the_folder_that_a_link_leads_to_is_watched_too(deck: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "s.md").write_text("old", encoding="utf-8")
    (deck.parent / "s.md").symlink_to(shared / "s.md")

    assert folders([deck.parent / "s.md"]) == {deck.parent, shared}
