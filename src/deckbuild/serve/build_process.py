"""Has the project built in a process of its own, and ends one that takes too long."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import deckbuild
from deckbuild.diagnostics.problem import about_file
from deckbuild.rendering.timeout import SECONDS
from deckbuild.serve import ipc
from deckbuild.serve.messages import START, BuildReport, PageChange, Progress
from deckbuild.serve.problem_json import INTERNAL, STOPPED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from deckbuild.diagnostics.problem import Diagnostic

GRACE = 5.0  # seconds over a deck's clock, in which the process says itself which slide was at work
_OVERTAKEN = 2.0  # seconds that a build may take at least when its files have changed meanwhile
_BUFFER = 16 * 1024 * 1024  # bytes
_PROJECT = "the project"


class BuildProcess:
    """The process that builds one project; ``report`` is of what it built last.

    ``pages`` are the HTML and the revisions of the pages, as far as they were fetched. ``told`` is what the process is
    told when it starts.
    """

    def __init__(
        self,
        root: Path,
        only: str,
        overrides: Mapping[str, Any],
        clock: float = SECONDS,
        allowed: tuple[Path, ...] = (),
        *,
        untrusted: bool = False,
        started: str = "",
        variant: str = "",
    ) -> None:
        self.report = BuildReport()
        self.pages: dict[str, tuple[bytes, str]] = {}
        self.told = {"root": root, "only": only, "overrides": overrides, "clock": clock, "allowed": allowed}
        self.told |= {"untrusted": untrusted, "started": started, "variant": variant}
        self._clock = clock
        self._longest = 0.0
        self._process: asyncio.subprocess.Process | None = None
        self._begun = Progress()
        self._heard = 0.0  # when the process has said how far it is

    async def build(self, change: Callable[[], Awaitable[object]], *, is_shown: bool) -> BuildReport | None:
        """Build; return the report, or None if the build was given up because ``change`` returned before it was done.

        ``is_shown`` says whether what was built the last time is shown now.
        """
        began = monotonic()
        building = asyncio.ensure_future(self._ask("build", is_shown))
        changing = asyncio.ensure_future(change())
        try:
            await self._wait({building, changing})
            if not building.done() and changing.done():
                patience = max(_OVERTAKEN, 2 * self._longest) - (monotonic() - began)
                await asyncio.wait({building}, timeout=max(0, patience))
            if building.done():
                self._longest = max(self._longest, monotonic() - began)
                return await self._answer(building)
            building.cancel()
            await asyncio.wait({building})
            await self.close()
            return None if changing.done() else self._wrong(self._stopped())
        finally:
            for each in (building, changing):
                each.cancel()
            await asyncio.wait({building, changing})

    async def _wait(self, tasks: set[asyncio.Future[Any]]) -> None:
        """Wait until one of ``tasks`` is done, or for so long that the process cannot be at the same deck."""
        self._heard = monotonic()
        while (left := self._heard + self._clock + GRACE - monotonic()) > 0:
            done, _ = await asyncio.wait(tasks, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            if done:
                return

    async def fetch(self, shown: Mapping[str, str]) -> Mapping[str, bytes]:
        """Return the HTML of the pages that are of another revision than in ``shown``."""
        try:
            pages: dict[str, bytes] = await self._ask("pages", shown)
        except (OSError, EOFError):  # it has ended; the next build starts it anew
            await self.close()
            return {}
        self.pages |= {name: (html, self.report.pages[name].revision) for name, html in pages.items()}
        return pages

    async def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process:
            with suppress(ProcessLookupError):
                _kill(process)
            await process.communicate()  # what it has still said is read, or its pipes would never be closed

    async def _ask(self, *request: object) -> Any:  # noqa: ANN401 -- the answer
        """Return the answer to a request; on the way it tells how far it is."""
        process = self._process or await self._start()
        assert process.stdin  # noqa: S101 -- both are pipes
        assert process.stdout  # noqa: S101
        ipc.send(process.stdin, request)
        while isinstance(answer := await ipc.receive(process.stdout), Progress):
            self._heard = monotonic()
            self._begun = replace(self._begun, path=answer.path) if answer.path else answer
        return answer

    async def _start(self) -> asyncio.subprocess.Process:
        """Start the process, which is told the last good pages. It finds no modules in the current folder."""
        home = str(Path(deckbuild.__file__).parents[1])
        known = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
        self._process = process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "deckbuild.serve.worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=_BUFFER,
            cwd=sys.prefix,
            start_new_session=True,  # Ctrl-C is meant for the server, which ends it
            env={**os.environ, "PYTHONPATH": known, "PYTHONSAFEPATH": "1"},
        )
        assert process.stdin  # noqa: S101 -- a pipe
        ipc.send(process.stdin, {**self.told, "pages": self.pages})
        self._begun = Progress()
        return process

    async def _answer(self, building: asyncio.Future[BuildReport]) -> BuildReport:
        """Return the report that a build has brought."""
        try:
            self.report = building.result()
        except (OSError, EOFError):  # it was ended: by hand, or because memory ran out
            await self.close()
            path = self._begun.path or _PROJECT
            return self._wrong(about_file(INTERNAL, path, "the process that builds has ended", "save to try again"))
        return self.report

    def _stopped(self) -> Diagnostic:
        path = self._begun.path or _PROJECT
        message = f"the build of {path} was stopped: it did not end within {self._clock:g} s"
        return about_file(STOPPED, path, message, "mend what was saved last")

    def _wrong(self, problem: Diagnostic) -> BuildReport:
        """Return the last report with one problem instead, which all pages show."""
        pages = self.report.pages or {START: PageChange()}
        told = {name: replace(page, problems=(problem,), patch=None) for name, page in pages.items()}
        stamps = self._begun.stamps
        self.report = replace(self.report, pages=told, problems=(problem,), stamps=stamps, files={}, is_whole=False)
        return self.report


def _kill(process: asyncio.subprocess.Process) -> None:
    """End a process, and those that it has begun to render on all cores."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
