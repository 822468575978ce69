"""The loop of the live preview: build, show, wait for a change, again; until it is stopped.

The way of an edit:

1. `watcher` sees it, and `build_process` asks the process that builds (`worker`, by messages of `ipc`);
2. there `rebuild` builds the project, and `diff` says how the `page_parts` of before become those of now;
3. the report (`messages`) goes to `state`, and each browser is told what its page lacks (`history`, `websockets`);
4. the browser (`client/`) puts it into the page, and the server fetches the whole page for who loads it next.

A good build is shown at once. One with errors waits a moment: most editors take a file away, or empty it, before they
write it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

from deckbuild.project.root import home
from deckbuild.rendering.timeout import SECONDS
from deckbuild.serve import goto_file
from deckbuild.serve.access import LOOPBACK
from deckbuild.serve.build_process import BuildProcess
from deckbuild.serve.messages import needs_loading
from deckbuild.serve.server import Server
from deckbuild.serve.watcher import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.serve.messages import BuildReport
    from deckbuild.serve.state import PreviewState

    Tell = Callable[[PreviewState, float], None]

_LONGEST_DOUBT = 3.0  # seconds after which errors are shown although files still change


@dataclass(frozen=True, slots=True)
class ServeOptions:
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
    untrusted: bool = False  # whether the project is a stranger's
    is_presented: bool = False  # whether the pages show nothing but the decks
    started: str = ""  # the folder of the project, from the root, in which the command was started
    variant: str = ""  # of which decks, or `all`


async def serve(
    options: ServeOptions,
    *,
    started: Tell,
    rebuilt: Tell,
    refused: Callable[[str], object] = lambda _: None,
    measured: Callable[[Sequence[Diagnostic]], object] = lambda _: None,
) -> None:
    """Serve a project until cancelled; raises ``NoPort``.

    ``started`` is called once the first build is shown, ``rebuilt`` after each later one that differs, both with the
    preview and the seconds that the build took; ``refused`` with each name that is not the server's, once; ``measured``
    with what a browser has found on a slide and had not before.
    """
    server = Server(
        options.root,
        options.port,
        address=options.address,
        names=options.names,
        command=options.editor,
        allowed=options.allowed,
        is_presented=options.is_presented,
    )
    server.preview.refused, server.preview.measured = refused, measured
    about = (options.root, options.only, options.overrides, options.clock, options.allowed)
    read: dict[str, Any] = {"started": options.started, "variant": options.variant}
    builder = BuildProcess(*about, untrusted=options.untrusted, **read)
    watch = Watcher(poll=options.poll)
    try:
        with goto_file.left_in(home(options.root, options.only), server.preview.access.goto):
            await _Loop(server.preview, builder, watch, started, rebuilt).run()
    finally:
        server.close()
        await asyncio.gather(watch.close(), builder.close())


@dataclass(slots=True)
class _Loop:
    preview: PreviewState
    builder: BuildProcess
    watch: Watcher
    started: Tell
    rebuilt: Tell
    doubtful: float | None = None  # since when errors have been held back

    async def run(self) -> None:
        """Build and show, again and again."""
        is_shown = False
        while True:
            began = monotonic()
            self.watch.begin()
            report = await self.builder.build(self.watch.change, is_shown=is_shown)
            is_shown = False
            if report is None:
                continue
            self.watch.follow(report.stamps if report.is_whole else {**self.watch.stamps, **report.stamps})
            if await self._is_passing(report):
                continue
            await self._show(report, monotonic() - began)
            is_shown = True
            await self.watch.change()

    async def _is_passing(self, report: BuildReport) -> bool:
        """Return whether a file changes again within the time in which errors may turn out to be none."""
        if not report.doubt or not self.preview.build:
            self.doubtful = None
            return False
        self.doubtful = self.doubtful or monotonic()
        left = self.doubtful + _LONGEST_DOUBT - monotonic()
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self.watch.change(), min(report.doubt + self.watch.delay, left))
            return True
        self.doubtful = None
        return False

    async def _show(self, report: BuildReport, seconds: float) -> None:
        """Show the report: at once where browsers take patches, else as soon as they can load the pages."""
        tell = self.rebuilt if self.preview.build else self.started
        is_loaded = needs_loading(self.preview.report, report)
        if is_loaded:
            await self._keep(report)
        is_different = self.preview.show(report)
        if not is_loaded:
            await self._keep(report)
        if is_different:
            tell(self.preview, seconds)

    async def _keep(self, report: BuildReport) -> None:
        """Fetch the pages that browsers load from now on."""
        self.preview.keep(await self.builder.fetch(self.preview.revisions), report)
