"""When the watch says that something has changed."""

from __future__ import annotations

import asyncio
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from deckbuild.gate import stamp
from deckbuild.serve import watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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


async def seen(paths: list[Path], save: Callable[[], None]) -> None:
    """Wait for the change that `save` makes after the watch has begun."""
    waiting = asyncio.ensure_future(watch.change({path: stamp(path) for path in paths}))
    await asyncio.sleep(0)  # let it begin
    await asyncio.to_thread(save)
    await asyncio.wait_for(waiting, PATIENCE)


@pytest.mark.parametrize("save", SAVES, ids=lambda save: str(save.__name__))
def test_every_way_of_saving_is_seen(deck: Path, save: Callable[[Path], None]) -> None:
    asyncio.run(seen([deck, deck.parent], lambda: save(deck)))


def test_a_missing_file_is_seen_when_it_comes(deck: Path) -> None:
    picture = deck.parent / "images" / "deep" / "x.png"

    def save() -> None:
        picture.parent.mkdir(parents=True)
        picture.write_bytes(b"x")

    asyncio.run(seen([picture], save))


def test_a_change_before_the_watch_begins_is_seen(deck: Path) -> None:
    stamps = {deck: stamp(deck)}
    deck.write_text("changed before", encoding="utf-8")

    asyncio.run(asyncio.wait_for(watch.change(stamps), PATIENCE))


def test_a_write_to_a_file_that_no_deck_uses_is_not_a_change(deck: Path) -> None:
    unused = deck.parent / "unused.txt"
    unused.write_text("a", encoding="utf-8")
    stamps = {deck: stamp(deck)}

    async def wait() -> None:
        waiting = asyncio.ensure_future(watch.change(stamps))
        await asyncio.sleep(0)
        await asyncio.to_thread(unused.write_text, "b", encoding="utf-8")
        done, _ = await asyncio.wait([waiting], timeout=1.5)  # longer than a sweep of all stamps
        assert not done
        waiting.cancel()

    asyncio.run(wait())


def test_the_nearest_folder_that_exists_is_watched(deck: Path) -> None:
    assert watch.folders([deck, deck.parent / "a" / "b" / "c.png"]) == {deck.parent}
