"""What a browser has seen on a slide, and what a rule makes of it, as values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deckbuild.diagnostics.problem import Rule

PRINT = "print"  # the state of a printed page


class Seen(NamedTuple):
    """What a measure has found at an element of a slide.

    ``line`` is the line of the slide's text (from 0) in which the element begins, ``kind`` what it is, such as `list
    item`. ``states`` are the steps of the slide that show it (0: no fragment yet), or `print`; ``box`` is where it is:
    left, top, width and height, in px of the deck. ``is_plain`` says that style sheets alone say how it looks, and
    ``about`` is what the measure itself tells.
    """

    measure: str
    line: int
    kind: str
    states: Sequence[str]
    box: Sequence[int]
    is_plain: bool
    about: Mapping[str, Any]

    @property
    def when(self) -> str:
        """In which states it is seen, in words; empty for what is seen from the beginning."""
        if list(self.states) == [PRINT]:
            return " (in print)"
        steps = [each for each in self.states if each != PRINT]
        return "" if not steps or steps[0] == "0" else f" (from step {steps[0]} on)"


class Told(NamedTuple):
    """What a rule makes of it: what is wrong, and what to do.

    What has the same ``look``, if that is not empty, comes from the theme, and is told once for all of the deck.
    """

    rule: Rule
    message: str
    hint: str = ""
    look: str = ""
