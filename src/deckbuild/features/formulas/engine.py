"""Makes MathML of a formula by Temml, in an interpreter of JavaScript whose time and memory are limited.

Temml comes with deckbuild (`hatch_build.py`). `engine.js` calls it, and fits what it makes to a slide.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from deckbuild import __path__

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    Evaluate = Callable[[str], Any]

SECONDS, DECK_SECONDS = 2, 30  # that one formula may take, and all of a deck
_MEMORY = 256 * 2**20  # bytes
_LATE = ("interrupted", "timeout", "timed out")  # what QuickJS and V8 say then
_LARGEST = 200_000  # characters of MathML for one formula
_TEMML = Path(__path__[0], "vendor", "temml")
_CHEMISTRY = ("\\ce", "\\pu")


class Answer(NamedTuple):
    """A formula as MathML, or what is ``wrong`` with it, in Temml's words, ``at`` an offset if that is known."""

    html: str
    wrong: str = ""
    at: int | None = None


class Engine:
    """Draws formulas; one that takes too long or too much memory ends the interpreter, and the next begins a new one.

    Raises ``ImportError`` where no interpreter is installed.
    """

    def __init__(self) -> None:
        self._evaluate: Evaluate | None = None
        self._knows_chemistry = False
        self._deck: object = None
        self._seconds = 0.0  # that formulas of this deck have taken

    def draw(self, question: Mapping[str, Any], deck: object) -> Answer:
        """Return the formula of a ``question``, whose parts `engine.js` names; those of one ``deck`` have a limit."""
        if deck is not self._deck:
            self._deck, self._seconds = deck, 0.0
        if self._seconds > DECK_SECONDS:
            return Answer("", f"the formulas of this deck take more than {DECK_SECONDS} seconds")
        asked = json.dumps(question)
        try:
            found = json.loads(self._started(asked)(f"deckbuild({asked})"))
        except ImportError:
            raise
        except Exception as error:  # of either interpreter, for any limit
            self._evaluate = None
            found = {"wrong": _limit(str(error)), "seconds": SECONDS}
        self._seconds += found["seconds"]
        if len(found.get("html", "")) > _LARGEST:
            return Answer("", "it grows too large")
        return Answer(found.get("html", ""), found.get("wrong", ""), found.get("at"))

    def _started(self, question: str) -> Evaluate:
        """Return the interpreter with Temml in it, and with chemistry if the ``question`` names it."""
        if self._evaluate is None:
            self._evaluate, self._knows_chemistry = _interpreter(), False
            self._evaluate(source())
            self._evaluate(_text(Path(__file__).with_name("engine.js")))
        if not self._knows_chemistry and any(command in question for command in _CHEMISTRY):
            self._evaluate(_text(_TEMML / "contrib" / "mhchem" / "mhchem.min.js"))
            self._knows_chemistry = True
        return self._evaluate


def source() -> str:
    """Return the text of Temml."""
    return _text(_TEMML / "dist" / "temml.min.js")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _interpreter() -> Evaluate:
    """Start an interpreter: QuickJS, or V8 on the platforms for which that is not packaged."""
    try:
        from quickjs import Context  # type: ignore[import-untyped]
    except ImportError:
        from py_mini_racer import MiniRacer  # type: ignore[import-not-found]

        return partial(MiniRacer().eval, timeout_sec=SECONDS, max_memory=_MEMORY)
    context = Context()
    context.set_memory_limit(_MEMORY)
    context.set_time_limit(SECONDS)
    evaluate: Evaluate = context.eval
    return evaluate


def _limit(error: str) -> str:
    """Say which limit ended a formula."""
    if "memory" in error or error.strip() == "null":  # QuickJS has none left for the error
        return f"it takes more than {_MEMORY >> 20} MB of memory"
    if "stack" in error.lower():
        return "it is nested too deeply"
    is_late = any(word in error.lower() for word in _LATE)
    return f"it takes more than {SECONDS} seconds" if is_late else f"the engine has failed: {error}"
