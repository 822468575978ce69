"""Says when something that the site was built from has changed.

The operating system's events (`watchfiles`) only wake us; stamps decide. So an event that is lost, as on network
folders and in containers, costs a second and no edit, and a write to any other file costs nothing.
"""

from __future__ import annotations

from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import awatch

from deckbuild.gate import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deckbuild.gate import Stamp

_SETTLE_MS = 20  # no event for so long: the save is done
_LONGEST_MS = 200  # a burst of events is answered after so long at the latest
_SWEEP_MS = 1000  # stamps are compared this often without any event


async def change(stamps: Mapping[Path, Stamp]) -> None:
    """Wait until a file or folder in ``stamps`` is another than its stamp says; an event for one counts too."""
    events = awatch(
        *folders(stamps),
        watch_filter=None,
        step=_SETTLE_MS,
        debounce=_LONGEST_MS,
        rust_timeout=_SWEEP_MS,
        yield_on_timeout=True,
        recursive=False,
        ignore_permission_denied=True,
    )
    async with aclosing(events):
        if is_stale(stamps):  # changed before the watch began
            return
        async for found in events:
            if any(Path(path) in stamps and Path(path).is_file() for _, path in found) or is_stale(stamps):
                return


def is_stale(stamps: Mapping[Path, Stamp]) -> bool:
    """Return whether anything in ``stamps`` has changed since."""
    return any(stamp(path) != old for path, old in stamps.items())


def folders(paths: Iterable[Path]) -> set[Path]:
    """Return the folders to watch for ``paths``: each one's own if it is one, else the nearest that exists."""
    return {_existing(path) for path in paths}


def _existing(path: Path) -> Path:
    while not path.is_dir() and path != path.parent:
        path = path.parent
    return path
