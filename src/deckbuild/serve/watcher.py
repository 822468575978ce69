"""Says when something that the pages were built from has changed.

The operating system's events (`watchfiles`) tell at once. Stamps are compared now and then, so that an event that is
lost costs a second and no edit, and a write to any other file is no change. Where events do not come (network folders,
folders bound into a container) stamps are compared more often.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from watchfiles import Change, awatch

from deckbuild.files.stamps import stamp

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from deckbuild.files.stamps import Stamp

_STEP_MS = 5  # how often events are asked for
_LONGEST_MS = 20  # a burst of events is told after so long at the latest
_SWEEP = 1.0  # seconds between two looks at all stamps
_POLL = 0.15  # the same where events do not come
_LATE = 0.1  # seconds that an event may come behind its change
_SHARE = 0.05  # of the time may go into looks at stamps, however many files there are
_MISSED = 2  # changes without an event, after which none is waited for
_COARSE = 2.1  # seconds; some file systems count the time of a change in steps of two


class Watcher:
    """Watches files and folders, from `follow` on until `close`; with ``poll`` without events."""

    def __init__(self, *, poll: bool = False) -> None:
        self.stamps: dict[Path, Stamp] = {}
        self._changed = asyncio.Event()
        self._polls = poll
        self._missed = _MISSED if poll else 0
        self._batches = 0  # of events
        self._folders: set[Path] = set()
        self._stop = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def delay(self) -> float:
        """How long it may take until a change is seen (s)."""
        return _POLL if self._missed >= _MISSED else 0

    async def change(self) -> None:
        """Wait until something has changed since `begin`."""
        await self._changed.wait()

    def begin(self) -> None:
        """Forget the changes up to now: a build begins, which will read them."""
        self._changed.clear()

    def follow(self, stamps: Mapping[Path, Stamp]) -> None:
        """Watcher these files and folders from now on; one that is not as its stamp says has changed.

        Touches the disk.
        """
        new = {*stamps} - {*self.stamps}
        is_other = bool(new) or len(stamps) < len(self.stamps) or not self._folders
        self.stamps = dict(stamps)
        if is_other and self._listen_to(folders(stamps)):
            new = {*stamps}
        self._look_at(new)

    async def close(self) -> None:
        """Watcher nothing any more."""
        self._stop.set()
        for sweeping in self._tasks[:1]:
            sweeping.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _listen_to(self, wanted: set[Path]) -> bool:
        """Listen to events of the folders ``wanted``; return whether others were listened to before."""
        if wanted == self._folders:
            return False
        if not self._tasks:
            self._tasks.append(asyncio.create_task(self._sweep()))
        self._stop.set()
        self._folders, self._stop = wanted, asyncio.Event()
        if not self._polls:
            self._tasks = [each for each in self._tasks if not each.done()]
            self._tasks.append(asyncio.create_task(self._listen(wanted, self._stop)))
        return True

    async def _listen(self, wanted: set[Path], stop: asyncio.Event) -> None:
        """Take in events until ``stop``; where there can be none, stamps have to do."""
        settings = {"watch_filter": None, "step": _STEP_MS, "debounce": _LONGEST_MS, "stop_event": stop}
        try:
            async for found in awatch(*wanted, recursive=False, ignore_permission_denied=True, **settings):  # type: ignore[arg-type]
                self._batches += 1
                self._take_in(found)
        except OSError:
            self._missed = _MISSED

    def _take_in(self, found: Iterable[tuple[Change, str]]) -> None:
        """Look at what events tell of; one about a file of ours counts, whatever its stamp says."""
        paths = {Path(path): kind for kind, path in found}
        if any(kind is Change.deleted and path in self._folders for path, kind in paths.items()):
            self._folders = set()  # it may come back as another one, which has to be listened to anew
        ours = paths.keys() & self.stamps.keys()
        if self._look_at(ours or self.stamps.keys()):
            self._missed = max(0, self._missed - 1)  # this one has come in time
        if ours:
            self._changed.set()

    def _look_at(self, paths: Iterable[Path]) -> bool:
        """Compare the stamps of ``paths``, which are among ours; return whether one has changed."""
        now = {path: stamp(path) for path in paths}
        stale = {path: found for path, found in now.items() if found != self.stamps[path]}
        self.stamps |= stale
        if stale:
            self._changed.set()
        return bool(stale)

    async def _sweep(self) -> None:
        """Compare all stamps, again and again; find out whether events come."""
        took = 0.0
        while True:
            await asyncio.sleep(max(self.delay or _SWEEP, took / _SHARE))
            before, began = self._batches, monotonic()
            stale = await asyncio.to_thread(_stale, dict(self.stamps))
            took = monotonic() - began
            if self._look_at(stale & self.stamps.keys()):
                await asyncio.sleep(_LATE)
                self._missed = min(_MISSED, self._missed + (self._batches == before))
            if stale and self.delay:  # a second save may have left the stamp as it is
                asyncio.get_running_loop().call_later(_COARSE, self._changed.set)


def _stale(stamps: Mapping[Path, Stamp]) -> set[Path]:
    return {path for path, before in stamps.items() if stamp(path) != before}


def folders(paths: Collection[Path]) -> set[Path]:
    """Return the folders to watch for ``paths``: each one's own if it is one, else the nearest that exists.

    What a link leads to changes in another folder, which is watched too. A deck may have named what no file system has:
    `os.path` takes that, too, where a path would raise. Touches the disk.
    """
    links = (Path(os.path.realpath(path)) for path in paths if os.path.islink(path))  # noqa: PTH114
    return {_existing(path) for path in (*paths, *links)}


def _existing(path: Path) -> Path:
    while not os.path.isdir(path) and path != path.parent:  # noqa: PTH112
        path = path.parent
    return path
