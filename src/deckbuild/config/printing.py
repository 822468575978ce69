"""How a deck is printed, and so what its PDF shows."""

from __future__ import annotations

from typing import NamedTuple

from deckbuild.config.mapping import Table
from deckbuild.config.value_types import Switch


class Printing(NamedTuple):
    """With ``fragments`` each step of a slide is a page, as reveal.js has it; else a slide is printed whole."""

    fragments: bool = False


PRINTING = Table({"fragments": Switch()}, "setting of print")
