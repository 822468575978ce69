"""The loop of the live preview: build, show, wait for a change, again; until it is stopped.

Good news is shown at once. Bad news waits a moment: most editors take a file away, or empty it, before they write it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

from deckbuild.rendering.timeout import SECONDS
from deckbuild.serve import goto_file
from deckbuild.serve.access import LOOPBACK
from deckbuild.serve.build_process import Builder
from deckbuild.serve.messages import needs_loading
from deckbuild.serve.server import Server
from deckbuild.serve.watcher import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from deckbuild.serve.messages import News
    from deckbuild.serve.state import Preview

    Tell = Callable[[Preview, float], None]

_LONGEST_DOUBT = 1.0  # seconds after which bad news is shown although files still change


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is served, and how: a project with the settings that win; where; and for whom."""

    root: Path
    only: str = ""
    overrides: Mapping[str, Any] = field(default_factory=dict)
    port: int | None = None
    address: str = LOOPBACK
    names: tuple[str, ...] = ()  # that the server may be called by, besides its address
    poll: bool = False
    editor: str = ""  # the command that opens the author's editor
    clock: float = SECONDS  # seconds that a build may take
    allowed: tuple[Path, ...] = ()  # folders outside the project whose files decks may use


async def live(wanted: Wanted, *, started: Tell, rebuilt: Tell) -> None:
    """Serve a project until cancelled; raises ``NoPort``.

    ``started`` is called once the first build is shown, ``rebuilt`` after each later one that differs, both with the
    preview and the seconds that the build took.
    """
    server = Server(
        wanted.root,
        wanted.port,
        address=wanted.address,
        names=wanted.names,
        command=wanted.editor,
        allowed=wanted.allowed,
    )
    builder = Builder(wanted.root, wanted.only, wanted.overrides, wanted.clock, wanted.allowed)
    watch = Watch(poll=wanted.poll)
    try:
        with goto_file.left_in(wanted.root, server.preview.access.goto):
            await _Loop(server.preview, builder, watch, started, rebuilt).run()
    finally:
        server.close()
        await asyncio.gather(watch.close(), builder.close())


@dataclass(slots=True)
class _Loop:
    preview: Preview
    builder: Builder
    watch: Watch
    started: Tell
    rebuilt: Tell
    doubtful: float | None = None  # since when bad news has been held back

    async def run(self) -> None:
        """Build and show, again and again."""
        is_shown = False
        while True:
            began = monotonic()
            self.watch.begin()
            news = await self.builder.build(self.watch.change, is_shown=is_shown)
            is_shown = False
            if news is None:
                continue
            self.watch.follow(news.stamps if news.is_whole else {**self.watch.stamps, **news.stamps})
            if await self._is_passing(news):
                continue
            await self._show(news, monotonic() - began)
            is_shown = True
            await self.watch.change()

    async def _is_passing(self, news: News) -> bool:
        """Return whether a file changes again within the time in which bad news may turn out to be none."""
        if not news.doubt or not self.preview.build:
            self.doubtful = None
            return False
        self.doubtful = self.doubtful or monotonic()
        left = self.doubtful + _LONGEST_DOUBT - monotonic()
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self.watch.change(), min(news.doubt + self.watch.delay, left))
            return True
        self.doubtful = None
        return False

    async def _show(self, news: News, seconds: float) -> None:
        """Show the news: at once where browsers take patches, else as soon as they can load the pages."""
        tell = self.rebuilt if self.preview.build else self.started
        is_loaded = needs_loading(self.preview.news, news)
        if is_loaded:
            await self._keep(news)
        is_different = self.preview.show(news)
        if not is_loaded:
            await self._keep(news)
        if is_different:
            tell(self.preview, seconds)

    async def _keep(self, news: News) -> None:
        """Fetch the pages that browsers load from now on."""
        self.preview.keep(await self.builder.fetch(self.preview.revisions), news)
