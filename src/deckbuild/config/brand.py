"""A brand in a few lines, `brand: {accent: "#0b57d0", font: fonts/house.woff2, logo: images/logo.svg}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from deckbuild.config.mapping import Table
from deckbuild.config.value_types import File, wrong
from deckbuild.diagnostics.source import Placed

if TYPE_CHECKING:
    from deckbuild.config.document import Value
    from deckbuild.config.value_types import Report
    from deckbuild.diagnostics.source import Source

# What a font file may be; all else is the name of a family.
FONT_FILES = (".woff2", ".woff", ".ttf", ".otf")
_COLOUR = r"^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"


class Colour:
    """A colour as `#rgb` or `#rrggbb`."""

    def read(self, value: Value, source: Source, report: Report) -> Placed | None:
        """Return the colour, with its place."""
        if isinstance(value.plain, str) and re.fullmatch(_COLOUR, value.plain):
            return Placed(value.plain, source, value.start + 1)
        hint = 'in quotes, as # begins a comment: "#0b57d0"' if value.plain is None else ""
        wrong(value, report, "a colour such as #0b57d0", hint)
        return None

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of a colour."""
        return {"type": "string", "pattern": _COLOUR}


BRAND = Table(
    {
        "accent": Colour(),
        "background": Colour(),
        "text": Colour(),
        "font": File(),  # or the name of a family, as for the next
        "mono": File(),
        "logo": File(),
    },
    "setting of brand",
)
