"""Diagrams: fences with the word `mermaid`, `dot` or `d2` become drawings in the colours of the theme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.features import drawings
from deckbuild.features.engines.process import Process
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from deckbuild.features.findings import Findings

_ENGINES = {"mermaid": "mermaid", "dot": "dot", "graphviz": "dot", "d2": "d2"}
_NAMES = {"mermaid": "Mermaid's diagrams", "dot": "graphs in DOT", "d2": "diagrams in D2"}
_LANGUAGE = re.compile(r"\{?\.?(?P<name>[\w-]+)\}?")
# The process is kept for the next diagrams: it takes 200 ms to begin.
KIND = drawings.Kind("diagram", Process(), "diagrams", _NAMES)


def _install(rules: MarkdownIt) -> None:
    rules.core.ruler.push(FEATURE.name, _drawn)


def _drawn(state: StateCore) -> None:
    """Put drawings into the place of the fences that hold diagrams."""
    found = findings(state.env)
    tokens: list[Token] = []
    for at, token in enumerate(state.tokens):
        engine = _engine(token, found)
        place = drawings.place(state.tokens, at, found) if engine else None
        tokens += drawings.drawn(KIND, engine, token, place, found) if place else (token,)
    state.tokens = tokens


def _engine(token: Token, found: Findings) -> str:
    """Return which engine draws what a ``token`` holds; in decks of other tools there is Mermaid alone."""
    word = _LANGUAGE.match(token.info) if token.type == "fence" else None
    engine = _ENGINES.get(word["name"], "") if word else ""
    return engine if engine == "mermaid" or found.settings.get("ours", True) else ""


FEATURE = Feature(
    "diagrams",
    "Diagrams by Mermaid, Graphviz and D2, drawn while building.",
    "A fence with the word `mermaid`, `dot` (or `graphviz`) or `d2` is a drawing in the colours of the theme, fitted\n"
    'to the slide; what draws it comes with `pip install "deckbuild[diagrams]"`. A page needs neither a script nor a\n'
    'network for it. `{alt="…"}` behind the word says what is seen, for those who do not see it; without that, the\n'
    'caption does, else the texts in it. `{caption="…" width=60% .class #id}` are as for other code, and `file="…"`\n'
    "takes the source from a file. Variables have their values in it.",
    """\
```mermaid {caption="From source to slide"}
flowchart LR
  A[Markdown] --> B{Is it right?}
  B -- yes --> C([Slide])
  B -- no --> A
```
""",
    _install,
    rules=drawings.RULES,
)
