"""Where the files of a page are."""

from __future__ import annotations

from typing import NamedTuple


class Layout(NamedTuple):
    """Where the files of a page are: in it, or linked in ``folder``; with ``parts`` its sheets and scripts too."""

    folder: str = ""
    parts: bool = False


SINGLE = Layout()
LINKED = Layout("assets/", parts=True)
SERVED = Layout("/-/assets/")
