"""Builds in a process of its own, which the server starts, asks, and can end at any instant.

It keeps what it built last, so that it can say what has changed, and whatever a builder keeps between builds.
`python -m deckbuild.serve.worker` reads requests from its standard input and answers on its standard output; see
`builder` for the other end.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from functools import partial
from typing import IO, TYPE_CHECKING, Any

from deckbuild.assets.pictures import kept_in
from deckbuild.files.cache import Cache
from deckbuild.parsing.redivision import Divider
from deckbuild.pipeline.stages import Earlier
from deckbuild.project.root import is_project
from deckbuild.rendering.reuse import Rendering
from deckbuild.serve import ipc
from deckbuild.serve.rebuild import BuiltPages, rebuild, remembered, report

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Worker:
    """The pages of one project: ``shown`` by the server, and as ``built`` last.

    ``pages`` are those that an earlier process has built: their HTML and revisions.
    """

    def __init__(
        self,
        root: Path,
        only: str,
        overrides: Mapping[str, Any],
        clock: float,
        pages: Mapping[str, tuple[bytes, str]],
        allowed: tuple[Path, ...] = (),
        *,
        untrusted: bool = False,
        started: str = "",
        variant: str = "",
    ) -> None:
        self.project = (root, only, overrides)
        self.allowed = allowed
        self.about: dict[str, Any] = {"untrusted": untrusted, "started": started, "variant": variant}
        self.pictures = kept_in(Cache(root) if is_project(root) and not untrusted else None)
        self.rendering = Rendering(seconds=clock, lines=True, on_all_cores=True)
        known = {name: remembered(*page) for name, page in pages.items()}
        self.shown = self.built = BuiltPages(known, earlier=Earlier(Divider()))

    def run(self, requests: IO[bytes], answers: IO[bytes]) -> None:
        """Answer requests until there are no more."""
        while True:
            words, *values = ipc.read(requests)
            if words == "build":
                self.build(answers, *values)
            else:
                self.pages(answers, *values)

    def build(self, answers: IO[bytes], is_shown: bool) -> None:
        """Build; answer with how far it is on the way, at last with the report.

        ``is_shown`` says whether the server shows what was built the last time.
        """
        if is_shown:
            self.shown = self.built
        building = partial(ipc.write, answers)
        self.built = rebuild(
            *(*self.project, self.shown, building, self.rendering, self.pictures, self.allowed), **self.about
        )
        ipc.write(answers, report(self.shown, self.built))

    def pages(self, answers: IO[bytes], revisions: Mapping[str, str]) -> None:
        """Answer with the HTML of the pages that are of another revision than in ``revisions``."""
        changed = {name: page for name, page in self.built.pages.items() if page.revision != revisions.get(name)}
        ipc.write(answers, {name: page.html for name, page in changed.items()})
        gc.collect()
        if not revisions:  # after the first build: what it has made stays, and need not be looked at again
            gc.freeze()


def main() -> None:
    """Serve the parent process; what builders print goes to standard error."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    gc.disable()  # not while somebody waits
    with suppress(EOFError, BrokenPipeError):
        Worker(**ipc.read(requests)).run(requests, answers)


if __name__ == "__main__":
    main()
