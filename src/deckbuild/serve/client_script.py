"""The browser half of the live preview: one script, made of the files in `client/` and idiomorph."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from deckbuild.page import csp, resources
from deckbuild.page.overflow import SCRIPT

_OURS = "serve/client/"
_SHEETS = ("panel.css", "corner.css")  # of what stands over the deck
_MARKS = "marks.css"  # of what is marked in the deck itself
# In the order in which they need each other.
_FILES = """
deck.js carry.js plan.js arrange.js head.js patch.js follow.js
ui.js excerpt.js panel.js source.js measure.js live.js main.js
""".split()


@cache
def script() -> str:
    """Return the script that stands at the end of each served page; a function, so that a deck's names stay its own."""
    sheets = [resources.interface(), *(_text(f"{_OURS}{name}") for name in _SHEETS)]
    style = f"const STYLE = {json.dumps(''.join(sheets))};"
    style += f"\nconst MARKS = {json.dumps(_text(f'{_OURS}{_MARKS}'))};"
    shared = [_text("vendor/idiomorph/dist/idiomorph.min.js"), resources.text(SCRIPT)]
    ours = [_text(f"{_OURS}{name}") for name in _FILES]
    return "\n".join(["(() => {", '"use strict";', style, *shared, *ours, "})();\n"])


@cache
def tag() -> str:
    """Return the element that loads the script; its hash is what the policy of a stranger's page names."""
    return f'<script src="/-/client.js" integrity="{csp.hash_of(script())}"></script>'


def _text(name: str) -> str:
    """Return the text of a file that is installed with us."""
    return files("deckbuild").joinpath(*name.split("/")).read_text(encoding="utf-8")
