"""What a page weighs: its parts with their bytes, and whether together they stay within the deck's budget."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.config.sizes import size
from deckbuild.diagnostics.problem import Diagnostic, Rule, Severity, about_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deckbuild.config.sizes import Budget
    from deckbuild.page.layout import Held
    from deckbuild.page.parts import Include

OVER_BUDGET = Rule(
    "D505",
    "over-budget",
    Severity.ERROR,
    "The page of a deck is larger than its `size_budget` allows, so it is not written. The message names the largest\n"
    "things in it, `deckbuild build --report` all. Save pictures smaller, set `shrink_images`, or raise the budget.",
)
_NAMED = 3  # of the largest things, in a message
_FONT = re.compile(r"data:font/[^)\"']*")
_URI = re.compile(r"data:[^\s\"')]*")
_NOTES = re.compile(r'<aside class="notes">.*?</aside>', re.DOTALL)


class Weight(NamedTuple):
    """One thing in a page: its name (of a file: the path), its media type, and the bytes that it takes in the page.

    ``size`` counts them in all the places where the page holds it; it is shown ``uses`` times.
    """

    name: str
    kind: str
    size: int
    uses: int = 1


def total(weights: Iterable[Weight]) -> int:
    """Return the bytes of all ``weights``."""
    return sum(weight.size for weight in weights)


def largest_first(weights: Iterable[Weight]) -> list[Weight]:
    """Return the ``weights`` that weigh anything; names decide between equal ones."""
    return sorted((weight for weight in weights if weight.size > 0), key=lambda weight: (-weight.size, weight.name))


def text(name: str, kind: str, content: str) -> Weight:
    """Return the weight of a text, as UTF-8."""
    return Weight(name, kind, len(content) if content.isascii() else len(content.encode()))


def of_part(name: str, content: str) -> tuple[Weight, ...]:
    """Return the weights of a style sheet or a script that stands in the page, and of the fonts in a sheet."""
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    whole, fonts = text(name, kind, content), _FONT.findall(content)
    if not fonts:
        return (whole,)
    inside = sum(map(len, fonts))
    named = f"the font of {name}" if len(fonts) == 1 else f"{len(fonts)} fonts of {name}"
    return whole._replace(size=whole.size - inside), Weight(named, "font/woff2", inside)


def of_page(page: str, parts: Sequence[Include], files: Sequence[Held], slides: Sequence[str]) -> tuple[Weight, ...]:
    """Return what ``page`` is made of: what is in it, and the files beside it that it links; nothing if it is empty."""
    inside = [weight for part in parts if not part.link for weight in of_part(part.name, part.text)]
    beside: list[Weight] = []
    for held in files:
        weight = Weight(held.asset.path, held.asset.media_type, held.size or len(held.asset.data), held.uses)
        (inside if held.size else beside).append(weight)
    return (*inside, *rest(page, inside, slides), *beside) if page else ()


def rest(page: str, known: Sequence[Weight], slides: Sequence[str]) -> tuple[Weight, Weight]:
    """Return what ``page`` holds beside what is ``known``: the HTML of its ``slides``, and their speaker notes."""
    notes = [_URI.sub("", note) for html in slides for note in _NOTES.findall(html)]
    spoken = text(f"speaker notes of {len(notes)} slides", "text/html", "".join(notes))
    left = text("", "", page).size - total(known) - spoken.size
    return Weight(f"{len(slides)} slides", "text/html", left), spoken


def over_budget(weights: Sequence[Weight], budget: Budget) -> Diagnostic | None:
    """Return the error of a page that is larger than ``budget``; None if it is within."""
    whole = total(weights)
    if whole <= budget.limit:
        return None
    named = ", ".join(f"{each.name} ({size(each.size)})" for each in largest_first(weights)[:_NAMED])
    allowed = size(budget.limit)
    taken = f"{whole} B" if size(whole) == allowed else size(whole)  # a few bytes too many
    message = f"the page takes {taken}, and {allowed} are allowed; the largest in it: {named}"
    return about_word(OVER_BUDGET, budget.word, message, "`deckbuild build --report` lists everything in it")
