"""What authors write beyond Markdown, such as columns: one file for each, and the list of them.

* In: the blocks and texts that markdown-it-py has found, in slides that hold the sign of a feature.
* Out: the same with what the feature makes of them, its style sheet, and what is wrong.
* Open first: `feature`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.source import LEFT_OUT, LEFT_OUT_LINE

if TYPE_CHECKING:
    from collections.abc import Collection

# The features, in the order in which their rules are put into the parser, each with its signs, or a pattern of them: a
# text that holds none of them uses it not, and is read without it. Each is a module of its name, loaded when a slide
# holds a sign.
PIPELINE: dict[str, tuple[str, ...] | re.Pattern[str]] = {
    "divisions": (":::",),
    "pauses": (". . .",),
    "columns": (":::",),
    "quiz": ("quiz",),
    "incremental": ("incremental",),
    "maths": ("$", "\\(", "\\[", "\\begin{", "ref{", "```math", "~~~math", "``` math"),
    "variables": ("{{",),
    "attributes": ("{",),
    "figures": ("figure", "caption="),
    "code-files": ("file=", "lines=", "region=", "from=", "to="),
    "code-notes": (")!", "notes=", "file="),
    "tables": ("|", "csv"),
    "include": ("!INCLUDE",),
    "charts": ("chart", "vega-lite"),
    "console": ("console", "shell-session", "pycon"),
    "pictures": (".left", ".right", ".background", ".cover"),
    "footnotes": ("[^", "^["),
    "citations": ("[@", "[-@", "::: references", "#refs"),
    "callouts": ("[!", "callout-"),
    "icons": (":lucide-",),
    "qr": ("(qr:", "<qr:"),
    "diagrams": re.compile(r"(?:```|~~~)[ \t]*\{?\.?(?:mermaid|dot|graphviz|d2)\b"),
    "emoji": re.compile(r":[a-z0-9_+-]+:"),
    "variants": ("only=", "unless=", LEFT_OUT, LEFT_OUT_LINE),
}
# Those that decks of other tools have, too, where plugins of reveal.js do the same.
EVERYWHERE = ("maths", "diagrams")


def of_deck(chosen: Collection[str] | None, *, is_ours: bool) -> tuple[str, ...]:
    """Return the features of a deck: those ``chosen`` by its settings, else all, if it ``is_ours``, in our dialect."""
    wanted = chosen if chosen is not None else PIPELINE if is_ours else EVERYWHERE
    return tuple(name for name in PIPELINE if name in wanted)
