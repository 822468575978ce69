"""The loop of the live preview: build, show, wait for a change, again; until it is stopped."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Any

from deckbuild.serve.server import Server
from deckbuild.serve.site import Site, changed, make
from deckbuild.serve.watch import change

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Tell = Callable[[Server, float], None]


async def live(
    root: Path, only: str, overrides: Mapping[str, Any], *, port: int | None, started: Tell, rebuilt: Tell
) -> None:
    """Serve the project at ``root`` until cancelled; raises ``NoPort``.

    ``started`` is called once the first build is shown, ``rebuilt`` after each later one, both with the server and
    the seconds that the build took. Builds run in a thread, so that the server answers meanwhile.
    """
    began = monotonic()
    site = await asyncio.to_thread(make, root, only, overrides, Site())
    server = Server(site, port)
    try:
        started(server, monotonic() - began)
        while True:
            await change(site.stamps)
            began = monotonic()
            old, site = site, await asyncio.to_thread(make, root, only, overrides, site)
            different = changed(old, site)
            server.show(site, different)
            if different:
                rebuilt(server, monotonic() - began)
    finally:
        server.close()
